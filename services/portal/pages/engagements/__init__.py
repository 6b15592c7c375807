"""The pages of an engagement, for both who work together."""
