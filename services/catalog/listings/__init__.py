"""Which providers the platform lists: what it has verified, keeps fresh, stops and takes off."""
