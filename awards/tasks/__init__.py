"""The long work of awards (appraisal.jobs)."""
