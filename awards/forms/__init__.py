"""The forms of awards: one file per noun."""
