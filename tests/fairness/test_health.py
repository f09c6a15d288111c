"""The health of the appraisal: what is counted, what a change is, what follows; the page and the report."""

from __future__ import annotations

import json
import random
import re
from datetime import date, timedelta
from decimal import Decimal
from math import atanh, tanh
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal import audit
from fairness.analysis.health import together
from fairness.models import RaterAnalysis
from fairness.operations.health import health_of
from fairness.rules.health import Figure, Reading, change, lessons
from fairness.rules.health_words import change_words, value_words
from fairness.rules.parts import parts_of
from indicators.models import CoreValue
from multirater.models import Release
from reviews.models import (
    CalibrationCase,
    CalibrationMeeting,
    Evaluation,
    ItemRating,
    Objection,
    OrganisationAchievement,
)
from tests.multirater.rows import answer, build_office_of_rounds, invite, reviewee_of, round_of
from tests.world import NOW, TODAY, World

from .equal_world import earlier_year, hire, rate

Json = dict[str, Any]


def run(world: World, **values: Any) -> RaterAnalysis:
    told = {"counts": {"people": 40, "linked": 45}, "components": {}} | values
    return RaterAnalysis(period=world.period, **told)


def figures(world: World, **values: Any) -> dict[Figure, Reading]:
    stored = json.loads(json.dumps(health_of(world.period, run(world, **values))))["figures"]
    return {Figure(key): Reading.from_json(Figure(key), data) for key, data in stored.items()}


def share(figure: Figure, count: int, people: int = 100) -> Reading:
    return Reading(figure, count, people)


# --- Rules ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "before", "by", "is_marked"),
    [
        ((60, 100), (40, 100), 20, True),  # p .007
        ((14, 20), (10, 20), 20, False),  # p .33: chance explains it
        ((960, 1000), (930, 1000), 3, False),  # surely moved, and too little to matter
        ((40, 100), (40, 100), 0, False),
        ((400, 1000), (500, 1000), -10, True),
    ],
)
def test_a_share_is_marked_when_it_moved_and_chance_does_not_explain_it(
    now: tuple[int, int], before: tuple[int, int], by: int, is_marked: bool
) -> None:
    """Decided here: five points and the exact test of the groups (measurement research 5.5, 5.6)."""
    found = change(Reading(Figure.FLAT, *now), Reading(Figure.FLAT, *before))
    assert found is not None
    assert (found.by, found.is_marked) == (by, is_marked)


@pytest.mark.parametrize(
    ("now", "before", "is_marked"),
    [
        (("0.90", "0.85", "0.95"), ("0.60", "0.50", "0.70"), True),
        (("0.50", "0.40", "0.60"), ("0.80", "0.75", "0.85"), True),
        (("0.70", "0.60", "0.80"), ("0.60", "0.50", "0.65"), False),
        (("14", None, None), ("3", None, None), False),  # without an interval nobody knows
    ],
)
def test_a_number_is_marked_when_the_intervals_lie_apart(now: Any, before: Any, is_marked: bool) -> None:
    readings = [
        Reading(Figure.AGREEMENT, None, 40, *(None if one is None else Decimal(one) for one in numbers))
        for numbers in (now, before)
    ]
    found = change(*readings)
    assert found is not None
    assert found.is_marked is is_marked


def test_what_is_not_known_has_no_change() -> None:
    few, known = share(Figure.FLAT, 3, 9), share(Figure.FLAT, 30)
    assert few.percent is None
    assert change(few, known) is None
    assert change(known, few) is None
    assert change(known, None) is None
    assert change(known, Reading(Figure.FLAT, None, 0, Decimal(1))) is None
    assert Reading(Figure.GUIDE, 1, 4).percent == 25  # units are no people
    assert share(Figure.FLAT, 1, 200).percent == 1  # half up


GOOD = {
    Figure.COMPLETE: share(Figure.COMPLETE, 96),
    Figure.ON_TIME: share(Figure.ON_TIME, 95),
    Figure.LINKED: share(Figure.LINKED, 60),
    Figure.AGREEMENT: Reading(Figure.AGREEMENT, None, 60, Decimal("0.75")),
    Figure.HABIT: Reading(Figure.HABIT, None, 60, Decimal(10)),
    Figure.FLAT: share(Figure.FLAT, 20),
    Figure.CORRELATION: Reading(Figure.CORRELATION, None, 60, Decimal("0.5"), Decimal("0.2"), Decimal("0.7")),
}


