"""Files that come in to the desk, mapped to values; nothing is written here."""
