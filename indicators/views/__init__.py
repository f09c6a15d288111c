"""What people press: one file per noun."""