def test_a_sound_year_is_trusted_without_steps() -> None:
    told = lessons(GOOD)
    assert (len(told.trusted), told.doubtful, told.steps) == (5, [], [])


@pytest.mark.parametrize(
    ("worse", "doubts", "steps"),
    [
        (share(Figure.COMPLETE, 89), "Baru 89% pegawai", "Selesaikan hasil"),
        (share(Figure.COMPLETE, 3, 9), "belum cukup banyak", ""),
        (share(Figure.ON_TIME, 80), "", "20% hasil dibagikan sesudah"),
        (share(Figure.LINKED, 49), "antarunit belum dapat dibandingkan", "Tambah rekan dari unit lain"),
        (Reading(Figure.AGREEMENT), "belum dapat dihitung", ""),
        (
            Reading(Figure.AGREEMENT, None, 60, Decimal("0.69")),
            "pakai hanya untuk pengembangan",
            "Minta lebih",
        ),
        (
            Reading(Figure.AGREEMENT, None, 60, Decimal("0.49")),
            "belum untuk keputusan apa pun",
            "Minta lebih",
        ),
        (Reading(Figure.HABIT), "belum dapat dipisahkan", ""),
        (Reading(Figure.HABIT, None, 60, Decimal(20)), "20% perbedaan nilai", ""),
        (Reading(Figure.HABIT, None, 60, Decimal(35)), "35% perbedaan nilai", "Ajak para atasan berlatih"),
        (share(Figure.FLAT, 50), "50% formulir memberi rating sama", "Minta satu kejadian"),
        (
            Reading(Figure.CORRELATION, None, 60, Decimal("0.1"), Decimal("-0.1")),
            "belum terlihat sejalan",
            "Periksa",
        ),
    ],
    ids=lambda one: one.figure.value if isinstance(one, Reading) else None,
)
def test_each_figure_says_its_doubt_and_its_step(worse: Reading, doubts: str, steps: str) -> None:
    told = lessons(GOOD | {worse.figure: worse})
    assert [bool(told.doubtful), bool(told.steps)] == [bool(doubts), bool(steps)]
    assert doubts in " ".join(told.doubtful)
    assert steps in " ".join(told.steps)


def test_figures_and_changes_in_words() -> None:
    days, looks = Reading(Figure.DAYS, None, 9, Decimal(5)), Reading(Figure.LOOKS, value=Decimal(1240))
    assert value_words(share(Figure.FLAT, 1240, 2000)) == "62% (1.240 dari 2.000)"
    assert [value_words(days), value_words(looks), value_words(None)] == [
        "5 hari",
        "1.240 kali",
        "belum cukup data",
    ]
    assert value_words(GOOD[Figure.CORRELATION]).replace("\u2060", "") == "0,5 (0,2–0,7)"
    assert value_words(GOOD[Figure.AGREEMENT]) == "0,75"
    moved = change(share(Figure.FLAT, 30), share(Figure.FLAT, 42))
    assert change_words(share(Figure.FLAT, 30), moved) == "turun 12 poin"
    assert change_words(days, change(days, days)) == "tetap"
    assert change_words(days, None) == ""
    one = GOOD[Figure.AGREEMENT]
    assert change_words(one, change(one, Reading(one.figure, None, 9, Decimal("0.5")))) == "naik 0,25"


def test_parts_of_all_differences_make_a_hundred() -> None:
    assert parts_of({"unit": "0.01", "person": "0.01", "rater": "0.01", "rest": "0"}) == {
        "unit": 34,
        "person": 33,
        "rater": 33,
        "rest": 0,
    }
    assert parts_of({}) == {}


def test_correlation_with_its_interval() -> None:
    """Fisher's z: at 103 pairs the interval reaches 1.96 / 10 to both sides of atanh r."""
    rng = random.Random(1)
    pairs = [(float(rng.choice([1, 2, 3])), rng.random()) for _ in range(103)]
    found = together(pairs)
    assert found is not None
    assert found.high == pytest.approx(tanh(atanh(found.value) + 1.959964 / 10))
    assert found.low == pytest.approx(tanh(atanh(found.value) - 1.959964 / 10))
    straight = together([(float(one), 2.0 * one) for one in range(103)])
    assert straight is not None
    assert straight.value == pytest.approx(1)
    assert together(pairs[:29]) is None
    assert together([(1.0, one) for _, one in pairs]) is None


