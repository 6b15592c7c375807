"""How an entry stands with a need: why it is shown where it is, and what would raise it."""
