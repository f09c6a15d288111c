"""Equal treatment of a year: who is counted at which stage, what is stored, and what stays hidden."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fairness.operations.groups import groups_of
from fairness.queries.groups import Stage, cases_of
from fairness.queries.reached import reached_by_plan
from fairness.rules.grounds import (
    UnitKind,
    age_of,
    band_of,
    contract_of,
    sex_of,
    unit_kinds,
)
from indicators.models import Indicator
from organizations.models import Employee
from reviews.models import CalibrationCase, CalibrationMeeting, Correction, Objection, Realisation
from reviews.rules.evaluation import Rating
from tests.world import NOW, TODAY, World, agreed_plan

from .equal_world import earlier_year, hire, honour, rate

Json = dict[str, Any]


def measure(found: Json, stage: str, ground: str, name: str) -> dict[str, Json]:
    """Return the stored groups of one comparison by group."""
    part = next(one for one in found["stages"] if one["stage"] == stage)
    of_ground = next(one for one in part["grounds"] if one["ground"] == ground)
    rows = next(one for one in of_ground["measures"] if one["measure"] == name)["groups"]
    return {row["group"]: row for row in rows}


# --- Groups -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sex", "nip", "group"),
    [
        ("F", "199001012015031003", "F"),  # the record goes before the number
        ("", "199001012015032003", "F"),
        ("", "199001012015031003", "M"),
        ("", "199001012015039003", "TIDAK_TERCATAT"),
        ("", "NONASN-1", "TIDAK_TERCATAT"),
    ],
)
def test_sex_of_record_or_number(sex: str, nip: str, group: str) -> None:
    """Perka BKN 22/2007: digit 15 is 1 for men and 2 for women (domain research 8.1)."""
    assert sex_of(sex, nip) == group


@pytest.mark.parametrize(
    ("born", "nip", "group"),
    [
        (date(1992, 1, 1), "", "UNDER_35"),  # 34 on 31 December 2026
        (date(1991, 12, 31), "", "35_TO_49"),  # 35 on that very day
        (date(1977, 1, 1), "", "35_TO_49"),
        (date(1976, 12, 31), "", "50_UP"),
        (None, "199001012015032003", "35_TO_49"),
        (None, "199013012015032003", "TIDAK_TERCATAT"),
        (None, "X", "TIDAK_TERCATAT"),
    ],
)
def test_age_on_the_last_day_of_the_year(born: date | None, nip: str, group: str) -> None:
    assert age_of(born, nip, date(2026, 12, 31)) == group


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("PNS", "PNS"),
        ("CPNS", "PNS"),
        ("PPPK", "PPPK"),
        ("PPPK_PARUH_WAKTU", "PPPK_PARUH_WAKTU"),
        ("NON_ASN", "TIDAK_TERCATAT"),
    ],
)
def test_kind_of_contract(kind: str, group: str) -> None:
    assert contract_of(kind) == group


def test_kind_of_unit_is_the_nearest_name_that_tells() -> None:
    units = {
        1: ("Pemerintah Kota Arunika", None),
        2: ("Dinas Pendidikan", 1),
        3: ("Bidang SMP", 2),
        4: ("SMP Negeri 3", 2),
        5: ("Tata Usaha", 4),
        6: ("UPTD Puskesmas Melati", 1),
        7: ("Kecamatan Utara", 1),
        8: ("Seksi Pemerintahan", 7),
        9: ("Sekretariat Daerah", 1),
        10: ("RSUD Arunika", 1),
    }
    kinds = unit_kinds(units)
    assert {pk for pk, kind in kinds.items() if kind is UnitKind.SCHOOL} == {4, 5}
    assert {pk for pk, kind in kinds.items() if kind is UnitKind.HEALTH} == {6, 10}
    assert {pk for pk, kind in kinds.items() if kind is UnitKind.DISTRICT} == {7, 8}
    assert {pk for pk, kind in kinds.items() if kind is UnitKind.OFFICE} == {1, 2, 3, 9}


@pytest.mark.parametrize(
    ("share", "band"), [("0.79", 0), ("0.80", 1), ("0.99", 1), ("1", 2), ("1.09", 2), ("1.10", 3), ("1.2", 3)]
)
def test_bands_of_like_realisation(share: str, band: int) -> None:
    assert band_of(Decimal(share)) == band


# --- Who is counted ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_first_ratings_are_those_before_calibration_objection_and_correction(world: World) -> None:
    posts = hire(world, 4)
    kept, calibrated, objected, corrected = rate(world, posts)
    meeting = CalibrationMeeting.objects.create(
        unit=world.units["dinas"],
        term=world.final,
        held_on=TODAY,
        until=TODAY,
        led_by=world.citra,
        opened_by=world.gita,
        opened_at=NOW,
    )
    above = {"results": "DI_ATAS", "behaviour": "DI_ATAS", "predicate": "SANGAT_BAIK"}
    below = {"results": "DI_BAWAH", "behaviour": "SESUAI", "predicate": "BUTUH_PERBAIKAN"}
    ratings = {"results_rating": "SESUAI", "behaviour_rating": "SESUAI", "reason": "Bukti."}
    for evaluation, before in ((kept, None), (calibrated, above)):
        CalibrationCase.objects.create(
            meeting=meeting,
            evaluation=evaluation,
            decided_by=world.citra,
            decided_at=NOW,
            before=before,
            **ratings,
        )
    decided = {"decided_by": world.citra, "decided_at": NOW}
    Objection.objects.create(
        evaluation=objected, text="Belum tepat.", filed_at=NOW, decision="Diubah.", before=below, **decided
    )
    Correction.objects.create(
        evaluation=calibrated, asked_by=world.gita, asked_at=NOW, before=below, **ratings
    )
    Correction.objects.create(
        evaluation=corrected, asked_by=world.gita, asked_at=NOW, before=below, **ratings
    )

    found = cases_of(world.period)

    first = {case.person: (case.results, case.behaviour) for case in found[Stage.FIRST]}
    final = {case.person: (case.results, case.behaviour) for case in found[Stage.FINAL]}
    people = [post.employee_id for post in posts]
    same, low = (Rating.MEETS, Rating.MEETS), (Rating.BELOW, Rating.MEETS)
    assert [first[one] for one in people] == [same, (Rating.ABOVE, Rating.ABOVE), low, low]
    assert [final[one] for one in people] == [same] * 4


@pytest.mark.django_db
def test_only_shared_annual_results_of_definitive_posts_count(world: World) -> None:
    shown, unshared, acting = (hire(world, 1) for _ in range(3))
    rate(world, shown)
    for row in rate(world, unshared):
        type(row).objects.filter(pk=row.pk).update(status="DRAF", shared_at=None)
    acting[0].kind = "PLT"
    acting[0].save()
    rate(world, acting)

    people = {case.person for case in cases_of(world.period)[Stage.FINAL]}

    assert people == {shown[0].employee_id}


@pytest.mark.django_db
def test_awards_count_who_was_eligible_on_closed_lists_of_persons(world: World) -> None:
    posts = hire(world, 3)
    honour(world, posts[:2], 1)
    honour(world, posts[:2], 0, name="Inovasi")  # the best of all lists counts
    honour(world, posts[2:], 1, name="Belum ditutup", closed=False)

    found = {case.person: case.is_recommended for case in cases_of(world.period)[Stage.AWARD]}

    assert found == {posts[0].employee_id: True, posts[1].employee_id: False}


@pytest.mark.django_db
def test_mean_realisation_takes_the_latest_amount_of_each_measured_target(world: World) -> None:
    plan = agreed_plan(world, results=3)
    first, second, third = Indicator.objects.order_by("pk")
    Indicator.objects.filter(pk=third.pk).update(target=None)
    amounts = ((first, 1, 40), (first, 2, 90), (second, 1, 130), (third, 1, 5))
    for indicator, number, amount in amounts:
        Realisation.objects.create(
            indicator=indicator,
            term=world.term(number),
            amount=amount,
            noted_on=TODAY,
            note="Sampai akhir masa.",
            reported_at=NOW,
        )

    assert reached_by_plan([world.period]) == {plan.pk: Decimal("1.05")}  # .90 and 1.20 at most
    assert reached_by_plan([]) == {}


# --- What is stored ---------------------------------------------------------------------------------


@pytest.fixture
def unequal(world: World) -> World:
    """Forty women with 4 and eighty men with 48 at Sangat Baik, all in one kind of unit."""
    rate(world, hire(world, 40, sex="F", born=1985), above=4)
    rate(world, hire(world, 80, sex="M", born=1985), above=48)
    return world


@pytest.mark.django_db
def test_a_difference_is_found_with_its_size_and_interval(unequal: World) -> None:
    found = groups_of(unequal.period)

    rows = measure(found, "AKHIR", "JENIS_KELAMIN", "SANGAT_BAIK")
    assert [rows["M"][name] for name in ("people", "value", "verdict", "size")] == [
        80,
        "60.0",
        "PEMBANDING",
        None,
    ]
    women = rows["F"]
    assert (women["people"], women["value"], women["verdict"], women["p"]) == (
        40,
        "10.0",
        "TELUSURI",
        "0.0000",
    )
    value, low, high = map(float, women["size"])
    assert (value, women["like"]) == (0.17, None)  # no realisation was reported
    assert low < value < high < 0.8
    mean = measure(found, "AKHIR", "JENIS_KELAMIN", "RATA_RATA")["F"]
    assert (mean["value"], mean["verdict"]) == ("2.10", "TELUSURI")
    assert float(mean["size"][0]) < -0.9
    # nobody is below Baik, so there is nothing to look at; and of one age there is nobody to compare with
    assert measure(found, "AKHIR", "JENIS_KELAMIN", "BAIK_KE_ATAS")["F"]["verdict"] == "TIDAK_TERLIHAT"
    assert measure(found, "AKHIR", "UMUR", "SANGAT_BAIK")["35_TO_49"]["verdict"] == "BELUM_CUKUP"
    assert found["looks"] == 6  # of sex: three measures at two stages
    assert found["stages"][2]["people"] == 0
    assert json.loads(json.dumps(found)) == found


@pytest.mark.django_db
def test_what_realisation_explains_stands_beside_it(unequal: World) -> None:
    plans = list(unequal.period.plans.order_by("placement__employee__sex", "pk"))
    best = set(
        type(plans[0]).objects.filter(evaluations__predicate="SANGAT_BAIK").values_list("pk", flat=True)
    )
    for plan in plans:
        result = plan.results.create(order=1, text="Layanan", no_support_reason="Langsung")
        indicator = result.indicators.create(
            order=1, aspect="KUANTITAS", text="Dokumen", target=100, unit="dokumen"
        )
        Realisation.objects.create(
            indicator=indicator,
            term=unequal.term(4),
            amount=120 if plan.pk in best else 90,
            noted_on=TODAY,
            note="Sampai akhir masa.",
            reported_at=NOW,
        )

    women = measure(groups_of(unequal.period), "AKHIR", "JENIS_KELAMIN", "SANGAT_BAIK")["F"]

    assert women["verdict"] == "TELUSURI"
    assert float(women["like"][0]) == 1


@pytest.mark.django_db
def test_years_are_taken_together_where_one_is_too_small_and_nobody_counts_twice(world: World) -> None:
    before = earlier_year(world, 2025)
    men, women, gone = hire(world, 40, sex="M"), hire(world, 25, sex="F"), hire(world, 8, sex="F")
    rate(world, men, above=9)
    rate(world, women, above=3)
    assert (
        measure(groups_of(world.period), "AKHIR", "JENIS_KELAMIN", "SANGAT_BAIK")["F"]["verdict"]
        == "BELUM_CUKUP"
    )

    rate(world, [*men, *women, *gone], above=40, period=before)

    found = groups_of(world.period)
    rows = measure(found, "AKHIR", "JENIS_KELAMIN", "SANGAT_BAIK")
    assert found["stages"][1]["years"] == [2025, 2026]
    assert {group: row["people"] for group, row in rows.items()} == {"F": 33, "M": 40}
    assert rows["M"]["value"] == "22.5"  # 9 of 40: the latest year of each
    assert rows["F"]["verdict"] == "TIDAK_TERLIHAT"


@pytest.mark.django_db
def test_awards_are_compared_among_the_eligible(world: World) -> None:
    honour(world, hire(world, 60, kind="PPPK"), 0)
    honour(world, hire(world, 60, kind="PNS"), 12, name="Kedua")

    rows = measure(groups_of(world.period), "PENGHARGAAN", "JENIS_PEGAWAI", "DIREKOMENDASIKAN")

    assert (rows["PNS"]["value"], rows["PPPK"]["value"]) == ("20.0", "0.0")
    assert rows["PPPK"]["verdict"] == "TELUSURI"


@pytest.mark.django_db
def test_small_groups_leave_no_trace(world: World) -> None:
    """Seven part-time people and those who would give them away are nowhere, whatever their results."""
    for kind, number, above in (("PNS", 60, 20), ("PPPK", 12, 2), ("PPPK_PARUH_WAKTU", 7, 7)):
        rate(world, hire(world, number, kind=kind), above=above)

    found = groups_of(world.period)

    rows = measure(found, "AKHIR", "JENIS_PEGAWAI", "SANGAT_BAIK")
    assert {group: row["people"] for group, row in rows.items()} == {"PNS": 60}
    some = Employee.objects.filter(kind="PPPK_PARUH_WAKTU").order_by("pk").values_list("pk", flat=True)[:3]
    Employee.objects.filter(pk__in=list(some)).update(kind="PPPK")
    assert groups_of(world.period) == found  # other people in the hidden groups, the same page


@pytest.mark.django_db
def test_who_is_not_recorded_is_never_compared_but_keeps_others_safe(world: World) -> None:
    rate(world, hire(world, 40, sex="M"), above=9)
    rate(world, hire(world, 40, sex="F"), above=9)
    lost = hire(world, 3, sex="M")
    rate(world, lost)
    Employee.objects.filter(pk__in=[post.employee_id for post in lost]).update(sex="")
    for post in lost:
        Employee.objects.filter(pk=post.employee_id).update(nip=f"19850101201012{9}{post.pk % 1000:03d}")

    found = groups_of(world.period)

    rows = measure(found, "AKHIR", "JENIS_KELAMIN", "SANGAT_BAIK")
    assert len(rows) == 1  # the three are hidden, and with them the smaller of the other two


@pytest.mark.django_db
def test_many_who_are_not_recorded_are_no_group_either(world: World) -> None:
    for sex, number in (("M", 40), ("F", 40), ("", 35)):
        posts = hire(world, number, sex=sex or "M")
        rate(world, posts)
        if not sex:
            for post in posts:
                Employee.objects.filter(pk=post.employee_id).update(
                    sex="", nip=f"19850101201012{9}{post.pk % 1000:03d}"
                )

    assert set(measure(groups_of(world.period), "AKHIR", "JENIS_KELAMIN", "SANGAT_BAIK")) == {"M", "F"}


@pytest.mark.django_db
def test_too_few_people_are_no_stage(world: World) -> None:
    rate(world, hire(world, 9))
    assert [stage["grounds"] for stage in groups_of(world.period)["stages"]] == [[], [], []]


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_agency(world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            groups_of(world.period)
        return len(seen)

    rate(world, hire(world, 12))
    few = queries()
    posts = hire(world, 120)
    rate(world, posts)
    honour(world, posts, 3)

    assert queries() == few == 9
