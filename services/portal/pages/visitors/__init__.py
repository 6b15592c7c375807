"""The pages for everybody: who helps, what is asked for, what became of it, and how it works."""
