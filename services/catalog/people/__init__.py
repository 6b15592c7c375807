"""What the catalogue keeps of people, and what becomes of it when somebody leaves."""
