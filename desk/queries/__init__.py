"""What the desk reads: counts by unit, lists in batches."""
