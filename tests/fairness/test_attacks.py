"""Must show 4: who gets everything of the fairness of a year steals no answer, and does without a protection.

The thief is the worst that can be: an insider who knows every form of the year except those about one
person, perhaps also those about one other, computes the whole year anew for each set of answers that the
printed 360 result allows (`year_world.Thief`), and compares it with what is there. One set left is stolen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations_with_replacement
from typing import Any

import numpy as np
import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fairness.analysis import year as years
from fairness.analysis.year import once
from fairness.models import ComparisonValue, RatingPattern
from fairness.operations import comparison
from fairness.operations.analysis import kept, record
from fairness.queries.inputs import Inputs
from fairness.rules.openness import habit_percent
from fairness.tasks.analysis import computed
from multirater.analysis.crossed import solve
from organizations.models import Employee
from reviews.models import Evaluation
from tests.fairness.test_comparison import page_of, readers
from tests.fairness.test_inputs import judged
from tests.fairness.test_pattern_operations import AFTER
from tests.fairness.year_world import (
    HEADS,
    TARGET,
    Answers,
    Published,
    Thief,
    group,
    printed,
    scaled,
    values,
    with_answers,
    year_of,
)
from tests.fairness.year_world import Office as Year
from tests.fairness.year_world import office as a_year
from tests.multirater.rows import Office
from tests.multirater.spoken import about, close, late_round, release, say
from tests.pages import text_of, undone

pytestmark = pytest.mark.once
FIGURES = ("value", "low", "high")
TRUTHS = [(3, 4, 4, 5, 5), (2, 2, 3, 4, 4), (1, 3, 3, 3, 3)]
UNKIND = [(5, 5, 5, 5, 5), (1, 1, 1, 1, 1)]  # unanimous


@pytest.fixture(autouse=True)
def few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """The width of intervals hangs on components and counts alone; few draws tell the thief as much."""
    monkeypatch.setattr(years, "DRAWS", 1)


def stored(inputs: Inputs) -> Published:
    """Return what a run stores or prints: values in words, habits of superiors, share of habits, islands."""
    year = year_of(inputs)
    assert year.parts is not None
    named = vars(year.parts)
    return {
        "values": values(inputs, year, printed(inputs)),
        "superiors": {
            (one.rater, one.kind): (one.forms, one.is_marked, *(kept(one, name) for name in FIGURES))
            for one in year.findings
        },
        "share": habit_percent(
            {name: str(round(part, 3)) for name, part in named.items() if name != "at_zero"}
        ),
        "islands": year.islands,
    }


def exact(inputs: Inputs) -> Published:
    """Return what would be stored without a protection: exact values, exact habits, peers' habits."""
    year = year_of(inputs)
    assert year.parts is not None
    assert year.value is not None
    effects = solve(once(inputs.forms), year.parts)
    peers = [at for at, (_, is_superior) in enumerate(inputs.raters) if not is_superior]
    return {
        "float": round(float(year.value[TARGET]), 4),
        "superiors": [(one.rater, round(one.value, 4)) for one in year.findings],
        "peers": [round(float(effects.rater[at]), 1) for at in peers],
    }


# --- The value of the person, by whoever reads it -----------------------------------------------------


@pytest.mark.parametrize("truth", [*TRUTHS, *UNKIND], ids=str)
def test_the_own_value_tells_nothing_that_the_result_does_not(truth: Answers) -> None:
    """Read by the person, the superior, the one above, the desk and, at worst, a colleague."""
    thief = Thief(a_year(truth), truth, of_the_person)
    assert thief.left() == set(thief.facts), "every set that the 360 result allows"
    for own in set(truth):
        assert len(thief.left(own=own)) > 1


def of_the_person(inputs: Inputs) -> Published:
    return {"value": values(inputs, year_of(inputs), printed(inputs))[TARGET]}


def test_values_of_everybody_and_habits_of_superiors_leave_two_sets() -> None:
    for truth in TRUTHS:
        thief = Thief(a_year(truth), truth, stored)
        assert len(thief.left("values", "superiors", "islands")) > 1, truth
        for own in set(truth):
            assert len(thief.left("values", "superiors", "islands", own=own)) > 1, (truth, own)


