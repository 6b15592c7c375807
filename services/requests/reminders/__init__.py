"""Tells whoever is waited for, once, before a wait ends by itself."""
