"""Solved cases: what firms have confirmed, counted once each."""
