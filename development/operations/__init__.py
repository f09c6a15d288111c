"""The operations of development: one file per noun."""
