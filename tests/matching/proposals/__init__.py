"""Tests of proposed terms."""
