"""Rounds from many sides: one file per noun."""

from __future__ import annotations

from .invitation import ASKED, Invitation, Relation
from .opinion import Comment, CommentStatus, Opinion, RawAccess, Release, Result
from .questionnaire import Item, Questionnaire
from .round import Reviewee, Round, RoundScope

__all__ = [
    "ASKED",
    "Comment",
    "CommentStatus",
    "Invitation",
    "Item",
    "Opinion",
    "Questionnaire",
    "RawAccess",
    "Relation",
    "Release",
    "Result",
    "Reviewee",
    "Round",
    "RoundScope",
]
