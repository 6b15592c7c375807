"""Keeps the search index and the scoring store equal to our copies."""
