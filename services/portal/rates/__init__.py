"""How often somebody may do what strangers abuse, counted by all processes together."""
