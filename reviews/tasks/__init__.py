"""What happens by itself in evaluations, and their long work (appraisal.jobs)."""
