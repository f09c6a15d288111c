"""Page-sized reads of rounds."""
