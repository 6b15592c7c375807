"""What was shown to whom and what came of it, as the ranker and its judges need to know it."""
