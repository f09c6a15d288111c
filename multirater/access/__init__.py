"""Who may see and do what in a round, with the reason."""
