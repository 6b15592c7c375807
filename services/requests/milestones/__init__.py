"""The milestones of an engagement."""
