"""What was achieved and how it is judged: one file per noun."""

from __future__ import annotations

from .action import Action, HelpRequest, ResultOutlook
from .award import AwardCandidate, AwardList
from .document import Document, DocumentCounter, DocumentFile
from .evaluation import Evaluation, Objection, OrganisationAchievement
from .evidence import Attachment, EvidenceFile
from .note import Note
from .progress import Feedback, Realisation
from .remark import Remark, RemarkRequest
from .reminder import Reminder, ReminderSetting
from .talk import FollowUp, Talk, TalkPoint
from .voice import Service, ServicePoint, Voice, VoiceSurplus

__all__ = [
    "Action",
    "Attachment",
    "AwardCandidate",
    "AwardList",
    "Document",
    "DocumentCounter",
    "DocumentFile",
    "Evaluation",
    "EvidenceFile",
    "Feedback",
    "FollowUp",
    "HelpRequest",
    "Note",
    "Objection",
    "OrganisationAchievement",
    "Realisation",
    "Remark",
    "RemarkRequest",
    "Reminder",
    "ReminderSetting",
    "ResultOutlook",
    "Service",
    "ServicePoint",
    "Talk",
    "TalkPoint",
    "Voice",
    "VoiceSurplus",
]
