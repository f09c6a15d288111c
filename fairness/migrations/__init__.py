"""The tables of fairness."""
