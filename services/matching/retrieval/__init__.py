"""Finds what might fit: a search index behind a port, and topical scores beside it."""
