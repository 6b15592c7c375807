"""The services: each a pure function from settings and peers to an ASGI app."""
