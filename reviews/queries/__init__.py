"""The queries of reviews: one file per noun."""
