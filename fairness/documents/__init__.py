"""The papers of fairness: one file per paper."""
