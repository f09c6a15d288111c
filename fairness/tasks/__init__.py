"""The long work of fairness, step by step (appraisal.jobs)."""
