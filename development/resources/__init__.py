"""Files of potential assessments."""
