"""The page that shows what the platform takes a text to speak of."""
