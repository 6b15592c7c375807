"""Signing in and out, and what a session is exchanged for."""
