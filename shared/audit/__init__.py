"""Who did what, when: a log that is only appended to, each row chained to the one before."""
