"""What Prometheus is told of a service: what it answered, and where its data stands."""
