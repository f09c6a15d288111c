"""The views of fairness: one file per noun."""
