"""Owns demands: what firms need from science and technology, and where each one stands."""
