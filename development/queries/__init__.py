"""The queries of development: one file per noun."""