@pytest.mark.parametrize("truth", UNKIND, ids=str)
def test_unanimous_answers_are_not_sure_to_who_does_not_know_all_other_forms(truth: Answers) -> None:
    """With the forms about one other person unknown, other answers about this one come to the same year."""
    world = a_year(truth)
    there = stored(world.inputs)
    allowed = [
        one for one in combinations_with_replacement(range(1, 6), len(truth)) if group(one) == group(truth)
    ]
    others = sorted(set(allowed) - {truth}, key=lambda one: abs(sum(one) - sum(truth)))
    assert any(is_like(there, with_answers(world, one)) for one in others)


def is_like(there: Published, world: Year) -> bool:
    """Say whether some answers about one other person make the same publication as `there`."""
    for person in world.inputs.people[1:]:
        now = answers_about(world, person)
        for other in combinations_with_replacement(range(1, 6), len(now)):
            if group(other) == group(now) and stored(told(world, person, other)) == there:
                return True
    return False


def answers_about(world: Year, person: int) -> Answers:
    forms = world.inputs.forms
    about = forms.y[(forms.ratee == person) & (forms.side == 2)]
    return tuple(sorted(round(1 + 2 * (y - 1)) for y in about.tolist()))


def told(world: Year, person: int, answers: Answers) -> Inputs:
    """Return the year with other answers about a person, in the order of what the raters said."""
    forms = world.inputs.forms
    y, at = forms.y.copy(), np.flatnonzero((forms.ratee == person) & (forms.side == 2))
    y[at[np.argsort(y[at], kind="stable")]] = [scaled(answer) for answer in answers]
    return replace(world.inputs, forms=replace(forms, y=y))


# --- Without a protection the same thief steals ------------------------------------------------------


@pytest.mark.parametrize("name", ["float", "superiors", "peers"])
def test_exact_values_exact_habits_and_habits_of_peers_would_tell(name: str) -> None:
    truth = (1, 3, 3, 3, 3)
    assert Thief(a_year(truth), truth, exact).left(name) == {truth}


def test_exact_answers_in_the_words_of_everybody_would_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of the scale alone are no protection: made of the answers as they are, they can tell a border."""
    truth = (3, 4, 4, 5, 5)
    kept_ = Thief(a_year(truth), truth, of_the_person).left()
    plain = comparison.labels_of
    monkeypatch.setattr(comparison, "labels_of", lambda one: plain(replace(one, said=one.exact)))
    monkeypatch.setattr("fairness.rules.comparison.SLACK", 0)
    assert len(Thief(a_year(truth), truth, of_the_person).left()) < len(kept_)


def test_a_hidden_group_takes_no_part_and_would_be_told() -> None:
    """Two colleagues spoke: nothing is printed of them, so nothing of them may be in any figure."""
    truth = (5, 5)
    hidden = Thief(a_year(truth), truth, without_hidden, is_printed=False)
    assert len(hidden.left()) == 15, "all sets of two answers"
    taking_part = Thief(a_year(truth), truth, stored, is_printed=False)
    assert taking_part.left("values", "superiors") == {truth}


def without_hidden(inputs: Inputs) -> Published:
    """Return what is stored when the group takes no part, as `answers_of` leaves it out."""
    forms = inputs.forms
    keep = ~((forms.ratee == TARGET) & (forms.side == 2))
    whole = inputs.whole.copy()
    whole[TARGET] = False
    left = replace(forms, **{name: getattr(forms, name)[keep] for name in ("ratee", "rater", "side", "y")})
    per_form = {name: getattr(inputs, name)[keep] for name in ("evaluation", "results", "behaviour", "items")}
    return stored(replace(inputs, forms=left, whole=whole, **per_form))


def test_a_superior_speaks_as_a_peer_from_another_node() -> None:
    """The head of the next unit is one of the colleagues; everybody else's answer is known to the thief."""
    apart = {answer: habit_of_head(answer, joined=False) for answer in range(1, 6)}
    joined = {answer: habit_of_head(answer, joined=True) for answer in range(1, 6)}
    assert len(set(apart.values())) == 1, "the published habit is the same whatever was said as a peer"
    assert len(set(joined.values())) > 2, "with one node for both it says what was said"


def habit_of_head(answer: int, *, joined: bool) -> Any:
    world = a_year((answer, 4, 4, 4, 4), heads_as_peers=True).inputs
    if joined:
        peer, head = world.raters.index((HEADS + 1, False)), world.raters.index((HEADS + 1, True))
        forms = world.forms
        world = replace(world, forms=replace(forms, rater=np.where(forms.rater == peer, head, forms.rater)))
    found = {world.raters[one.rater]: one for one in year_of(world).findings}
    return tuple(kept(found[HEADS + 1, True], name) for name in FIGURES)


