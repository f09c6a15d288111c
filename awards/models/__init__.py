"""Schemes, nominations, lists, candidates, the committee, service records: one file per noun."""

from __future__ import annotations

from .award import AwardCandidate, AwardList
from .committee import DiscussionNote, JuryScore, Recusal, Sitting, SittingMember
from .medal import MedalLetter, MedalPaper, MedalProposal
from .nomination import Nomination, NominationFile, NominationMember
from .record import ServiceRecord
from .scheme import AwardScheme, SchemeCriterion, SchemeRule

__all__ = [
    "AwardCandidate",
    "AwardList",
    "AwardScheme",
    "DiscussionNote",
    "JuryScore",
    "MedalLetter",
    "MedalPaper",
    "MedalProposal",
    "Nomination",
    "NominationFile",
    "NominationMember",
    "Recusal",
    "SchemeCriterion",
    "SchemeRule",
    "ServiceRecord",
    "Sitting",
    "SittingMember",
]
