"""The access of fairness: one file per noun."""
