"""How many needs come how far, how long it takes, and which needs are behind each figure."""
