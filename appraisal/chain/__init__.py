"""The chain over all events (ADR 0027): written afterwards by one sealer, checked from its start."""

from __future__ import annotations

from .anchors import Mark, anchor, read_marks
from .checking import Verdict, check, note
from .link import GENESIS, digest_of
from .sealing import seal

__all__ = ["GENESIS", "Mark", "Verdict", "anchor", "check", "digest_of", "note", "read_marks", "seal"]
