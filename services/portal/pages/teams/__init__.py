"""Pages on which a need that takes more than one is split, and a team is suggested for it."""
