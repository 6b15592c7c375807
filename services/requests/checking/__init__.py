"""What a need still lacks before somebody could work on it, and who has the same."""
