"""The letter about one step: when there is one, and what never stands in it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from appraisal.models import Mail
from organizations.models import Employee
from organizations.operations import tell
from reviews.rules.evaluation import PREDICATE_LABELS, RATING_LABELS
from tests.world import NOW


def told(person: Employee, **changes: Any) -> list[Mail]:
    values: dict[str, Any] = {
        "key": "keberatan-1-diajukan",
        "to": person,
        "subject": "Keberatan menunggu penjelasan Anda",
        "lines": ["Penjelasan ditunggu sampai 29 November 2026."],
        "path": "/hasil/1/",
        "at": NOW,
    }
    tell(**(values | changes))
    return list(Mail.objects.order_by("pk"))


@pytest.fixture
def budi(office: Any, settings: Any) -> Employee:
    settings.SITE_URL = "https://capaian.example"
    office.budi.email = "budi@arunika.example"
    return office.budi  # type: ignore[no-any-return]


def test_a_letter_says_what_waits_and_where(budi: Employee) -> None:
    [letter] = told(budi)

    assert (letter.recipient, letter.subject) == (budi.email, "Keberatan menunggu penjelasan Anda")
    assert "Penjelasan ditunggu sampai 29 November 2026." in letter.body
    assert "Buka: https://capaian.example/hasil/1/" in letter.body
    assert letter.next_at == NOW


def test_a_key_is_told_once(budi: Employee) -> None:
    told(budi)

    [letter] = told(budi, subject="Sekali lagi")
    assert letter.subject == "Keberatan menunggu penjelasan Anda"


def test_nobody_is_told_while_letters_are_off(budi: Employee, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    assert told(budi) == []


def test_who_has_no_address_is_not_told(budi: Employee) -> None:
    budi.email = ""

    assert told(budi) == []


def test_without_an_address_of_the_site_the_letter_names_the_page(budi: Employee, settings: Any) -> None:
    settings.SITE_URL = ""

    assert "Buka Beranda di Capaian." in told(budi)[0].body


def test_the_frame_of_a_letter_holds_no_rating(budi: Employee) -> None:
    body = told(budi)[0].body.casefold()

    words = [*RATING_LABELS.values(), *PREDICATE_LABELS.values()]
    assert [word for word in words if re.search(rf"\b{re.escape(word.casefold())}\b", body)] == []
