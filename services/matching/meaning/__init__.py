"""Closeness in meaning, by vectors of an embedding service; there is none unless one is set."""
