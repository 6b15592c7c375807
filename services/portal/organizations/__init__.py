"""Organizations: registered by people, verified by operators, kept by their owners."""
