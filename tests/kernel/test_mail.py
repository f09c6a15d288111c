"""The outbox: kept once, sent at least once, never by two at a time, patient with a server that is down."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as sent_mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from appraisal import mail
from appraisal.models import Mail

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


def post(key: str = "surat-1", recipient: str = "ani@arunika.example") -> None:
    mail.post(key=key, recipient=recipient, subject="Dua hal", body="Isi.", at=NOW)


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A mail server whose answer each test chooses: `server.answer(message)` may raise."""

    class Server:
        def answer(self, message: EmailMessage) -> None: ...

    chosen = Server()

    class Backend(EmailBackend):
        def send_messages(self, messages: Any) -> int:
            for message in messages:
                chosen.answer(message)
            return super().send_messages(messages)

    monkeypatch.setattr(mail, "get_connection", Backend)
    return chosen


def test_a_letter_is_kept_once_by_its_key_and_sent_once() -> None:
    post()
    mail.post(key="surat-1", recipient="lain@arunika.example", subject="Lain", body="Lain.", at=NOW)

    assert mail.send_due(at=NOW) == mail.Round(sent=1)
    assert mail.send_due(at=NOW + 60 * MINUTE) == mail.Round()
    [letter] = sent_mail.outbox
    assert (letter.to, letter.subject, letter.body) == (["ani@arunika.example"], "Dua hal", "Isi.")
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_letter_goes_with_the_transaction_that_wrote_it() -> None:
    with transaction.atomic():
        post()
        transaction.set_rollback(True)

    assert not Mail.objects.exists()


def test_a_second_process_takes_no_letter_that_is_being_sent(server: Any) -> None:
    post()
    second = []
    server.answer = lambda message: second.append(mail.send_due(at=NOW + MINUTE))

    mail.send_due(at=NOW)

    assert second == [mail.Round()]
    assert len(sent_mail.outbox) == 1


def test_who_read_the_row_before_it_was_claimed_does_not_send_it_either() -> None:
    post()
    seen = Mail.objects.get()

    assert mail._claim(seen, NOW)
    assert not mail._claim(seen, NOW + MINUTE)


def test_after_a_crash_the_letter_leaves_again_when_the_lease_is_over_under_the_same_name(
    server: Any,
) -> None:
    post()
    names: list[str] = []

    def crash(message: EmailMessage) -> None:
        names.append(message.extra_headers["Message-ID"])
        if len(names) == 1:
            raise KeyboardInterrupt

    server.answer = crash
    with pytest.raises(KeyboardInterrupt):
        mail.send_due(at=NOW)

    assert mail.send_due(at=NOW + mail.LEASE - MINUTE) == mail.Round()
    assert mail.send_due(at=NOW + mail.LEASE) == mail.Round(sent=1)
    assert names[0] == names[1]


def test_a_server_that_is_down_ends_the_round_and_is_asked_ever_later(server: Any) -> None:
    for number in range(3):
        post(f"surat-{number}")
    asked = []

    def down(message: EmailMessage) -> None:
        asked.append(message)
        raise SMTPServerDisconnected("connection refused")

    server.answer = down

    assert mail.send_due(at=NOW) == mail.Round(failed=1, is_down=True)
    assert len(asked) == 1
    first = Mail.objects.earliest("pk")
    assert (first.tries, first.fault) == (1, "SMTPServerDisconnected: connection refused")
    pauses = []
    while first.next_at:
        at = first.next_at
        mail.send_due(at=at, limit=1)
        first.refresh_from_db()
        pauses.append((first.next_at - at) // MINUTE if first.next_at else None)
    assert pauses[:3] == [15, 60, 240]
    assert pauses[-1] is None, "after two days the letter would tell old news"
    assert list(mail.given_up()) == [first]


def test_a_refused_address_stops_only_its_own_letter(server: Any) -> None:
    post("surat-1", "tidak-ada@arunika.example")
    post("surat-2")

    def refuse(message: EmailMessage) -> None:
        if "tidak-ada" in message.to[0]:
            raise SMTPRecipientsRefused({message.to[0]: (550, b"no such user")})

    server.answer = refuse

    assert mail.send_due(at=NOW) == mail.Round(sent=1, failed=1)
    assert [row.key for row in mail.given_up()] == ["surat-1"]


def test_a_broken_address_or_subject_is_given_up_and_harms_nobody() -> None:
    mail.post(key="1", recipient="ani@arunika.example", subject="Dua\nBcc: x@example.com", body="", at=NOW)
    post("2")

    assert mail.send_due(at=NOW) == mail.Round(sent=1, failed=1)
    assert [row.key for row in mail.given_up()] == ["1"]


def test_the_command_says_what_was_sent_and_what_waits(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    for number in range(25):
        post(f"surat-{number}")
    out = StringIO()
    call_command("send_mail", limit=22, stdout=out)
    call_command("send_mail", stdout=out)

    assert out.getvalue().splitlines() == [
        "22 surel terkirim, 0 gagal; 3 menunggu, 0 tidak dicoba lagi.",
        "3 surel terkirim, 0 gagal; 0 menunggu, 0 tidak dicoba lagi.",
    ]
    server.answer = lambda message: (_ for _ in ()).throw(ConnectionRefusedError())
    post("surat-baru")
    call_command("send_mail", stdout=out)
    assert "Server surel tidak menjawab. Surel tetap tersimpan dan dicoba lagi." in out.getvalue()


def test_old_letters_are_tidied_away(monkeypatch: pytest.MonkeyPatch) -> None:
    post()
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=29))
    call_command("tidy", stdout=StringIO())
    assert Mail.objects.count() == 1

    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=31))
    call_command("tidy", stdout=StringIO())
    assert not Mail.objects.exists()


def test_without_a_server_this_installation_sends_nothing(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert not mail.is_on()
