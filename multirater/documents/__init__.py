"""Papers of a round, printed by appraisal.pdf."""
