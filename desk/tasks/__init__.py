"""The long work of the desk, step by step (appraisal.jobs)."""
