"""The access of development: one file per noun."""
