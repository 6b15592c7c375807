"""Signing in with an account of the city: OpenID Connect, authorization code with PKCE."""
