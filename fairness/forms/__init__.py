"""The forms of fairness: one file per noun."""
