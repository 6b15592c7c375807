"""How long the desk may take, counted in its working time."""
