"""The access of reviews: one file per noun."""
