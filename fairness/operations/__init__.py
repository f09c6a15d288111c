"""The operations of fairness: one file per noun."""
