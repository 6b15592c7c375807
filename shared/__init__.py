"""What every service builds on; imports nothing from `services` and holds no domain noun."""
