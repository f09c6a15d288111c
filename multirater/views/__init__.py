"""Fetch, ask once, answer."""
