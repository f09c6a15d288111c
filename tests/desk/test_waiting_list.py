"""The people behind a number: who is found, where they stand, who waits for whom and since when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.core.cache import cache

from appraisal import audit
from desk.queries.asked import Asked, asked_of, terms_asked
from desk.queries.counts import counts
from desk.queries.excluded import all_excluded, excluded_posts
from desk.queries.population import population
from desk.queries.waiting_list import Line, People, all_lines, page_of, people
from desk.rules.waiting import Side, Stage, Standing
from indicators.models import Plan
from organizations.access import Scope
from organizations.models import Absence, Employee, Placement
from reviews.models import Evaluation, Objection, SelfAssessment
from tests.scenes import RATED
from tests.world import JAKARTA, NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.django_db
ALL = Scope(is_all=True)


def asked_for(world: World, *, scope: Scope = ALL, number: int = 0, **filters: Any) -> People:
    cache.clear()
    term = world.term(number) if number else world.final
    found = population(world.period, term, TODAY)
    made = counts(world.period, term, TODAY)
    return people(Asked(term.pk, **filters), found, made, scope, TODAY)


def names(found: People) -> list[str]:
    return [line.post.employee.name for line in page_of(found, {}).rows]


def line_of(world: World, stage: Stage, name: str = "ani", number: int = 0) -> Line:
    lines = all_lines(asked_for(world, stage=stage, number=number))
    return next(line for line in lines if line.post.employee == world.people[name])


def judged(world: World, plan: Plan, **values: Any) -> Evaluation:
    usual = RATED | {"appraiser": world.budi, "term": world.final}
    return Evaluation.objects.create(plan=plan, **usual | values)


def test_filters_narrow_the_list_down(world: World) -> None:
    agreed_plan(world)
    agreed_plan(world, "budi", status="DIAJUKAN")
    agreed_plan(world, "dewi", status="DRAF")

    def find(**filters: Any) -> list[str]:
        return names(asked_for(world, **filters))

    assert find(unit=world.units["bidang"].pk) == ["Ani", "Budi", "Fajar"]
    assert find(state="sudah") == ["Ani"]
    assert find(state="diajukan") == ["Budi"]
    assert find(state="draf") == ["Dewi"]
    assert find(state="kosong", unit=world.units["dinas"].pk) == ["Citra", "Eko", "Fajar"]
    assert "Ani" not in find(state="belum")
    assert find(superior="budi") == ["Ani", "Fajar"]
    assert find(superior="19750505") == ["Ani", "Fajar"]
    assert find(kind="JPT_PRATAMA") == ["Citra", "Hadi"]
    assert find(q="aj") == ["Fajar"]
    assert find(q="199001 0120") == ["Ani"], "part of a NIP with a blank in it"
    inside = Scope(unit_ids=frozenset({world.units["lain"].pk}))
    assert names(asked_for(world, scope=inside)) == ["Dewi"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("nama", ["Ani", "Budi", "Citra", "Dewi", "Eko", "Fajar", "Gita", "Hadi", "Indra"]),
        ("unit", ["Gita", "Hadi", "Ani", "Budi", "Fajar", "Citra", "Eko", "Indra", "Dewi"]),
        ("tunggu", ["Citra", "Dewi", "Eko", "Gita", "Hadi", "Indra", "Fajar", "Budi", "Ani"]),
    ],
)
def test_every_order_leads_through_all_pages_once(
    world: World, monkeypatch: pytest.MonkeyPatch, sort: str, expected: list[str]
) -> None:
    agreed_plan(world)
    agreed_plan(world, "budi", status="DIAJUKAN")
    monkeypatch.setattr("desk.queries.waiting_list.PAGE", 2)
    found, after = [], ""
    while True:
        page = page_of(asked_for(world, sort=sort), {"sesudah": after})
        found += [line.post.employee.name for line in page.rows]
        if not page.next_href:
            break
        after = parse_qs(page.next_href[1:])["sesudah"][0]

    assert found == expected


@pytest.mark.once
@pytest.mark.parametrize("after", ["|1", "Ani|", "Ani|x", "kemarin|1", "\x00|1", "2026-13-45|2"])
@pytest.mark.parametrize("sort", ["nama", "tunggu"])
def test_an_odd_page_never_fails(world: World, after: str, sort: str) -> None:
    page_of(asked_for(world, sort=sort), {"sesudah": after})


def moment(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 23, 30, tzinfo=JAKARTA)


def test_a_plan_waits_for_its_owner_and_then_for_the_superior(world: World) -> None:
    line = line_of(world, Stage.PLAN)
    assert (line.standing, line.waits_for, line.since) == (Standing.NO_PLAN, world.ani, date(2025, 12, 1))
    plan = agreed_plan(world, status="DRAF")
    Plan.objects.filter(pk=plan.pk).update(created_at=moment(11, 12))
    line = line_of(world, Stage.PLAN)
    assert (line.words, str(line.wait)) == ("SKP masih draf", "menunggu yang bersangkutan")
    assert (line.since, line.wait.days) == (date(2026, 11, 12), 6), "13, 16 to 20 November"

    Plan.objects.filter(pk=plan.pk).update(status="DIAJUKAN", submitted_at=moment(11, 18))
    line = line_of(world, Stage.PLAN)
    assert (str(line.wait), line.since, line.wait.days) == ("menunggu Budi", date(2026, 11, 18), 2)
    assert line.waits_for == world.budi

    Plan.objects.filter(pk=plan.pk).update(status="DIKEMBALIKAN")
    audit.record(action="plan.returned", by=world.budi, at=moment(11, 19), target=plan)
    line = line_of(world, Stage.PLAN)
    assert (line.standing, line.waits_for, line.since) == (Standing.RETURNED, world.ani, date(2026, 11, 19))


def test_what_follows_waits_for_the_plan_first(world: World) -> None:
    agreed_plan(world, status="DIAJUKAN")

    for stage in set(Stage) - {Stage.PLAN}:
        assert line_of(world, stage).standing == Standing.SUBMITTED


def test_work_and_words_of_a_term_wait_for_employee_or_superior(world: World) -> None:
    Plan.objects.filter(pk=agreed_plan(world).pk).update(agreed_at=moment(11, 2))

    note, feedback = line_of(world, Stage.NOTE, number=4), line_of(world, Stage.FEEDBACK, number=4)
    assert (note.words, note.waits_for, note.since) == ("Belum ada catatan", world.ani, date(2026, 10, 1))
    assert (feedback.waits_for, feedback.since) == (world.budi, date(2026, 11, 2)), "no plan, no feedback"


def test_a_result_waits_step_by_step(world: World) -> None:
    plan = agreed_plan(world)
    line = line_of(world, Stage.RATED)
    assert (line.words, line.waits_for, line.since) == ("Belum dinilai", world.budi, date(2026, 11, 1))
    SelfAssessment.objects.create(plan=plan, term=world.final, strengths="Rapi", sent_at=moment(11, 10))
    assert line_of(world, Stage.RATED).since == date(2026, 11, 10)

    row = judged(world, plan, rated_at=moment(11, 16))
    line = line_of(world, Stage.SHARED)
    assert (line.standing, line.waits_for, line.since) == (Standing.UNSHARED, world.budi, date(2026, 11, 16))

    Evaluation.objects.filter(pk=row.pk).update(status="KALIBRASI", offered_at=moment(11, 17))
    line = line_of(world, Stage.SHARED)
    assert (str(line.wait), line.waits_for) == ("menunggu rapat kalibrasi", None)

    Evaluation.objects.filter(pk=row.pk).update(status="KEBERATAN", shared_at=moment(11, 18))
    objection = Objection.objects.create(evaluation=row, text="Data", filed_at=moment(11, 19))
    line = line_of(world, Stage.ISSUED)
    assert (line.standing, line.waits_for, line.since) == (Standing.OBJECTED, world.budi, date(2026, 11, 19))

    Evaluation.objects.filter(pk=row.pk).update(status="DIJELASKAN")
    told = {"explanation": "Begini", "explained_by": world.budi, "explained_at": moment(11, 20)}
    Objection.objects.filter(pk=objection.pk).update(**told)
    assert line_of(world, Stage.ISSUED).waits_for == world.citra
    assert line_of(world, Stage.SHARED).is_done

    Evaluation.objects.filter(pk=row.pk).update(status="FINAL", final_at=NOW)
    assert str(line_of(world, Stage.ISSUED).wait) == "menunggu BKD"


def test_nobody_waits_before_the_days_of_rating(world: World) -> None:
    agreed_plan(world)

    line = line_of(world, Stage.RATED, number=4)

    assert (line.words, line.wait.side, line.since) == ("Belum waktunya", Side.NOBODY, None)


def test_the_days_of_a_unit_decide_from_when_its_people_wait(world: World) -> None:
    agreed_plan(world)
    days = {"started_on": date(2026, 11, 16), "ended_on": TODAY, "reason": "Giliran", "set_at": NOW}
    world.final.rating_windows.create(unit=world.units["dinas"], set_by=world.gita, **days)

    assert line_of(world, Stage.RATED).since == date(2026, 11, 16)


def test_without_a_superior_the_office_is_waited_for(world: World) -> None:
    agreed_plan(world, status="DIAJUKAN")
    world.placements["ani"].supervisions.all().delete()

    line = line_of(world, Stage.PLAN)

    assert (str(line.wait), line.waits_for) == ("menunggu BKD: pejabat penilai belum ditetapkan", None)


def test_a_post_that_ended_waits_for_the_superior_of_that_time(world: World) -> None:
    agreed_plan(world, status="DIAJUKAN")
    last = TODAY - timedelta(days=20)
    Placement.objects.filter(pk=world.placements["ani"].pk).update(ended_on=last)
    world.placements["ani"].supervisions.update(ended_on=last)

    assert line_of(world, Stage.PLAN).waits_for == world.budi
    assert "Ani" in names(asked_for(world, superior="Budi"))


def test_pages_cost_the_same_for_many(world: World, django_assert_num_queries: Any) -> None:
    for name in ("ani", "budi", "dewi"):
        agreed_plan(world, name, status="DIAJUKAN")
    found = asked_for(world)

    with django_assert_num_queries(3):
        page_of(found, {})


def test_an_address_is_read_with_mercy(world: World) -> None:
    terms = terms_asked()
    odd = {
        "masa": "x",
        "unit": "9" * 40,
        "tahap": "apa:ya",
        "jabatan": "RAJA",
        "urut": "nilai",
        "q": "a\x00b",
    }

    found = asked_of(odd, terms, TODAY)

    assert found == Asked(term=world.term(4).pk, q="ab")
    again = Asked(
        term=world.final.pk, unit=2, stage=Stage.PLAN, state="draf", superior="Budi", kind="PELAKSANA", q="a"
    )
    assert asked_of(again.params(), terms, TODAY) == again


def test_who_is_left_out_is_told_with_the_reason(world: World) -> None:
    Absence.objects.create(
        employee=world.ani, kind="CLTN", started_on=date(2026, 2, 1), note="SK", set_by=world.gita, set_at=NOW
    )
    Placement.objects.filter(pk=world.placements["eko"].pk).update(ended_on=date(2026, 5, 31))
    Employee.objects.filter(pk=world.eko.pk).update(status="Pensiun", is_active=False)
    Employee.objects.filter(pk=world.dewi.pk).update(kind="NON_ASN")
    Placement.objects.filter(pk=world.placements["indra"].pk).update(started_on=date(2026, 12, 1))
    term = world.term(4)
    found = population(world.period, term, TODAY)
    made = counts(world.period, term, TODAY)

    rows = all_excluded(excluded_posts(found, made, ALL, None, ""), found)

    assert {row.post.employee.name: row.reason for row in rows} == {
        "Ani": "Cuti di luar tanggungan negara (CLTN) sejak 01-02-2026",
        "Dewi": "Bukan ASN",
        "Eko": "Pensiun, sampai 31 Mei 2026",
        "Indra": "Mulai 1 Desember 2026",
    }
    assert made.below(world.units["kota"].pk).left_out == 4
