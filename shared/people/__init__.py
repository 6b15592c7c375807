"""Personal data that a service keeps: what there is of somebody, and that it goes when they go."""
