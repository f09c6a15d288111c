"""Must show 2: nobody steals a single answer, and the same thief steals once a protection is switched off.

Who reads a result are the reviewed person and the superior; a rater is given the same results here, the worst
that can happen. Everybody else, the desk included, must find nothing that differs between two worlds whose
answers differ and whose published words are the same.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from appraisal.errors import Refused
from multirater.models import Comment, Invitation, Opinion, Result, Reviewee, Round
from multirater.operations import closing
from multirater.operations import release as releasing
from multirater.rules import disclosure
from multirater.rules.disclosure import Asking
from multirater.rules.questionnaire import FREQUENCY
from multirater.rules.result import ResultWords
from multirater.rules.round import Side
from organizations.models import Employee, RoleGrant
from tests.multirater.rows import Office, round_of
from tests.multirater.spoken import LATER, about, close, late_round, release, say
from tests.multirater.thief import Cell, Fact, Thief, facts_of, read_everything, stolen_by, trail
from tests.pages import undone

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("clock")]

PEERS, SUBORDINATES = (Side.PEER, 1), (Side.SUBORDINATE, 1)
ASKING = Asking(((1, "Butir"),), FREQUENCY)
OPEN = Asking(((1, "Butir"),), FREQUENCY, shown_from=1, spread_from=1)  # thresholds switched off
Sets = Sequence[int]


# --- One group, one person who steals --------------------------------------------------------------


def released(office: Office, peers: Sets, subordinates: Sets = (), superior: int | None = None) -> Reviewee:
    """Release a round about one person in which every form says the same of every item."""
    row = late_round(office)
    reviewee = about(office, row)
    say(reviewee, office.staff["data"], peers)
    if subordinates:
        say(reviewee, office.staff["umum"][: len(subordinates)], subordinates, "BAWAHAN")
    if superior:
        say(reviewee, [office.head], [superior], "ATASAN")
    close(office, row)
    release(office, row)
    return reviewee


def stolen(reviewee: Reviewee, asking: Asking = ASKING, own: int | None = None, cell: Cell = PEERS) -> Any:
    """Return what somebody with the results and an own answer among `cell` can tell for certain."""
    rows = Result.objects.filter(reviewee=reviewee).order_by("release__number")
    facts = facts_of([ResultWords.from_json(row.payload) for row in rows])
    return Thief(asking, facts, cell if own else None, own).stolen()


UNKIND = [  # peers, subordinates: sets that a careless report would give away
    ([1, 5, 5], []),
    ([1, 1, 5], []),
    ([5, 5, 5], []),
    ([1, 5, 5, 5], []),
    ([5, 5, 5, 5, 5], []),
    ([1, 3, 3, 3, 3], []),
    ([4, 4, 4, 4, 5], [1]),
    ([5, 5], [1]),
    ([5, 5], []),
    ([5], []),
    ([2, 2, 2], [4, 4, 4]),
]


@pytest.mark.parametrize(("peers", "subordinates"), UNKIND, ids=str)
def test_nobody_with_a_result_steals_an_answer(office: Office, peers: Sets, subordinates: Sets) -> None:
    reviewee = released(office, peers, subordinates, superior=5)
    assert stolen(reviewee) == {}
    for own in set(peers):
        assert stolen(reviewee, own=own) == {}
    for own in set(subordinates):
        assert stolen(reviewee, own=own, cell=SUBORDINATES) == {}


def test_the_pages_of_person_and_superior_give_no_more(office: Office) -> None:
    reviewee = released(office, [1, 5, 5], [2], superior=3)
    assert stolen_by(reviewee.employee, ASKING) == {}
    assert stolen_by(office.head, ASKING) == {}
    assert stolen_by(office.staff["data"][0], ASKING, PEERS, 1) == {}


def test_switched_off_thresholds_give_one_and_two_answers(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SHOWN_FROM", "SPREAD_FROM"):
        monkeypatch.setattr(disclosure, name, 1)
    monkeypatch.setattr(releasing, "_asking", lambda row, is_leader: OPEN)
    assert stolen(released(office, [5]), OPEN) == {(PEERS,): (5,)}
    with undone():
        Round.objects.update(name="Dua")
        assert stolen(released(office, [2, 5]), OPEN, own=2) == {(PEERS,): (5,)}


def test_switched_off_cells_give_an_extreme(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "level_cells", lambda n, labels: (7, 11))
    reviewee = released(office, [1, 5, 5])
    assert stolen(reviewee, own=1) == {(PEERS,): (5, 5)}
    assert stolen(reviewee) == {}  # only who is one of the three


def test_switched_off_moving_gives_the_rest_to_a_member(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disclosure, "_moved", lambda n, labels: {})
    assert stolen(released(office, [1, 3, 3, 3, 3]), own=1) == {(PEERS,): (3, 3, 3, 3)}


def test_switched_off_widening_gives_the_unanimous(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "widened", lambda low, high, labels: (low, high))
    monkeypatch.setattr(disclosure, "_moved", lambda n, labels: {})
    assert stolen(released(office, [5, 5, 5, 5, 5])) == {(PEERS,): (5, 5, 5, 5, 5)}


def test_switched_off_merging_beside_a_total_gives_the_small_side(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The remainder rule: with the whole and one part printed, the other part is the difference."""
    apart = [(Side.PEER,), (Side.SUBORDINATE,), (Side.PEER, Side.SUBORDINATE)]
    monkeypatch.setattr(releasing, "grouped", lambda forms, shown_from: apart)
    assert stolen(released(office, [4, 4, 4, 4, 5], [1]))[SUBORDINATES,] == (1,)


