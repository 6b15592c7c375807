"""The moderation desk's queue: what waits for an operator, the most urgent first."""
