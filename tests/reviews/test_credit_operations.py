"""Credit points: who sets them, what replaces what, no month twice, the record, the second caller."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators.models import Plan
from organizations.models import Placement, Position
from organizations.operations import refresh_lines
from reviews.models import CreditEntry, Evaluation
from reviews.operations import credit as operations
from reviews.queries import credit as queries
from tests.reviews.credits import final_result, functional, since_new_year
from tests.world import NOW, World, agreed_plan


def converted(world: World, evaluation: Evaluation | None = None, **changes: Any) -> CreditEntry:
    found = evaluation or final_result(world)
    return operations.convert(**({"evaluation": found, "by": world.budi, "at": NOW} | changes))


def brought(world: World, **changes: Any) -> CreditEntry:
    values = {"source": "LAMA", "level": "MAHIR", "year": 2025, "points": D("40.5"), "basis": "PAK 800/1"}
    who = {"employee": world.fajar, "by": world.gita, "at": NOW}
    return operations.bring_in(**(values | who | changes))


def test_half_a_year_counts_by_its_months(world: World) -> None:
    entry = converted(world)

    entry.refresh_from_db()
    assert (entry.level, entry.year, entry.month_from, entry.month_until) == ("MAHIR", 2026, 7, 12)
    assert (entry.percent, entry.coefficient, entry.points) == (D(100), D("12.5"), D("6.25"))
    assert queries.row_of(entry).words == "6/12 × 100% × 12,5 = 6,25"
    event = Event.objects.get(action="credit.converted")
    assert (event.by, event.after["points"], event.target_id) == (world.budi, "6.250", entry.pk)


def test_a_full_year_counts_whole(world: World) -> None:
    since_new_year(world)
    entry = converted(world, final_result(world, predicate="SANGAT_BAIK"))
    assert (entry.month_from, entry.month_until, entry.points) == (1, 12, D("18.75"))
    assert queries.row_of(entry).words == "150% × 12,5 = 18,75"


def test_the_figures_are_those_of_the_year(world: World) -> None:
    world.period.figures.filter(key="ak_koefisien_mahir").update(value="10")
    assert converted(world).points == D(5)


@pytest.mark.parametrize("name", ["budi", "eko", "gita"])
def test_superior_and_admins_set_points(world: World, name: str) -> None:
    assert converted(world, by=world.people[name]).set_by == world.people[name]


@pytest.mark.parametrize("name", ["fajar", "ani", "citra", "dewi", "hadi", "indra"])
def test_nobody_else_sets_points(world: World, name: str) -> None:
    with pytest.raises(Denied):
        converted(world, by=world.people[name])
    assert not CreditEntry.objects.exists()


def test_an_admin_does_not_set_the_own_points(world: World) -> None:
    with pytest.raises(Denied, match="Angka kredit Anda sendiri"):
        converted(world, final_result(world, "gita"), by=world.gita)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": "DITERIMA"}, "setelah hasilnya final"),
        ({"kind": "PLT"}, "jabatan fungsional definitif"),
        ({"position": "ADMINISTRATOR"}, "jabatan fungsional definitif"),
        ({"level": ""}, "belum tercatat"),
        ({"started_on": date(2026, 12, 20)}, "tidak mencakup satu bulan pun"),
    ],
)
def test_a_result_without_worth_is_refused(world: World, changes: dict[str, Any], reason: str) -> None:
    evaluation = final_result(world)
    placement = world.placements["fajar"]
    Evaluation.objects.filter(pk=evaluation.pk).update(status=changes.get("status", "FINAL"))
    Placement.objects.filter(pk=placement.pk).update(kind=changes.get("kind", "DEFINITIF"))
    Position.objects.filter(pk=placement.position_id).update(
        kind=changes.get("position", "FUNGSIONAL"), level=changes.get("level", "MAHIR")
    )
    Plan.objects.filter(pk=evaluation.plan_id).update(started_on=changes.get("started_on", date(2026, 7, 1)))
    with pytest.raises(Refused, match=reason):
        converted(world, evaluation)
    assert not Event.objects.filter(action__startswith="credit").exists()


def test_a_second_press_finds_the_entry_that_stands(world: World) -> None:
    first = converted(world)
    assert converted(world, first.evaluation) == first
    assert Event.objects.filter(action="credit.converted").count() == 1


def test_a_corrected_result_takes_the_place_of_its_first_entry(world: World) -> None:
    first = converted(world)
    Evaluation.objects.filter(pk=first.evaluation_id).update(predicate="SANGAT_BAIK")
    assert list(queries.waiting(Evaluation.objects.all())) == [first.evaluation]

    second = converted(world, first.evaluation)
    first.refresh_from_db()
    assert (second.points, first.cancel_reason) == (D("9.375"), "Hasil evaluasinya berubah.")
    assert queries.valid_entries(world.fajar) == [second]
    assert not queries.waiting(Evaluation.objects.all()).exists()


def test_a_quarter_counts_until_the_annual_result_does(world: World) -> None:
    annual = final_result(world)
    quarter = converted(world, final_result(world, term=world.term(3), plan=annual.plan))
    assert (quarter.month_from, quarter.month_until, quarter.points) == (7, 9, D("3.125"))

    whole = converted(world, annual)
    quarter.refresh_from_db()
    assert quarter.cancel_reason == "Diganti konversi hasil tahunan."
    assert queries.valid_entries(world.fajar) == [whole]
    with pytest.raises(Refused, match="Juli s.d. Desember 2026 sudah dihitung"):
        converted(world, quarter.evaluation)


def test_two_posts_of_a_year_count_every_month_once(world: World) -> None:
    second = final_result(world)  # Mahir from July on
    position = Position.objects.create(title="Arsiparis Terampil", kind="FUNGSIONAL", level="TERAMPIL")
    before = Placement.objects.create(
        employee=world.fajar,
        position=position,
        unit=world.units["lain"],
        started_on=date(2024, 1, 1),
        ended_on=date(2026, 6, 30),
    )
    refresh_lines(on=date(2026, 1, 1), at=NOW, placements=Placement.objects.filter(pk=before.pk))
    world.placements["before"] = before
    first = final_result(world, plan=agreed_plan(world, "before"), predicate="SANGAT_BAIK")

    former = converted(world, first, by=world.dewi)  # who was the superior in the first half of the year
    latter = converted(world, second)
    assert (former.level, former.month_from, former.month_until, former.points) == (
        "TERAMPIL",
        1,
        6,
        D("3.75"),
    )
    assert (latter.level, latter.month_from, latter.month_until, latter.points) == ("MAHIR", 7, 12, D("6.25"))
    with pytest.raises(Denied):
        converted(world, second, by=world.dewi)


def test_a_month_that_counts_already_is_refused(world: World) -> None:
    entry = converted(world)
    CreditEntry.objects.filter(pk=entry.pk).update(evaluation=final_result(world, "gita"), month_from=6)
    with pytest.raises(Refused, match="Juni s.d. Desember 2026 sudah dihitung"):
        converted(world, entry.evaluation)


def test_all_results_of_a_team_are_set_in_one_press(world: World) -> None:
    final_result(world)
    final_result(world, "gita")  # led by Hadi
    quarter = final_result(world, "ani")
    Position.objects.filter(pk=world.placements["ani"].position_id).update(level="")  # an executive

    assert operations.convert_all(year=2026, desk=False, by=world.budi, at=NOW) == (1, 0)
    assert CreditEntry.objects.get().employee == world.fajar
    assert operations.convert_all(year=2026, desk=False, by=world.budi, at=NOW) == (0, 0)
    assert not quarter.credit_entries.exists()


@pytest.mark.parametrize(
    ("name", "people"), [("gita", {"fajar", "indra"}), ("eko", {"fajar"}), ("indra", set()), ("citra", set())]
)
def test_the_desk_sets_the_results_of_its_units_and_never_its_own(
    world: World, name: str, people: set[str]
) -> None:
    for each in ("fajar", "gita", "indra"):
        final_result(world, each)
    operations.convert_all(year=2026, desk=True, by=world.people[name], at=NOW)
    assert {entry.employee for entry in CreditEntry.objects.all()} == {world.people[each] for each in people}


def test_what_cannot_be_set_is_counted_and_left(world: World) -> None:
    evaluation = final_result(world)
    Plan.objects.filter(pk=evaluation.plan_id).update(started_on=date(2026, 12, 20))
    assert operations.convert_all(year=2026, desk=False, by=world.budi, at=NOW) == (0, 1)


def test_the_bkd_brings_in_points_of_before(world: World) -> None:
    entry = brought(world)
    assert (entry.points, entry.set_by) == (D("40.5"), world.gita)
    event = Event.objects.get(action="credit.brought_in")
    assert (event.note, event.target_id) == ("PAK 800/1", entry.pk)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source": "KONVERSI"}, "source"),
        ({"level": "LAIN"}, "level"),
        ({"year": 2027}, "year"),
        ({"year": 1989}, "year"),
        ({"points": D(0)}, "points"),
        ({"basis": "  "}, "basis"),
    ],
)
def test_points_without_ground_are_refused(world: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        brought(world, **changes)
    assert refused.value.field == field
    assert not CreditEntry.objects.exists()


@pytest.mark.parametrize("name", ["fajar", "budi", "eko", "indra"])
def test_only_the_bkd_brings_points_in(world: World, name: str) -> None:
    with pytest.raises(Denied):
        brought(world, by=world.people[name])


def test_nobody_brings_in_own_points(world: World) -> None:
    with pytest.raises(Denied, match="Angka kredit Anda sendiri"):
        brought(world, employee=world.gita)


def test_the_same_points_are_brought_in_once(world: World) -> None:
    brought(world)
    with pytest.raises(Refused, match="sudah tercatat"):
        brought(world, basis="PAK 800/2")
    brought(world, level="TERAMPIL")
    assert CreditEntry.objects.count() == 2


def test_former_points_and_conversions_share_no_year(world: World) -> None:
    former = brought(world, year=2026)
    with pytest.raises(Refused, match="sudah memuat masa sampai Desember 2026"):
        converted(world)
    operations.cancel(entry=former, reason="Tahunnya keliru.", by=world.gita, at=NOW)
    converted(world, Evaluation.objects.get())
    with pytest.raises(Refused, match="Tahun 2026 sudah dihitung dari konversi"):
        brought(world, year=2026)
    assert brought(world, source="PENDIDIKAN", year=2026).pk


def test_an_entry_is_cancelled_once_with_a_reason(world: World) -> None:
    entry = converted(world)
    stale = CreditEntry.objects.get(pk=entry.pk)
    with pytest.raises(Refused) as refused:
        operations.cancel(entry=entry, reason=" ", by=world.budi, at=NOW)
    assert refused.value.field == "reason"

    operations.cancel(entry=entry, reason="Salah jenjang.", by=world.budi, at=NOW)
    assert not queries.valid_entries(world.fajar)
    event = Event.objects.get(action="credit.cancelled")
    assert (event.note, event.before["points"]) == ("Salah jenjang.", "6.250")
    with pytest.raises(Conflict):
        operations.cancel(entry=stale, reason="Sekali lagi.", by=world.budi, at=NOW)


@pytest.mark.parametrize(
    ("name", "own"), [("fajar", True), ("citra", False), ("dewi", False), ("indra", False)]
)
def test_nobody_else_cancels(world: World, name: str, own: bool) -> None:
    entry = converted(world)
    with pytest.raises(Denied):
        operations.cancel(entry=entry, reason="Coba.", by=world.people[name], at=NOW)


def test_the_superior_does_not_cancel_what_the_bkd_brought_in(world: World) -> None:
    with pytest.raises(Denied):
        operations.cancel(entry=brought(world), reason="Coba.", by=world.budi, at=NOW)


def test_a_standing_says_what_is_missing(world: World) -> None:
    functional(world)
    brought(world)
    converted(world)
    found = queries.standing(
        world.fajar,
        queries.FunctionalLevel.PROFICIENT,
        queries.valid_entries(world.fajar),
        queries.figures_of(2026),
    )
    assert found.shown == "46,75"
    assert [(aim.name, aim.sentence) for aim in found.aims] == [
        ("Penata Muda Tingkat I, III/b", "masih perlu 3,25"),
        ("Penyelia", "masih perlu 53,25"),
    ]
    assert found.conclusion[0] == "Belum dapat dipertimbangkan untuk kenaikan pangkat."
    assert [row.months for row in found.rows] == ["s.d. Desember", "Juli s.d. Desember"]
