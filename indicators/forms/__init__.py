"""Forms of years and plans; they only validate."""

from __future__ import annotations

from .change import AskForm, ChangeForm
from .copying import CopyForm
from .dialogue import AnswerForm, VersionsForm
from .library import EntryForm, LibraryFilter, NoteForm
from .linking import LinkForm
from .manual import ManualForm
from .matrix import HandDownForm, MatrixForm, ReplyForm
from .period import FigureForm, PeriodForm, RhythmForm, WindowsForm
from .plan import AnnexForm, ExpectationsForm, SettingsForm, SuggestionForm
from .result import TAKE, WORDS, ResultSheet
from .sheet import ADD_ROW
from .target import TargetsForm
from .window import RatingWindowForm, UnitWindowForm

__all__ = [
    "ADD_ROW",
    "AnnexForm",
    "CopyForm",
    "EntryForm",
    "AskForm",
    "ChangeForm",
    "AnswerForm",
    "ExpectationsForm",
    "FigureForm",
    "HandDownForm",
    "ManualForm",
    "MatrixForm",
    "LibraryFilter",
    "NoteForm",
    "LinkForm",
    "PeriodForm",
    "RatingWindowForm",
    "ReplyForm",
    "RhythmForm",
    "ResultSheet",
    "SettingsForm",
    "SuggestionForm",
    "TargetsForm",
    "UnitWindowForm",
    "TAKE",
    "WORDS",
    "VersionsForm",
    "WindowsForm",
]
