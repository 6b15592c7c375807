"""Terms that operators propose for the vocabulary; the approved ones are read with at once."""
