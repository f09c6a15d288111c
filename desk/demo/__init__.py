"""A believable city in a believable year, for trying things out (`manage.py seed_demo`)."""
