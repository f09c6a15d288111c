"""The forms of development: one file per noun."""
