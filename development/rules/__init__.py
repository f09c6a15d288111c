"""The rules of development: one file per noun."""
