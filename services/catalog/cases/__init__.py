"""Solved cases that firms have confirmed: they become part of the records of who helped."""
