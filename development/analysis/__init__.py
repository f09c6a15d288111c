"""The statistics of careers; no Django."""
