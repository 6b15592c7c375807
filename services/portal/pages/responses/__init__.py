"""The page of a response, for whoever wrote it and for the firm that reads it."""
