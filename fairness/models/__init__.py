"""What was found about the appraisal itself: one file per noun."""

from __future__ import annotations

from .analysis import RaterAnalysis
from .comparison import ComparisonValue, SecondOpinion
from .profile import RaterProfile, RatingPattern

__all__ = ["ComparisonValue", "RaterAnalysis", "RaterProfile", "RatingPattern", "SecondOpinion"]
