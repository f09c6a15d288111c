"""The rules of fairness: one file per noun."""
