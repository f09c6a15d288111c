"""Fairness that can be seen: patterns of rating, comparison values, equal treatment, health."""
