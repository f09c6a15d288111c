"""The chain over all events (ADR 0027): written afterwards by one sealer, checked from its start."""

from __future__ import annotations

from .anchors import Mark, anchor, read_marks
from .checking import Verdict, check, check_nightly, last_check, note
from .link import GENESIS, digest_of
from .sealing import seal

__all__ = [
    "GENESIS",
    "Mark",
    "Verdict",
    "anchor",
    "check",
    "check_nightly",
    "digest_of",
    "last_check",
    "note",
    "read_marks",
    "seal",
]
