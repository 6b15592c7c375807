"""Needs that are being written on the pages and are not yet with the requests service."""
