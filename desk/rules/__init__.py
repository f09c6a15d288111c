"""The rules of the desk as pure functions; no Django, no clock, no database."""
