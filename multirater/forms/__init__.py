"""What people type into a round."""
