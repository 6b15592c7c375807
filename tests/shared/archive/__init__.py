"""A made-up service that publishes documents and follows a peer's, for the tests of `shared`."""
