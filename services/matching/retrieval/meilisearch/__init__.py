"""A `SearchIndex` on a Meilisearch server: docs/decisions/0012 says how and why."""
