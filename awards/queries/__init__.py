"""The queries of awards: one file per noun."""
