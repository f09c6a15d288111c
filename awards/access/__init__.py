"""The access of awards: one file per noun."""
