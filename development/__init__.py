"""How people grow: careers, development plans, trainings, courses of raters."""
