"""Says who fits what, and why: follows catalogue and requests, and keeps an index of both."""
