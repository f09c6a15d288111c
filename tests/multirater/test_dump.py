"""A dump of the whole database tells nobody who wrote what; with the key of the envelopes it tells all."""

from __future__ import annotations

import logging
import random
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, models

from appraisal.models import Event
from multirater.models import Invitation, Opinion, Round
from multirater.operations import opinion as operations
from tests.multirater import dump as thief
from tests.multirater.dump import Dump, key_of
from tests.multirater.rows import Office, invite, questionnaire, reviewee_of, round_of

DAY = datetime(2026, 11, 10, 3, 0, tzinfo=UTC)
RATERS = 5


def answered(office: Office, *, seed: int = 1) -> Round:
    """Return a round of twelve people and five peers each, who answered one after the other by lot."""
    row = round_of(office)
    rng = random.Random(seed)
    invitations = []
    for section, people in office.staff.items():
        for person in people[:4]:
            reviewee = reviewee_of(office, row, person, office.heads[section])
            others = [one for one in people if one != person]
            invitations += [invite(reviewee, rater) for rater in rng.sample(others, RATERS)]
    rng.shuffle(invitations)
    for invitation in invitations:
        send(invitation, rng)
    for invitation in rng.sample(invitations, 6):  # some change their mind
        invitation.refresh_from_db()
        send(invitation, rng)
    return row


def send(invitation: Invitation, rng: random.Random) -> None:
    """Send a form with words that nobody else uses."""
    scores: dict[int, int | None] = {number: rng.randint(1, 5) for number in range(1, 8)}
    words = {8: f"Rahasia{rng.getrandbits(64):x}", 9: f"Rahasia{rng.getrandbits(64):x}"}
    operations.send_opinion(
        invitation=invitation,
        version=invitation.version,
        scores=scores,
        words=words,
        by=invitation.rater,
        at=DAY,
    )


def right(guesses: list[tuple[str, int]], truth: dict[str, int]) -> int:
    """Return how many guesses name the rater."""
    return sum(truth.get(form) == invitation for form, invitation in guesses)


def assert_tells_nothing(dump: Dump, truth: dict[str, int]) -> None:
    """Chance names one in five; half is far beyond chance for sixty forms (six deviations)."""
    assert thief.by_equal_values(dump) == []
    for name, guesses in thief.by_order(dump).items():
        assert right(guesses, truth) < len(truth) / 2, name
    assert thief.by_writer(dump) == []


@pytest.fixture
def sixty(office: Office) -> Round:
    """A round with sixty answered forms."""
    questionnaire()
    return answered(office)


def test_a_dump_of_a_running_round_names_no_rater_without_the_key_and_all_with_it(sixty: Round) -> None:
    dump = Dump.take()
    truth = thief.with_the_key(dump)

    assert len(truth) == Opinion.objects.count() == Invitation.objects.filter(round=sixty).count() == 60
    assert_tells_nothing(dump, truth)


def test_without_scattering_the_order_of_rows_names_every_rater(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thief is able: forms that lie where they were written are found on the first try."""
    monkeypatch.setattr(operations, "scatter", lambda invitation: None)
    order: list[int] = []
    sent = operations.send_opinion

    def noted(**named: Any) -> Invitation:
        order.append(named["invitation"].pk)
        return sent(**named)

    monkeypatch.setattr(operations, "send_opinion", noted)
    questionnaire()
    answered(office)
    dump = Dump.take()
    truth = thief.with_the_key(dump)

    guesses = []
    for forms, asked in dump.groups().values():
        inside = [key for key in dict.fromkeys(order) if key in {row["id"] for row in asked}]
        guesses += [(key_of(form), key) for form, key in zip(forms, inside, strict=True)]
    assert right(guesses, truth) > 40, "who knows the order of answering knows who wrote what"
    if connection.vendor == "postgresql":
        assert right(thief.by_writer(dump), truth) > 40, "one transaction wrote both rows"


def test_with_a_lost_key_nobody_is_found(sixty: Round, settings: Any) -> None:
    settings.IDENTITY_KEYS = ["another"]

    assert thief.with_the_key(Dump.take()) == {}


def test_an_opinion_has_neither_a_person_nor_a_time_nor_a_number_that_counts_up() -> None:
    kinds = {one.name: type(one) for one in Opinion._meta.concrete_fields}

    assert set(kinds) == {"id", "reviewee", "side", "batch", "scores", "words"}
    assert kinds["id"] is models.UUIDField


def test_answering_writes_no_event_and_no_line_into_any_log(
    sixty: Round, caplog: pytest.LogCaptureFixture
) -> None:
    events = Event.objects.count()
    one = Invitation.objects.filter(round=sixty).order_by("pk").first()
    assert one is not None
    with caplog.at_level(logging.DEBUG):
        caplog.clear()
        send(one, random.Random(9))

    assert Event.objects.count() == events
    told = [line for line in caplog.records if line.name != "django.db.backends"]
    assert [line.getMessage() for line in told] == []


ALLOWED = re.compile(
    r"^multirater/(models/|operations/(opinion|scatter|closing|release|raw_access)\.py|queries/reliability\.py)"
)


def test_only_the_rooms_that_need_them_open_opinions() -> None:
    from tests.test_house import modules, name_of, text_of

    found = [name_of(path) for path in modules() if re.search(r"\bOpinion\b", text_of(path))]

    assert [name for name in found if not ALLOWED.match(name)] == []
