"""The only writers of the desk: one file per noun."""
