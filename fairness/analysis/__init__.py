"""The statistics of rating: numpy, no Django, no clock; whole numbers of the regulations stay in `rules`."""
