"""What the two sides of an engagement say about each other."""
