"""What was achieved and how it is judged: one file per noun."""

from __future__ import annotations

from .achievement import GradeAdvice, KeyRealisation, OrganisationAchievement
from .action import Action, HelpRequest, ResultOutlook
from .calibration import CalibrationCase, CalibrationMeeting, DistributionReason
from .credit import CreditEntry
from .document import Document, DocumentCounter, DocumentFile
from .evaluation import Evaluation, ItemRating, matter, moved_on, name_of, title_of, with_title
from .evidence import Attachment, EvidenceFile
from .note import Note
from .objection import Correction, Objection
from .past import PastResult
from .progress import Feedback, Realisation
from .remark import Remark, RemarkRequest
from .reminder import Reminder, ReminderSetting
from .self_assessment import SelfAssessment
from .talk import FollowUp, Talk, TalkPoint
from .voice import Service, ServicePoint, Voice, VoiceSurplus

__all__ = [
    "Action",
    "Attachment",
    "CalibrationCase",
    "CalibrationMeeting",
    "Correction",
    "CreditEntry",
    "DistributionReason",
    "Document",
    "DocumentCounter",
    "DocumentFile",
    "Evaluation",
    "EvidenceFile",
    "Feedback",
    "FollowUp",
    "GradeAdvice",
    "HelpRequest",
    "ItemRating",
    "KeyRealisation",
    "Note",
    "Objection",
    "OrganisationAchievement",
    "PastResult",
    "Realisation",
    "Remark",
    "RemarkRequest",
    "Reminder",
    "ReminderSetting",
    "ResultOutlook",
    "SelfAssessment",
    "Service",
    "ServicePoint",
    "Talk",
    "TalkPoint",
    "Voice",
    "VoiceSurplus",
    "matter",
    "moved_on",
    "name_of",
    "title_of",
    "with_title",
]
