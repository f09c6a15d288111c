"""The operations of awards: one file per noun."""
