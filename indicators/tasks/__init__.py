"""Long work on plans and years, in steps (appraisal.jobs)."""
