"""Pages about people and the agency: one file per noun."""
