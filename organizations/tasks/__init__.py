"""The long work of the organisation, step by step (appraisal.jobs)."""
