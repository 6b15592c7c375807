"""Experts, technology envoys among them: one file per person."""
