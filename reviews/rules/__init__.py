"""How results are judged, as pure rules: one file per noun."""
