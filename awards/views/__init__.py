"""The views of awards: one file per noun."""
