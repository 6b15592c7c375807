"""Matches: who fits a need, what fits an entry, and why."""
