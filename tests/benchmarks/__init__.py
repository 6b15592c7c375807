"""Measurements of the whole platform at size: `make bench`."""
