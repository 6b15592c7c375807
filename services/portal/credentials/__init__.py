"""Passwords: what they must be, how they are kept, how a lost one is replaced."""
