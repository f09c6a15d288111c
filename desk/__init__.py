"""The agency's desk, as rooms: what runs, counts, exports and exchanges across all other apps."""
