"""The rules of awards: one file per noun."""