# --- The adjusted value ------------------------------------------------------------------------------


def with_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reliability of a round hold the plain mean of all forms as the adjusted value."""

    def mean_of_all(row: Round) -> dict[str, Any]:
        adjusted = {}
        for reviewee in row.reviewees.all():
            forms = Opinion.objects.filter(reviewee=reviewee).exclude(side="DIRI")
            scores = [form.scores["1"] for form in forms]
            mean = f"{sum(scores) / len(scores):.1f}".replace(".", ",")
            adjusted[reviewee.pk] = {"low": mean, "high": mean}
        return {"adjusted": adjusted}

    monkeypatch.setattr("multirater.queries.reliability.reliability_of", mean_of_all)


def left_by_mean(reviewee: Reviewee, superior: int, forms: int) -> set[tuple[int, ...]]:
    """Return the sets of hidden answers that fit the superior's and what is printed as adjusted."""
    printed = ResultWords.from_json(Result.objects.get(reviewee=reviewee).payload).adjusted
    worlds = itertools.combinations_with_replacement(range(1, 6), forms)
    return {
        answers
        for answers in worlds
        if not printed
        or releasing._adjusted_word(_span((sum(answers) + superior) / (forms + 1)), FREQUENCY) == printed
    }


def _span(mean: float) -> dict[str, str]:
    return dict.fromkeys(("low", "high"), f"{mean:.1f}".replace(".", ","))


@pytest.mark.parametrize("answers", [[1], [1, 1], [5, 5]], ids=str)
def test_no_hidden_group_is_in_an_adjusted_value(
    office: Office, monkeypatch: pytest.MonkeyPatch, answers: list[int]
) -> None:
    with_mean(monkeypatch)
    reviewee = released(office, answers, superior=5)
    assert len(left_by_mean(reviewee, 5, len(answers))) > 1


