"""Files from outside that are kept: told by content, made harmless, stored under names that say nothing."""

from __future__ import annotations

from .field import EvidenceUpload
from .kind import FileKind
from .look import PHOTO_LIMIT, SoundFile, examine
from .name import clean_name
from .storage import new_key, place_of

__all__ = [
    "PHOTO_LIMIT",
    "EvidenceUpload",
    "FileKind",
    "SoundFile",
    "clean_name",
    "examine",
    "new_key",
    "place_of",
]
