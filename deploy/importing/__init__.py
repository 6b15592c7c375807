"""Brings rows into a running platform through the same HTTP that everybody uses."""
