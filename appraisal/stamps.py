"""A signed stamp in a form that is open to everybody: when it was shown, with nothing about by whom."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from django.core.signing import BadSignature, Signer

SIGNER = Signer(salt="form-stamp")
TOO_QUICK, TOO_OLD = 2, 6 * 60 * 60  # seconds


class Age(Enum):
    """How a stamp is judged."""

    GOOD = auto()
    QUICK = auto()  # sent before anybody can have read the form
    OLD = auto()  # shown too long ago, for another form, or not by us


@dataclass(frozen=True)
class Judged:
    """A stamp that came back: its age and the number that tells it from others."""

    age: Age
    nonce: str = ""


def issue(about: str, at: datetime) -> str:
    """Return a new stamp for the form of `about`, such as the code of a place."""
    return SIGNER.sign(f"{about}:{int(at.timestamp())}:{secrets.token_hex(8)}")


def judge(stamp: str, about: str, at: datetime) -> Judged:
    """Return how old a stamp is; what we did not sign for this form counts as old."""
    try:
        place, shown_at, nonce = SIGNER.unsign(stamp[:200]).rsplit(":", 2)
    except (BadSignature, ValueError):
        return Judged(Age.OLD)
    seconds = int(at.timestamp()) - int(shown_at)
    if place != about or seconds > TOO_OLD:
        return Judged(Age.OLD)
    return Judged(Age.QUICK if seconds < TOO_QUICK else Age.GOOD, nonce)
