"""Tells the other services what came of responses: codes and times, never a word that was said."""
