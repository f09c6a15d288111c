"""What was achieved and how it is judged: one file per noun."""

from __future__ import annotations

from .award import AwardCandidate, AwardList
from .document import Document, DocumentCounter, DocumentFile
from .evaluation import Evaluation, Objection, OrganisationAchievement
from .progress import Feedback, Realisation

__all__ = [
    "AwardCandidate",
    "AwardList",
    "Document",
    "DocumentCounter",
    "DocumentFile",
    "Evaluation",
    "Feedback",
    "Objection",
    "OrganisationAchievement",
    "Realisation",
]
