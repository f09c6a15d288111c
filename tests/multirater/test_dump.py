"""A dump of the whole database tells nobody who wrote what; with the key of the envelopes it tells all."""

from __future__ import annotations

import logging
import random
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, models
from django.urls import reverse

from appraisal.models import Event
from multirater.models import Comment, Invitation, Opinion, Round
from multirater.operations import opinion as operations
from tests.multirater import dump as thief
from tests.multirater.dump import Dump
from tests.multirater.rows import Office, invite, questionnaire, reviewee_of, round_of
from tests.multirater.spoken import AFTER, close, late_round, release
from tests.pages import form_of

DAY = datetime(2026, 11, 10, 3, 0, tzinfo=UTC)
RATERS = 5


def answered(office: Office, *, seed: int = 1) -> Round:
    """Return a round of twelve people and six peers each; five answered one after the other by lot."""
    row = late_round(office)
    rng = random.Random(seed)
    invitations = []
    for section, people in office.staff.items():
        for person in people[:4]:
            reviewee = reviewee_of(office, row, person, office.heads[section])
            others = [one for one in people if one != person]
            asked = [invite(reviewee, rater) for rater in rng.sample(others, RATERS + 1)]
            invitations += rng.sample(asked, RATERS)
    rng.shuffle(invitations)
    for invitation in invitations:
        send(invitation, rng)
    for invitation in rng.sample(invitations, 6):  # some change their mind
        invitation.refresh_from_db()
        send(invitation, rng)
    row.sent = [invitation.pk for invitation in invitations]  # type: ignore[attr-defined]
    return row


def send(invitation: Invitation, rng: random.Random, at: datetime = DAY) -> None:
    """Send a form with words that nobody else uses."""
    scores: dict[int, int | None] = {number: rng.randint(1, 5) for number in range(1, 8)}
    words = {8: secret(rng), 9: secret(rng)}
    operations.send_opinion(
        invitation=invitation,
        version=invitation.version,
        scores=scores,
        words=words,
        by=invitation.rater,
        at=at,
    )


def secret(rng: random.Random) -> str:
    """Return a text that nobody else writes, and that nobody has to look at."""
    return "Rahasia" + "".join(rng.choice(("ba", "ki", "tu", "me", "na", "si", "ru")) for _ in range(9))


def right(guesses: list[tuple[str, int]], truth: dict[str, int]) -> int:
    """Return how many guesses name the rater."""
    return sum(truth.get(form) == invitation for form, invitation in guesses)


def assert_tells_nothing(dump: Dump, truth: dict[str, int]) -> None:
    """Chance names one in five; two thirds are far beyond it for sixty forms (eight deviations)."""
    assert thief.by_equal_values(dump) == []
    for name, guesses in thief.by_order(dump).items():
        assert right(guesses, truth) < len(truth) * 2 / 3, name
    assert thief.by_writer(dump) == []


@pytest.fixture
def sixty(office: Office) -> Round:
    """A round with sixty answered forms."""
    questionnaire()
    return answered(office)


def test_a_dump_of_a_running_round_names_no_rater_without_the_key_and_all_with_it(
    sixty: Round, settings: Any
) -> None:
    dump = Dump.take()
    truth = thief.with_the_key(dump)

    assert len(truth) == Opinion.objects.count() == 60
    assert_tells_nothing(dump, truth)
    assert right(thief.by_known_order(dump, sixty.sent), truth) < 40  # type: ignore[attr-defined]
    assert not Event.objects.exists(), "answering leaves none"
    settings.IDENTITY_KEYS = ["another"]
    assert thief.with_the_key(dump) == {}, "a lost key"


