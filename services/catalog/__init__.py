"""The catalogue: who and what can help, and in what state each entry is."""
