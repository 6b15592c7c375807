"""Tests of the page that shows what a text is understood as."""
