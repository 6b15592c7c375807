"""The pages of one's own account: who one is, one's organizations, messages, tokens and data."""
