"""The statistics of recommendations, with numpy and without Django."""
