"""Tests of showing what a text is understood as."""
