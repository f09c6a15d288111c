"""How predicates are spread: what is counted for whom, what differs, and why the head says it does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators.models import Plan
from organizations.models import Placement
from reviews.models import DistributionReason, Evaluation, OrganisationAchievement
from reviews.operations.distribution import explain_difference
from reviews.queries.distribution import city, team_spread
from reviews.queries.home import all_tasks, year_on
from reviews.queries.spread_task import TITLE
from tests.reviews.crowd import crowd
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

DAY = timedelta(days=1)
BEST = RATED | {"results_rating": "DI_ATAS", "behaviour_rating": "DI_ATAS", "predicate": "SANGAT_BAIK"}
WORDS = "Dua layanan baru dibuka."


def rate(world: World, plans: list[Plan], rating: dict[str, Any], status: str = "DISAMPAIKAN") -> None:
    shared = {"shared_at": NOW, "talked_on": TODAY} if status != "DRAF" else {}
    Evaluation.objects.bulk_create(
        Evaluation(plan=plan, term=world.final, appraiser=world.budi, status=status, **shared, **rating)
        for plan in plans
    )


@pytest.fixture
def office(world: World) -> World:
    """Twelve people of Budi's unit, nine of them Sangat Baik; the unit received "Baik"."""
    plans = crowd(world, 12)
    rate(world, plans[:9], BEST)
    rate(world, plans[9:], RATED)
    grade(world, "bidang")
    return world


def grade(world: World, unit: str) -> None:
    OrganisationAchievement.objects.create(
        unit=world.units[unit],
        term=world.final,
        grade="BAIK",
        reason="BA 1/2026",
        set_by=world.citra,
        set_at=NOW,
    )


def explain(world: World, version: int | None = None, **values: Any) -> DistributionReason:
    common = {"unit": world.units["bidang"], "term": world.final, "reason": WORDS, "at": NOW}
    return explain_difference(version=version, **common | {"by": world.budi} | values)


def counts(world: World, unit: str, on: Any = TODAY) -> tuple[int, int]:
    """Return how many are Sangat Baik and Baik below a unit."""
    found = city(world.final, None, on).below(world.units[unit].pk).predicates
    return found["SANGAT_BAIK"], found["BAIK"]  # type: ignore[index]


# --- Counting -------------------------------------------------------------------------------------


def test_a_unit_counts_its_people_and_those_below_by_what_was_released(office: World) -> None:
    draft = agreed_plan(office)
    rate(office, [draft], BEST, "DRAF")
    assert [counts(office, unit) for unit in ("bidang", "dinas", "kota", "lain")] == [
        (9, 3),
        (9, 3),
        (9, 3),
        (0, 0),
    ]


def test_a_head_is_counted_in_the_level_above(office: World) -> None:
    rate(office, [agreed_plan(office, "budi")], RATED)

    assert (counts(office, "bidang"), counts(office, "dinas")) == ((9, 3), (9, 4))


def test_each_person_counts_once_where_the_post_is(office: World) -> None:
    acting = Placement.objects.create(
        employee=office.dewi,
        position=office.placements["ani"].position,
        unit=office.units["bidang"],
        kind="PLT",
        started_on=TODAY,
    )
    office.placements["acting"] = acting
    rate(office, [agreed_plan(office, "acting")], BEST)
    left = Placement.objects.filter(employee__name="Anggota 001")
    left.update(ended_on=TODAY - DAY)

    assert counts(office, "bidang") == (8, 3)


def test_the_counts_of_a_city_cost_two_queries(office: World) -> None:
    final, earlier = office.final, office.term(4)
    with CaptureQueriesContext(connection) as few:
        city(final, earlier, TODAY)
    crowd(office, 30)
    with CaptureQueriesContext(connection) as many:
        city(final, earlier, TODAY)
    assert len(few) == len(many) == 2


def test_the_own_team_counts_own_drafts_too(office: World) -> None:
    rate(office, [agreed_plan(office)], BEST, "DRAF")
    foreign = agreed_plan(office, "fajar")
    rate(office, [foreign], BEST, "DRAF")
    Evaluation.objects.filter(plan=foreign).update(appraiser=office.citra)

    team = team_spread(office.budi, office.final, None, TODAY)

    assert (team.spread.total, team.is_shown) == (13, True)
    assert not team_spread(office.citra, office.final, None, TODAY).is_shown


# --- Pages ----------------------------------------------------------------------------------------


@pytest.fixture
def body(office: World, clock: Any, enter: Any) -> Any:
    """Return the text of a page for a person."""
    return lambda person, href: enter(person).get(href).content.decode()