# --- What is counted --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_results_objections_and_cases_are_counted(world: World) -> None:
    posts = hire(world, 20)
    rows = rate(world, posts[:16])
    late = NOW.replace(year=2027, month=2, day=1, hour=0, minute=0)  # the day after the annual evaluation
    Evaluation.objects.filter(pk__in=[row.pk for row in rows[:4]]).update(shared_at=late)
    Evaluation.objects.filter(pk=rows[15].pk).update(status="DRAF", shared_at=None)
    before = {"results": "DI_BAWAH", "behaviour": "SESUAI", "predicate": "BUTUH_PERBAIKAN"}
    for number, row in enumerate(rows[:12]):
        filed = NOW - timedelta(days=20)
        decided = {
            "decided_at": filed + timedelta(days=number),
            "decided_by": world.citra,
            "decision": "Tetap.",
        }
        Objection.objects.create(
            evaluation=row,
            text="Belum tepat.",
            filed_at=filed,
            before=before if number < 3 else None,
            **(decided if number < 11 else {}),
        )
    meeting = CalibrationMeeting.objects.create(
        unit=world.units["dinas"],
        term=world.final,
        held_on=TODAY,
        until=TODAY,
        led_by=world.citra,
        opened_by=world.gita,
        opened_at=NOW,
    )
    for number, row in enumerate(rows[:14]):
        high = {"results": "DI_ATAS", "behaviour": "DI_ATAS", "predicate": "SANGAT_BAIK"}
        CalibrationCase.objects.create(
            meeting=meeting,
            evaluation=row,
            results_rating="SESUAI",
            behaviour_rating="SESUAI",
            reason="Bukti.",
            decided_by=world.citra,
            decided_at=NOW,
            before=before if number < 7 else high if number < 11 else None,
        )

    found = figures(world)

    counts = {figure: (one.count, one.people) for figure, one in found.items() if one.count is not None}
    assert counts[Figure.COMPLETE] == (15, 16)
    assert counts[Figure.ON_TIME] == (11, 15)
    assert counts[Figure.OBJECTED] == (12, 15)
    assert counts[Figure.ACCEPTED] == (3, 11)
    assert counts[Figure.CALIBRATED] == (11, 14)
    assert counts[Figure.RAISED] == (7, 11)
    assert counts[Figure.LINKED] == (18, 40)
    assert found[Figure.DAYS].value == 5
    assert found[Figure.HABIT].value is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reason", "at_zero", "habit"),
    [
        ("", [], Decimal(25)),
        ("PULAU", ["unit"], Decimal(25)),  # habits of islands stand for themselves
        ("", ["rater"], None),  # a part that came out below nothing is no proof of nothing
        ("SATU_PENILAI", [], None),
    ],
)
def test_habit_is_told_only_where_it_was_told_apart(
    world: World, reason: str, at_zero: list[str], habit: Decimal | None
) -> None:
    parts = {"unit": "0.1", "person": "0.1", "rater": "0.1", "rest": "0.1", "at_zero": at_zero}
    told = run(world, components=parts, reason=reason)

    found = health_of(world.period, told)

    assert Reading.from_json(Figure.HABIT, found["figures"]["KEBIASAAN"]).value == habit
    assert bool(found["parts"]) is (habit is not None)


@pytest.mark.django_db
def test_flat_forms_and_graded_units_are_counted(world: World) -> None:
    rows = rate(world, hire(world, 12))
    values = list(CoreValue.objects.order_by("number"))
    for place, row in enumerate(rows):
        kept = values if place < 11 else values[:3]  # too few behaviours to say anything
        ItemRating.objects.bulk_create(
            ItemRating(evaluation=row, value=one, rating="DI_ATAS" if place < 4 and number == 0 else "SESUAI")
            for number, one in enumerate(kept)
        )
    for key in ("dinas", "bkpsdm"):  # of the second nobody has a result: too small for the guide
        OrganisationAchievement.objects.create(
            unit=world.units[key],
            term=world.final,
            grade="BAIK",
            reason="LKJIP.",
            set_by=world.gita,
            set_at=NOW,
        )

    found = figures(world)

    assert (found[Figure.FLAT].count, found[Figure.FLAT].people) == (7, 11)
    assert (found[Figure.GUIDE].count, found[Figure.GUIDE].people) == (0, 1)  # all Baik is above 70%


