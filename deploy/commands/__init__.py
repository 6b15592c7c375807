"""The `keqiao` command line: one file a command, every message in Chinese and English."""
