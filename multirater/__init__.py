"""Opinions from many sides: rounds of 360 feedback, from the questions to a result that is safe."""
