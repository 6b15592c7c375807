"""What this service keeps of people, and what becomes of it when somebody leaves."""
