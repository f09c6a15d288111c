"""One letter about one step: somebody is told that there is something to read or do, not what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from appraisal import mail

from ..models import Employee


@dataclass(frozen=True)
class Notice:
    """One letter that is to be kept; the key makes sure that it is kept once."""

    key: str
    to: Employee
    subject: str
    lines: Sequence[str]
    path: str


def tell(*, key: str, to: Employee, subject: str, lines: Sequence[str], path: str, at: datetime) -> None:
    """Keep one letter to a person in the transaction of the caller; a key that is there already stays alone.

    Nothing happens while letters are off or when the person has no address. `path` is where the matter
    stands, such as "/hasil/7/". Subject and lines are read on strangers' screens: the caller puts no rating,
    predicate or score into them, and no words that somebody wrote.
    """
    tell_many([Notice(key, to, subject, lines, path)], at=at)


def tell_many(notices: Iterable[Notice], *, at: datetime) -> None:
    """Keep many letters as `tell` keeps one, in one statement."""
    if not mail.is_on():
        return
    site = settings.SITE_URL.rstrip("/")
    letters = []
    for one in notices:
        if one.to.email:
            context = {"person": one.to, "lines": one.lines, "site": site, "path": one.path}
            body = render_to_string("notice.txt", context, using="letters")
            letters.append(mail.Letter(one.key, one.to.email, one.subject, body))
    if letters:
        mail.post_many(letters, at=at)
