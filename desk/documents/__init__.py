"""What the desk prints and packs: documents in bulk and tables of reports."""
