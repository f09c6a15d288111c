"""The views of development: one file per noun."""
