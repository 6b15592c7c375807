"""What people are told: their inbox, and the ways by which it reaches them elsewhere."""
