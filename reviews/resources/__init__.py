"""Files that reviews read and hand out."""
