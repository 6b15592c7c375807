"""One's own data: taking them along, and leaving (PIPL, articles 44 to 47)."""