# --- What the tables can hold --------------------------------------------------------------------------


def test_a_value_is_words_and_a_habit_belongs_to_a_profile() -> None:
    """No column takes a finer number about a person, and no row a rater who is not a superior."""
    kinds = {field.name: field.get_internal_type() for field in ComparisonValue._meta.concrete_fields}
    assert set(kinds.values()) <= {"BigAutoField", "ForeignKey", "CharField"}
    assert all(field.name != "rater" for field in RatingPattern._meta.concrete_fields)


# --- Stored rows and pages ------------------------------------------------------------------------------


@pytest.fixture
def team(office: Office) -> list[Evaluation]:
    """Five people of "umum" with a shared result by their head."""
    head, above = office.heads["umum"], office.head
    words = {"upper": above, "results_reason": "Bukti.", "behaviour_reason": "Bukti."}
    people = enumerate(office.staff["umum"][:5])
    return [judged(office, one, head, ("DI_ATAS", "SESUAI")[at % 2], **words) for at, one in people]


def test_two_worlds_with_the_same_words_are_the_same_rows_and_pages(
    office: Office, team: list[Evaluation], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other sealed answers, the same printed result: neither a dump of the tables nor a page differs."""
    monkeypatch.setattr(timezone, "now", lambda: AFTER + timedelta(days=20))  # the BKD reads by now
    with undone():
        one = play(office, team, (3, 4, 4, 4, 5))
    with undone():
        other = play(office, team, (3, 4, 4, 5, 5))
    assert group((3, 4, 4, 4, 5)) == group((3, 4, 4, 5, 5)), "nobody can tell them apart by the 360 result"
    assert one == other
    rows, pages = one
    assert {name: status for name, (status, _) in pages.items() if status != 200} == {}
    peers = {str(person.pk) for person in office.staff["umum"]}
    assert not peers & {str(row["rater_id"]) for row in rows["raterprofile"]}, "no habit of a colleague"


def play(office: Office, team: list[Evaluation], peers: Sequence[int]) -> Any:
    """Let colleagues speak about the first of the team, run the analysis, and return rows and pages."""
    around = late_round(office, purpose="EVALUASI")
    for at, row in enumerate(team):
        person = row.plan.placement.employee
        reviewee = about(office, around, person)
        others = [one for one in office.staff["umum"] if one != person]
        say(reviewee, others[:5], peers if at == 0 else [3 - at % 2 * 2 + number % 3 for number in range(5)])
        say(reviewee, [office.heads["umum"]], [4 - at % 2 * 2], "ATASAN")
    close(office, around)
    release(office, around)
    record(period=office.period, **computed(office.period), by=office.world.gita, at=AFTER)
    pages = {name: page(person, team[0]) for name, person in readers(office).items()}
    return dump(), pages | {f"{name} {href}": asked(person, href) for name, person, href in open_to(office)}


def open_to(office: Office) -> Iterator[tuple[str, Employee, str]]:
    """Yield every page of fairness without a key, with who may open it once the BKD reads the run."""
    people = readers(office)
    yield "person", people["person"], reverse("fairness:how-fair")
    yield "superior", people["superior"], reverse("fairness:pattern-mine")
    for name in ("BKD", "auditor"):
        for address in ("pattern-list", "equal", "health", "how-fair"):
            yield name, people[name], reverse(f"fairness:{address}")


def asked(person: Employee, href: str) -> tuple[int, str]:
    """Return what a page says."""
    client = Client()
    client.force_login(person, backend="organizations.backends.NipBackend")
    answer = client.get(href)
    return answer.status_code, text_of(answer)


def dump() -> dict[str, list[dict[str, Any]]]:
    """Return every row of fairness, without keys of rows."""
    found = {}
    for model in apps.get_app_config("fairness").get_models():
        rows = model._base_manager.order_by("pk").values()
        found[model._meta.model_name] = [
            {name: value for name, value in row.items() if name not in KEYS} for row in rows
        ]
    return found


KEYS = ("id", "analysis_id", "profile_id")


def page(person: Employee, row: Evaluation) -> tuple[int, str]:
    """Return what somebody reads on the page of a result."""
    answer = page_of(person, row)
    return answer.status_code, re.sub(r"/umpan-balik-360/\d+/", "", text_of(answer))
