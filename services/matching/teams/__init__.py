"""Teams for needs that take more than one can do: who covers which part, at least cost."""
