"""A Meilisearch server for trying out and for tests: found or fetched, started, ended."""
