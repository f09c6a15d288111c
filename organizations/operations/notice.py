"""One letter about one step: somebody is told that there is something to read or do, not what it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from appraisal import mail

from ..models import Employee


def tell(*, key: str, to: Employee, subject: str, lines: Sequence[str], path: str, at: datetime) -> None:
    """Keep one letter to a person in the transaction of the caller; a key that is there already stays alone.

    Nothing happens while letters are off or when the person has no address. `path` is where the matter
    stands, such as "/hasil/7/". Subject and lines are read on strangers' screens: the caller puts no rating,
    predicate or score into them, and no words that somebody wrote.
    """
    if not (to.email and mail.is_on()):
        return
    context = {"person": to, "lines": lines, "site": settings.SITE_URL.rstrip("/"), "path": path}
    body = render_to_string("notice.txt", context, using="letters")
    mail.post(key=key, recipient=to.email, subject=subject, body=body, at=at)
