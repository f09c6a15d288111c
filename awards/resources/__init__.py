"""Files that come in about awards and careers, mapped to values; nothing is written here."""
