"""Results of research that wait to be used."""
