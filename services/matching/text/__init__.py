"""Reads Chinese and English technical text the way an engineer would."""
