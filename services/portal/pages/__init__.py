"""The pages people see; so far one: paste a need, see who could help and why."""
