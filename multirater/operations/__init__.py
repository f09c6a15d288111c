"""The only writers of rounds: one file per noun."""
