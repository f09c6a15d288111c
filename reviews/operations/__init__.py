"""The operations of reviews: one file per noun."""
