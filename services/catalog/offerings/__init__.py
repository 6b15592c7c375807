"""Service items: what a provider does, at what price, in what time."""
