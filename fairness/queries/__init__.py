"""The queries of fairness: one file per noun."""
