"""Changes to an engagement that both sides have to agree on."""
