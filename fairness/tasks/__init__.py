"""What happens by itself in fairness, and its long work (appraisal.jobs)."""
