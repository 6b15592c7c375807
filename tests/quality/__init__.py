"""Reading matter: what the platform answers to real needs, for people to judge."""
