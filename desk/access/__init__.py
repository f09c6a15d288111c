"""Who may see and do what at the desk, with the reason."""
