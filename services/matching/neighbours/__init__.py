"""Published needs that are close to one that somebody is writing."""
