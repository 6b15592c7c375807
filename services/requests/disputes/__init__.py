"""What both sides of an engagement say in a dispute, and what was decided."""
