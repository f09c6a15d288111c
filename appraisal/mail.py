"""The outbox of letters: whoever writes one keeps it with the own transaction, a command sends it later.

A page never talks to a mail server. A letter goes out at least once: the row says "sent" after the server
took the letter, so that a crash in between sends it again, with the same Message-ID.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, QuerySet
from django.utils import timezone

from .models import Mail

LEASE = timedelta(minutes=15)  # longer than a round of `limit` letters at a server that always times out
PAUSES = [timedelta(minutes=minutes) for minutes in (5, 15, 60, 240)]
KEPT = timedelta(days=2)  # a letter that could not leave for so long would tell old news
_THIS_LETTER = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError, BadHeaderError, ValueError)


@dataclass(frozen=True)
class Letter:
    """What is to be sent to whom; the key makes sure that it is kept once."""

    key: str
    recipient: str
    subject: str
    body: str


@dataclass(frozen=True)
class Round:
    """What one round of sending did; the server is down when it could not be talked to."""

    sent: int = 0
    failed: int = 0
    is_down: bool = False


def is_on() -> bool:
    """Say whether this installation sends letters at all (EMAIL_URL)."""
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def post(*, key: str, recipient: str, subject: str, body: str, at: datetime) -> None:
    """Keep one letter in the transaction of the caller; a key that is there already keeps what it has."""
    post_many([Letter(key, recipient, subject, body)], at=at)


def post_many(letters: Iterable[Letter], *, at: datetime) -> None:
    """Keep letters in one query, each key once."""
    rows = [
        Mail(
            key=letter.key,
            recipient=letter.recipient,
            subject=letter.subject[:200],
            body=letter.body,
            made_at=at,
            next_at=at,
        )
        for letter in letters
    ]
    Mail.objects.bulk_create(rows, ignore_conflicts=True)


def waiting() -> QuerySet[Mail]:
    """Return the letters that are still to be sent."""
    return Mail.objects.filter(sent_at__isnull=True, next_at__isnull=False)


def given_up() -> QuerySet[Mail]:
    """Return the letters that are not tried any more."""
    return Mail.objects.filter(sent_at__isnull=True, next_at__isnull=True)


def send_due(*, at: datetime, limit: int = 20) -> Round:
    """Send up to `limit` letters whose time has come, oldest first; return what was sent and what was not.

    Each letter is claimed by one conditional UPDATE that moves its next try behind a lease, so that a second
    process takes others. A server that cannot be reached ends the round; a letter that it refuses does not.
    """
    rows = list(waiting().filter(next_at__lte=at).order_by("pk")[:limit])
    server = get_connection()
    sent = failed = 0
    try:
        for row in rows:
            if not _claim(row, at):
                continue
            fault = _send(row, server)
            if fault is None:
                Mail.objects.filter(pk=row.pk).update(sent_at=at, next_at=None, fault="")
                sent += 1
                continue
            failed += 1
            _put_back(row, fault, at)
            if not isinstance(fault, _THIS_LETTER):
                return Round(sent, failed, is_down=True)
    finally:
        server.close()
    return Round(sent, failed)


def send_all(*, limit: int) -> Round:
    """Send up to `limit` letters in small rounds; what the server refuses is tried again later."""
    done = Round()
    while not done.is_down and done.sent + done.failed < limit:
        now = send_due(at=timezone.now(), limit=min(20, limit - done.sent - done.failed))
        done = Round(done.sent + now.sent, done.failed + now.failed, now.is_down)
        if not now.sent and not now.failed:
            break
    return done


def _claim(row: Mail, at: datetime) -> bool:
    """Take a letter for the time of the lease; False when somebody else was quicker."""
    free = Mail.objects.filter(pk=row.pk, sent_at__isnull=True, next_at=row.next_at)
    return free.update(next_at=at + LEASE, tries=F("tries") + 1) == 1


def _send(row: Mail, server: BaseEmailBackend) -> Exception | None:
    """Hand a letter to the server; return what went wrong, None when it was taken."""
    sender = settings.DEFAULT_FROM_EMAIL
    domain = parseaddr(sender)[1].partition("@")[2] or "localhost"
    name = hashlib.sha256(row.key.encode()).hexdigest()[:32]
    headers = {"Message-ID": f"<{name}@{domain}>", "Auto-Submitted": "auto-generated"}
    letter = EmailMessage(row.subject, row.body, sender, [row.recipient], headers=headers, connection=server)
    try:
        letter.send()
    except (OSError, BadHeaderError, ValueError) as fault:  # smtplib's faults are OSErrors
        return fault
    return None


def _put_back(row: Mail, fault: Exception, at: datetime) -> None:
    """Note why a letter stayed and when it is tried again: ever later, and not at all after two days."""
    pause = PAUSES[min(row.tries, len(PAUSES) - 1)]
    is_final = _is_final(fault) or at + pause > row.made_at + KEPT
    words = f"{type(fault).__name__}: {fault}"[:300]
    Mail.objects.filter(pk=row.pk).update(fault=words, next_at=None if is_final else at + pause)


def _is_final(fault: Exception) -> bool:
    """Say whether the same letter would be refused again: a broken or an unknown address."""
    if isinstance(fault, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in fault.recipients.values())
    return isinstance(fault, (BadHeaderError, ValueError))