def test_switched_off_remainder_rule_gives_the_hidden_ones(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_mean(monkeypatch)
    monkeypatch.setattr(releasing, "may_adjust", lambda groups, spread_from: True)
    monkeypatch.setattr(releasing, "_adjusted_word", lambda span, labels: span["low"] if span else "")
    assert left_by_mean(released(office, [1, 1], superior=5), 5, 2) == {(1, 1)}


# --- Late answers --------------------------------------------------------------------------------


def with_late(office: Office, first: Sets, late: Sets) -> Reviewee:
    reviewee = released(office, first)
    say(reviewee, office.staff["layanan"], late, batch=2)
    release(office, reviewee.round, LATER)
    return reviewee


@pytest.mark.parametrize("late", [[1], [1, 1]], ids=str)
def test_one_or_two_late_answers_make_no_second_release(office: Office, late: list[int]) -> None:
    with pytest.raises(Refused):
        with_late(office, [4, 4, 4, 4, 5], late)
    assert Result.objects.count() == 1


def test_three_late_answers_stand_beside_the_first(office: Office) -> None:
    reviewee = with_late(office, [4, 4, 5], [1, 5, 5])
    assert stolen(reviewee) == {}
    assert stolen(reviewee, own=1, cell=(Side.PEER, 2)) == {}
    assert stolen(reviewee, own=5) == {}


def test_switched_off_batches_give_a_late_answer(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def all_anew(row: Round) -> Any:
        Opinion.objects.update(batch=1)
        return releasing._first(row)[0]

    monkeypatch.setattr(releasing, "late_words_of", all_anew)
    late = (Side.PEER, 2)
    assert stolen(with_late(office, [4, 4, 4, 4, 5], [1]))[late,] == (1,)


# --- Order of comments -----------------------------------------------------------------------------


def order_of(office: Office, row: Round) -> list[str]:
    """Return the comments as the page reads them: by their keys."""
    say(about(office, row), office.staff["data"], [4] * 8, words="Nomor")
    close(office, row)
    return list(Comment.objects.filter(reviewee__round=row).order_by("pk").values_list("text", flat=True))


def test_comments_stand_in_no_order_of_raters(office: Office) -> None:
    asked = [f"Nomor {number}" for number in range(1, 9)]
    seen = {tuple(order_of(office, round_of(office, name=name))) for name in ("satu", "dua")}
    assert len(seen) == 2  # the same raters in the same order; alike by chance once in 40,320 times
    assert tuple(asked) not in seen


def test_keys_in_the_order_of_writing_would_give_the_order(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = itertools.count(1)
    monkeypatch.setattr(closing, "uuid4", lambda: UUID(int=next(count)))
    forms = Opinion.objects.order_by("pk")
    told = order_of(office, round_of(office))
    assert told == [form.words["8"] for form in forms]


# --- Two worlds that nobody can tell apart -------------------------------------------------------------

ROLES = ("reviewed", "rater", "superior", "unit admin", "BKD", "auditor", "committee")
READERS = ("reviewed", "superior")
SECRET = "Kata yang hanya ada di formulir tersembunyi"


def people_of(office: Office) -> dict[str, Employee]:
    world = office.world
    eko = world.people["eko"]
    RoleGrant.objects.create(employee=eko, role="ADMIN_UNIT", unit=office.dinas, started_on=date(2026, 1, 1))
    raters = {"reviewed": office.heads["umum"], "rater": office.staff["data"][0], "superior": office.head}
    roles = {"unit admin": eko, "BKD": world.gita, "auditor": world.people["indra"]}
    return raters | roles | {"committee": world.people["hadi"]}


def play(office: Office, answers: tuple[Sets, Sets, Sets, Sets], roles: Sequence[str], only: str) -> Any:
    """Play a round through and return what everybody reads of it, and what only a form holds."""
    (first, second, third, late), people, row = answers, people_of(office), late_round(office)
    one, two, three = (about(office, row, office.heads[key]) for key in ("umum", "data", "layanan"))
    data, umum = office.staff["data"], office.staff["umum"]
    say(one, data[: len(first)], first)
    say(two, umum[:5], second, words=SECRET)
    say(three, office.staff["layanan"][: len(third)], third, "BAWAHAN")
    say(one, [office.head], [2], "ATASAN", words="Rapi")
    say(one, [one.employee], [5], "DIRI")
    live = [] if only else ["reviewed"]  # who must see nothing of a round that is being answered
    loot = {("open", name): read_everything(people[name]) for name in live}
    close(office, row)
    release(office, row)
    say(one, umum[: len(late)], late, batch=2, words=SECRET)
    loot |= {("released", name): read_everything(people[name], only) for name in roles}
    keys = [str(key) for key in Opinion.objects.values_list("pk", flat=True)]
    envelopes = list(Invitation.objects.exclude(envelope="").values_list("envelope", flat=True))
    return SimpleNamespace(loot=loot, trail=trail(), hidden=[*keys, *envelopes, SECRET])


def both(office: Office, roles: Sequence[str] = ROLES, only: str = "") -> tuple[Any, Any]:
    """Return two worlds: other answers, the same number of forms, and the same published words."""
    with undone():
        one = play(office, ([5, 5, 1], [1, 1], [5] * 5, [1, 1]), roles, only)
    with undone():
        other = play(office, ([5, 4, 2], [5, 5], [5, 5, 5, 5, 4], [5, 5]), roles, only)
    return one, other


def differing(one: Any, other: Any) -> set[tuple[str, str]]:
    """Return (role, address) wherever anything differs between the two worlds."""
    found = set()
    for (_, role), here in one.loot.items():
        there = other.loot[_, role]
        found |= {(role, href) for href in here.pages if here.pages[href] != there.pages.get(href)}
    return found


def test_two_worlds_with_the_same_words_look_the_same_to_everybody(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    one, other = both(office)
    assert differing(one, other) == set()
    assert one.trail == other.trail
    logged = "\n".join(record.getMessage() for record in caplog.records)
    for world in (one, other):
        told = "".join(loot.text for loot in world.loot.values()) + logged + str(world.trail)
        assert [hidden for hidden in world.hidden if hidden in told] == []


def test_the_thief_sees_the_difference_once_few_answers_have_words(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disclosure, "statement", plain)
    one, other = both(office, READERS, "result-detail")
    assert {role for role, _ in differing(one, other)} == {"reviewed", "superior"}


def plain(values: Sets, labels: int, shown_from: int, spread_from: int) -> Any:
    """Say of any answers their word and range, as a report without thresholds does."""
    return disclosure.plain_spread(tuple(sorted(values)), labels) if values else None


def test_the_thief_solves_what_can_be_solved() -> None:
    """The reasoning itself: a plain mean of two, and a word with its range."""
    item = disclosure.group_of((Side.PEER,), [{1: 1}] * 5, 5, ASKING).items[0]
    assert Thief(ASKING, [Fact((PEERS,), item)]).stolen() == {}
    only = Thief(OPEN, [Fact((PEERS,), item)], PEERS, 1)
    assert only.stolen() == {}
