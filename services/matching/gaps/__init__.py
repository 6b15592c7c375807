"""What is asked for and nobody offers: published needs without a qualified match, by concept."""
