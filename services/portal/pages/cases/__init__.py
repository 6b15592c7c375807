"""Where a need meets who could help: matches, responses side by side, who may read what."""
