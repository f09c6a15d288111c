"""What happens by itself in rounds, and their long work (appraisal.jobs)."""