@pytest.mark.django_db
def test_peers_and_their_agreement_come_from_released_rounds(world: World) -> None:
    office = build_office_of_rounds(world, ["umum"], 3)
    row = round_of(office, status="DIRILIS", closed_at=NOW)
    people = [reviewee_of(office, row, person) for person in office.staff["umum"]]
    for person, forms in zip(people, (3, 2, 4), strict=True):
        raters = (world.ani, world.budi, world.citra, world.eko)
        for rater in raters[:forms]:
            answer(invite(person, rater), {1: 3})
        answer(invite(person, world.gita, "BAWAHAN"), {1: 3})
        invite(person, world.hadi)  # not answered
    mean = {"value": "0,71", "low": "0,60", "high": "0,80", "word": "memadai"}
    side = {"side": "REKAN", "people": 66, "mean": mean}
    stored = {"sides": [{"side": "ATASAN", "people": 90, "mean": None}, side]}
    Release.objects.create(round=row, number=1, released_by=world.gita, released_at=NOW, reliability=stored)

    found = figures(world)

    assert (found[Figure.PEERS].count, found[Figure.PEERS].people) == (2, 3)
    agreed = found[Figure.AGREEMENT]
    assert (agreed.value, agreed.low, agreed.high, agreed.people) == (
        Decimal("0.71"),
        Decimal("0.60"),
        Decimal("0.80"),
        66,
    )


@pytest.mark.django_db
def test_looks_of_the_year_come_from_the_trail(world: World) -> None:
    for at, action in ((NOW, "plan.viewed"), (NOW, "record.file_viewed"), (NOW, "plan.agreed")):
        audit.record(action=action, by=world.gita, at=at, target=world.ani)
    audit.record(action="plan.viewed", by=world.gita, at=NOW.replace(year=2025), target=world.ani)

    assert figures(world)[Figure.LOOKS].value == 2


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_agency(world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            health_of(world.period, run(world))
        return len(seen)

    rate(world, hire(world, 12))
    few = queries()
    rate(world, hire(world, 100))

    assert queries() == few


# --- The page and the report ------------------------------------------------------------------------


def stored(world: World, year: int = 2026, **figures_: Json) -> RaterAnalysis:
    period = world.period if year == 2026 else earlier_year(world, year)
    health = {
        "version": "1",
        "figures": figures_,
        "parts": {"unit": 4, "person": 43, "rater": 21, "rest": 32},
    }
    return RaterAnalysis.objects.create(
        period=period,
        number=1,
        made_at=NOW,
        made_by=world.gita,
        version="1",
        seed=1,
        desk_from=date(2026, 11, 1),
        ends_on=date(2027, 12, 31),
        health=health,
    )


@pytest.fixture
def gita(world: World, clock: Any, enter: Any) -> Client:
    client: Client = enter(world.gita)
    return client


def page(client: Client, **params: str) -> str:
    response = client.get(reverse("fairness:health"), params)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.once
@pytest.mark.django_db
def test_page_shows_the_year_beside_the_last(world: World, gita: Client) -> None:
    assert "Belum ada analisis." in page(gita)
    stored(world, SERAGAM={"count": 60, "people": 100}, LENGKAP={"count": 96, "people": 100})
    stored(world, 2025, SERAGAM={"count": 30, "people": 100})

    text = page(gita)

    assert "Gambaran instansi hampir lengkap: 96% pegawai punya hasil tahunan." in text
    assert "karena kebetulan: semua perilaku sama (naik 30 poin)." in text
    assert "naik 30 poin, perlu dilihat" in text
    assert "30% (30 dari 100)" in text
    assert "21%" in text
    earlier = page(gita, tahun="2025")
    assert "Kesehatan penilaian 2025" in earlier
    assert "perlu dilihat" not in earlier
    assert gita.get(reverse("fairness:health"), {"tahun": "2020"}).status_code == 404


@pytest.mark.once
@pytest.mark.django_db
def test_report_is_a_file_without_names(world: World, gita: Client) -> None:
    analysis = stored(world, SERAGAM={"count": 60, "people": 100})
    assert gita.get(reverse("fairness:health-file", args=[analysis.pk + 1])).status_code == 404

    response = gita.get(reverse("fairness:health-file", args=[analysis.pk]))

    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="kesehatan-penilaian-2026.pdf"'
    assert response.content.startswith(b"%PDF-")