def test_the_page_says_the_guide_the_difference_and_that_it_is_no_quota(office: World, body: Any) -> None:
    page = body(office.budi, "/sebaran/")

    assert "Sangat Baik paling banyak: 9 dari 12 orang" in page
    assert "Baik 3 dari 12 orang; menurut panduan kelompok terbesar." in page
    assert "Belum ada Butuh Perbaikan atau Kurang; panduan menyebut harus ada." in page
    assert "Ini bahan pertimbangan, bukan kuota. Sumber: SE MenPANRB 3/2023" in page
    assert "Tulis alasan" in page
    assert "Anggota" not in page
    assert "Tulis alasan" not in body(office.citra, f"/sebaran/?unit={office.units['bidang'].pk}")


def test_only_the_unit_that_received_the_grade_is_compared(office: World, body: Any) -> None:
    OrganisationAchievement.objects.update(unit=office.units["dinas"])

    assert "Pola dilihat pada unit yang menerima capaian itu" in body(office.budi, "/sebaran/")
    assert "Berbeda dari panduan" in body(office.citra, "/sebaran/")


def test_a_small_unit_has_the_information_and_no_difference(office: World, body: Any) -> None:
    Evaluation.objects.filter(plan__placement__employee__name__gt="Anggota 009").delete()
    page = body(office.budi, "/sebaran/")

    assert "Tidak berlaku untuk unit kecil" in page
    assert "Berbeda dari panduan" not in page


def test_a_team_below_five_gets_a_sentence(office: World, body: Any) -> None:
    Evaluation.objects.filter(plan__placement__employee__name__gt="Anggota 004").delete()
    page = body(office.budi, "/tim/sebaran/")

    assert "4 orang sudah Anda nilai pada masa ini" in page
    assert "chart" not in page


def test_a_unit_outside_the_scope_and_a_guessed_term_are_not_there(
    office: World, clock: Any, enter: Any
) -> None:
    other = office.units["lain"].pk
    assert [
        enter(office.budi).get(f"/sebaran/?{query}").status_code
        for query in (f"unit={other}", "unit=x", "unit=²", f"unit={office.units['dinas'].pk}", "masa=0")
    ] == [404] * 5
    assert enter(office.budi).get(f"/sebaran/{other}/{office.final.pk}/alasan/").status_code == 404


# --- The reason -------------------------------------------------------------------------------------


def test_the_head_says_why_and_the_counts_of_the_moment_stay_with_it(office: World) -> None:
    saved = explain(office)

    assert (saved.reason, saved.given_by, saved.counts["SANGAT_BAIK"]) == (WORDS, office.budi, 9)
    event = Event.objects.get(action="distribution.explained")
    assert (event.before, event.after) == (None, {"term": office.final.pk})
    again = explain(office, version=1, reason="Kata lain.")
    assert (again.pk, again.version, again.reason) == (saved.pk, 2, "Kata lain.")


@pytest.mark.parametrize("name", ["citra", "gita", "ani"])
def test_nobody_else_gives_the_reason(office: World, name: str) -> None:
    with pytest.raises(Denied, match="kepala unit itu"):
        explain(office, by=office.people[name])


def test_no_reason_without_words_or_where_nothing_differs(office: World) -> None:
    with pytest.raises(Refused) as refused:
        explain(office, reason=" ")
    assert refused.value.field == "reason"
    OrganisationAchievement.objects.all().delete()
    with pytest.raises(Denied, match="tidak berbeda dari panduan"):
        explain(office)


def test_of_two_reasons_the_second_reads_the_first(office: World) -> None:
    explain(office)

    for stale in (None, 7):
        with pytest.raises(Conflict) as conflict:
            explain(office, version=stale, reason="Kedua.")
        assert conflict.value.theirs == {"Alasan yang tersimpan": WORDS}
    assert DistributionReason.objects.get().version == 1


# --- The task ---------------------------------------------------------------------------------------


def asked(world: World, on: Any = TODAY) -> set[str]:
    cache.clear()
    year = year_on(world.period, on)
    people = list(world.people.values())
    tasks = all_tasks(people, year, on)
    return {person.name for person in people if any(task.title == TITLE for task in tasks[person.pk])}


def test_the_head_of_a_unit_that_differs_is_asked_while_the_days_run(office: World) -> None:
    assert asked(office) == {"Budi"}
    assert asked(office, office.period.annual_until + DAY) == set()
    explain(office)
    assert asked(office) == set()


def test_a_unit_with_days_of_its_own_is_asked_in_those(office: World) -> None:
    late = office.period.annual_until + DAY
    office.final.rating_windows.create(
        unit=office.units["dinas"],
        started_on=late,
        ended_on=late,
        reason="Pindah gedung",
        set_by=office.gita,
        set_at=NOW,
    )
    assert asked(office) == set()
    assert asked(office, late) == {"Budi"}


def test_nobody_is_asked_where_counts_agree_or_no_grade_is_set(office: World) -> None:
    grade(office, "lain")
    assert asked(office) == {"Budi"}
    OrganisationAchievement.objects.all().delete()
    assert asked(office) == set()
