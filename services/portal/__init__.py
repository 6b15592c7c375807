"""The portal owns the front door: the pages people see, and the keys that sign their tokens."""
