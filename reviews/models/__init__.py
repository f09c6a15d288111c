"""What was achieved and how it is judged: one file per noun."""

from __future__ import annotations

from .achievement import GradeAdvice, KeyRealisation, OrganisationAchievement
from .action import Action, HelpRequest, ResultOutlook
from .award import AwardCandidate, AwardList
from .calibration import CalibrationCase, CalibrationMeeting, DistributionReason
from .credit import CreditEntry
from .development import DevelopmentGoal
from .document import Document, DocumentCounter, DocumentFile
from .evaluation import Evaluation, ItemRating, matter, moved_on, name_of, title_of, with_title
from .evidence import Attachment, EvidenceFile
from .note import Note
from .objection import Correction, Objection
from .progress import Feedback, Realisation
from .remark import Remark, RemarkRequest
from .reminder import Reminder, ReminderSetting
from .self_assessment import SelfAssessment
from .talk import FollowUp, Talk, TalkPoint
from .voice import Service, ServicePoint, Voice, VoiceSurplus

__all__ = [
    "Action",
    "Attachment",
    "AwardCandidate",
    "AwardList",
    "CalibrationCase",
    "CalibrationMeeting",
    "Correction",
    "CreditEntry",
    "DevelopmentGoal",
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
