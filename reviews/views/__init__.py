"""The views of reviews: one file per noun."""