def test_a_dump_after_closing_release_and_a_late_answer_names_nobody_either(
    office: Office, sixty: Round
) -> None:
    close(office, sixty)
    dump = Dump.take()
    truth = thief.with_the_key(dump)
    assert len(truth) == 60
    assert_tells_nothing(dump, truth)
    assert Comment.objects.count() == 120

    release(office, sixty)
    rng = random.Random(5)
    late = list(Invitation.objects.filter(round=sixty, status="MENUNGGU").order_by("pk"))
    for invitation in rng.sample(late, len(late)):
        send(invitation, rng, AFTER)

    dump = Dump.take()
    truth = thief.with_the_key(dump)
    assert len(truth) == 72
    assert_tells_nothing(dump, truth)
    alone = {thief.key_of(row) for row in dump.tables[thief.OPINIONS] if row["batch"] == 2}
    assert len(alone) == 12, "one late form in each group, beside five in time"
    last = [(key, guess) for key, guess in thief.by_last(dump) if key in alone]
    assert right(last, truth) < len(alone) * 2 / 3


@pytest.mark.usefixtures("clock")
def test_what_the_pages_leave_behind_names_nobody(
    office: Office, caplog: pytest.LogCaptureFixture, enter: Any
) -> None:
    questionnaire()
    reviewee = reviewee_of(office, round_of(office), office.staff["umum"][0], office.heads["umum"])
    invitations = [invite(reviewee, rater) for rater in office.staff["umum"][1:6]]
    rng = random.Random(3)
    with caplog.at_level(logging.DEBUG):
        for invitation in invitations:
            client = enter(invitation.rater)
            form = form_of(client.get(reverse("multirater:opinion-write", args=[invitation.pk])))
            typed = {f"butir_{number}": str(rng.randint(1, 5)) for number in range(1, 8)}
            typed |= {"butir_8": secret(rng), "butir_9": secret(rng)}
            check = form_of(client.post(form.action, form.fields | typed))
            assert client.post(check.action, check.fields | {"act": "kirim"}).status_code == 302
    dump = Dump.take()
    truth = thief.with_the_key(dump)

    assert len(truth) == 5
    for token in dump.tables["appraisal_formtoken"]:
        assert "umpan" not in thief.unpacked(token["location"])
    assert len({token["at"] for token in dump.tables["appraisal_formtoken"]}) == 1, "a day and no time"
    assert thief.by_equal_values(dump) == []
    assert thief.by_writer(dump) == []
    assert not Event.objects.filter(by__in=[one.rater_id for one in invitations]).exists()
    told = "\n".join(line.getMessage() for line in caplog.records if line.name != "django.db.backends")
    assert "rahasia" not in told.casefold()
    assert not any(key in told.replace("-", "") for key in truth)


def test_without_scattering_the_order_of_rows_names_every_rater(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thief is able: forms that lie where they were written are found on the first try."""
    monkeypatch.setattr(operations, "scatter", lambda invitation: None)
    questionnaire()
    row = answered(office)
    dump = Dump.take()
    truth = thief.with_the_key(dump)

    found = right(thief.by_known_order(dump, row.sent), truth)  # type: ignore[attr-defined]
    assert found > 40, "who knows the order of answering knows who wrote what"
    if connection.vendor == "postgresql":
        assert right(thief.by_writer(dump), truth) > 40, "one transaction wrote both rows"


def test_an_opinion_has_neither_a_person_nor_a_time_nor_a_number_that_counts_up() -> None:
    kinds = {one.name: type(one) for one in Opinion._meta.concrete_fields}

    assert set(kinds) == {"id", "reviewee", "side", "batch", "scores", "words"}
    assert kinds["id"] is models.UUIDField


ALLOWED = re.compile(
    r"^multirater/(models/|operations/(opinion|opinion_bulk|scatter|closing|release|raw_access)\.py|queries/(answers|reliability)\.py)"
)


def test_only_the_rooms_that_need_them_open_opinions() -> None:
    from tests.test_house import modules, name_of, text_of

    found = [name_of(path) for path in modules() if re.search(r"\bOpinion\b", text_of(path))]

    assert [name for name in found if not ALLOWED.match(name)] == []
