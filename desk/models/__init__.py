"""The rows of the desk: one file per noun."""
