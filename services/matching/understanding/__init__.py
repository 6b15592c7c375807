"""Shows what a text is understood as, in the terms of the vocabulary."""
