"""Our copies of what the catalogue and requests publish, and what matching reads in them."""
