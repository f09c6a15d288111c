"""The forms of reviews: one file per noun."""
