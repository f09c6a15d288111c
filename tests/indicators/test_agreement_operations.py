"""Writing what units promise and taking it into plans: what stays behind, each refusal with its sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations
from indicators.access import goal as access
from indicators.models import Goal, Indicator, KeyIndicator, Period, Plan, Result
from indicators.rules import GOALS_AT_MOST, RESULTS_AT_MOST, KeyDraft
from organizations.models import Placement, RoleGrant
from tests.indicators.goals import DAYS, FILL, INDEX, goal, taken
from tests.indicators.plans import drafted
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db

OTHERS = "Perjanjian kinerja unit ini ditulis kepalanya, admin unit, dan admin BKD."


def actions(row):
    rows = Event.objects.filter(target_type=row._meta.label_lower, target_id=row.pk).order_by("pk")
    return list(rows.values_list("action", flat=True))


def keys(row):
    rows = KeyIndicator.objects.filter(goal=row).order_by("order")
    return [(key.text, key.target, key.target_until, key.measure, key.direction) for key in rows]


def closed(world):
    Period.objects.filter(pk=world.period.pk).update(closed_at=NOW, closed_by=world.gita)


# --- Who writes -------------------------------------------------------------------------------------

# person, unit of the goal, may write
WRITERS = [
    ("citra", "dinas", True),
    ("citra", "bidang", False),
    ("budi", "bidang", True),
    ("budi", "dinas", False),
    ("ani", "bidang", False),
    ("eko", "dinas", True),
    ("eko", "bidang", True),
    ("eko", "lain", False),
    ("gita", "lain", True),
    ("indra", "dinas", False),
    ("hadi", "bkpsdm", True),
]


@pytest.mark.parametrize(("name", "unit", "may"), WRITERS)
def test_heads_write_for_their_unit_and_admins_for_their_scope(world, name, unit, may):
    if may:
        assert goal(world, unit=unit, by=world.people[name]).unit == world.units[unit]
        return
    with pytest.raises(Denied, match=OTHERS):
        goal(world, unit=unit, by=world.people[name])


def test_an_acting_head_writes_while_it_lasts(world):
    placement = Placement.objects.create(
        employee=world.ani,
        position=world.placements["budi"].position,
        unit=world.units["bidang"],
        kind="PLH",
        is_head=True,
        started_on=TODAY,
        ended_on=TODAY + timedelta(days=7),
    )
    unit = world.units["bidang"]

    assert access.may_change_goals(world.ani, unit, world.period, placement.ended_on)
    assert not access.may_change_goals(world.ani, unit, world.period, placement.ended_on + timedelta(days=1))
    assert not access.may_change_goals(world.ani, unit, world.period, TODAY - timedelta(days=1))


def test_a_role_that_has_ended_writes_no_more(world):
    RoleGrant.objects.filter(employee=world.eko).update(ended_on=date(2026, 1, 1))

    assert not access.may_import_goals(world.eko, TODAY)


# --- Adding and changing ------------------------------------------------------------------------------


def test_a_goal_stands_with_its_keys_in_order_and_leaves_one_event(world):
    first = goal(world, keys=[INDEX, DAYS, FILL])
    second = goal(world, "  Terjaganya\nakuntabilitas ")

    assert (first.order, second.order) == (1, 2)
    assert second.text == "Terjaganya akuntabilitas"
    assert keys(first) == [
        ("Indeks kepuasan masyarakat", Decimal(85), None, "nilai", "NAIK"),
        ("Rata-rata waktu penyelesaian", Decimal(3), None, "hari", "TURUN"),
        ("Tingkat keterisian loket", Decimal(60), Decimal(80), "persen", "RENTANG"),
    ]
    event = Event.objects.get(action="goal.added", target_id=first.pk)
    assert event.after["key_indicators"][2] == "Tingkat keterisian loket: 60 sampai 80 persen (RENTANG)"


def test_a_change_keeps_the_rows_that_stay_and_tells_both_states(world):
    row = goal(world)
    index, days = row.key_indicators.order_by("order")
    drafts = [replace(FILL), replace(INDEX, target=Decimal(90), pk=index.pk)]

    changed = goal(world, "Meningkatnya mutu", goal=row, version=1, keys=drafts)

    assert changed.version == 2
    assert [text for text, *_ in keys(row)] == ["Tingkat keterisian loket", "Indeks kepuasan masyarakat"]
    assert KeyIndicator.objects.get(pk=index.pk).target == 90
    assert not KeyIndicator.objects.filter(pk=days.pk).exists()
    event = Event.objects.get(action="goal.changed")
    assert (event.before["text"], event.after["text"]) == ("Meningkatnya mutu layanan", "Meningkatnya mutu")


def test_two_keys_may_swap_their_texts(world):
    row = goal(world)
    index, days = row.key_indicators.order_by("order")

    goal(world, goal=row, version=1, keys=[replace(DAYS, pk=index.pk), replace(INDEX, pk=days.pk)])

    assert KeyIndicator.objects.get(pk=index.pk).text == DAYS.text
    assert KeyIndicator.objects.get(pk=days.pk).text == INDEX.text


def test_the_second_of_two_learns_of_the_first(world):
    row = goal(world)
    goal(world, "Meningkatnya mutu", goal=row, version=1)

    with pytest.raises(Conflict) as refused:
        goal(world, "Naiknya mutu", goal=row, version=1)

    assert refused.value.version == 2
    assert Goal.objects.get().text == "Meningkatnya mutu"


def test_a_goal_that_is_gone_cannot_be_changed(world):
    row = goal(world)
    operations.remove_goal(goal=row, version=1, by=world.gita, at=NOW)

    for act in (operations.remove_goal, lambda **stamp: operations.move_goal(up=True, **stamp)):
        with pytest.raises(Conflict, match="Sasaran ini sudah dihapus sejak Anda membukanya."):
            act(goal=row, version=2, by=world.gita, at=NOW)


REFUSED = [
    ({"text": " "}, "Tulis sasarannya.", "text"),
    ({"text": "meningkatnya  MUTU layanan"}, "Sasaran ini sudah ada pada perjanjian kinerja unit.", "text"),
    ({"keys": [KeyDraft(" ")]}, "Tulis indikatornya, misalnya indeks kepuasan masyarakat.", None),
    ({"keys": [INDEX, INDEX]}, "Indikator “Indeks kepuasan masyarakat” tertulis dua kali.", None),
    ({"keys": [replace(INDEX, direction="LAIN")]}, "Pilih salah satu dari daftar.", None),
    ({"keys": [replace(INDEX, target=Decimal(-1))]}, "Target paling kecil 0.", None),
    ({"keys": [replace(FILL, target_until=None)]}, "Rentang memerlukan dua angka", None),
    ({"keys": [replace(INDEX, text=f"IKU {n}") for n in range(13)]}, "paling banyak 12 indikator", None),
]


@pytest.mark.parametrize(("changes", "sentence", "field"), REFUSED)
def test_what_cannot_be_stored_is_refused_at_its_place(world, changes, sentence, field):
    goal(world)

    with pytest.raises(Refused, match=sentence) as refused:
        goal(world, **({"text": "Lain"} | changes))

    assert refused.value.field == field
    assert Goal.objects.count() == 1


def test_a_unit_keeps_to_the_number_of_goals_that_a_plan_can_take(world):
    Goal.objects.bulk_create(
        Goal(period=world.period, unit=world.units["dinas"], order=n, text=f"Sasaran {n}")
        for n in range(GOALS_AT_MOST)
    )

    with pytest.raises(Refused, match="Satu unit memuat paling banyak 60 sasaran."):
        goal(world)


def test_nothing_changes_once_the_year_is_closed(world):
    row = goal(world)
    closed(world)
    stamp = {"goal": row, "version": 1, "by": world.gita, "at": NOW}

    for act in (
        lambda: goal(world, "Lain"),
        lambda: operations.remove_goal(**stamp),
        lambda: operations.move_goal(**stamp, up=True),
    ):
        with pytest.raises(Conflict, match="Periode 2026 ditutup"):
            act()
    decision = access.may_change_goals(world.gita, row.unit, Period.objects.get(), TODAY)
    assert decision.reason.startswith("Periode 2026 ditutup")


# --- Order and removal --------------------------------------------------------------------------------


def test_goals_swap_places_and_stop_at_the_ends(world):
    first, second = goal(world, "Satu"), goal(world, "Dua")
    move = {"by": world.citra, "at": NOW}

    operations.move_goal(goal=second, version=1, up=True, **move)
    operations.move_goal(goal=Goal.objects.get(pk=second.pk), version=2, up=True, **move)

    assert list(Goal.objects.order_by("order").values_list("text", flat=True)) == ["Dua", "Satu"]
    assert actions(second) == ["goal.added", "goal.moved"]
    with pytest.raises(Conflict):
        operations.move_goal(goal=second, version=1, up=False, **move)
    with pytest.raises(Denied):
        operations.move_goal(goal=first, version=1, up=True, by=world.ani, at=NOW)


def test_removing_a_goal_keeps_the_results_that_took_it(world):
    row = goal(world)
    plan = taken(world, row)

    operations.remove_goal(goal=row, version=1, by=world.citra, at=NOW)

    result = plan.results.get()
    assert (result.text, result.goal) == ("Meningkatnya mutu layanan", None)
    assert {each.key_indicator for each in result.indicators.all()} == {None}
    assert Event.objects.get(action="goal.removed").before["text"] == "Meningkatnya mutu layanan"
    with pytest.raises(Denied):
        operations.remove_goal(goal=goal(world), version=1, by=world.ani, at=NOW)


# --- Taking -------------------------------------------------------------------------------------------


def test_the_head_takes_goals_with_texts_targets_and_links(world):
    first, second = goal(world, keys=[INDEX, FILL]), goal(world, "Terjaganya akuntabilitas", keys=[])

    plan = taken(world, second, first)

    one, two = Result.objects.filter(plan=plan).order_by("order")
    assert [(one.text, one.kind, one.goal), (two.text, two.kind, two.goal)] == [
        ("Meningkatnya mutu layanan", "UTAMA", first),
        ("Terjaganya akuntabilitas", "UTAMA", second),
    ]
    index, fill = Indicator.objects.filter(result=one).order_by("order")
    assert (index.text, index.target, index.unit, index.direction) == (INDEX.text, 85, "nilai", "NAIK")
    assert (fill.target, fill.target_until, fill.direction) == (60, 80, "RENTANG")
    assert index.key_indicator == first.key_indicators.get(text=INDEX.text)
    assert (index.aspect, two.indicators.count()) == ("", 0)
    assert Plan.objects.get(pk=plan.pk).version == 2
    assert actions(plan) == ["plan.drafted", "plan.goals_taken"]


def test_the_staff_form_suggests_quantity_only_where_targets_are_numbers(world):
    row = goal(world, unit="bidang")
    plan = drafted(world, "budi")
    plan = operations.change_plan(
        plan=plan,
        version=1,
        by=world.budi,
        at=NOW,
        approach="KUALITATIF",
        started_on=plan.started_on,
        ended_on=plan.ended_on,
    )
    operations.take_goals(plan=plan, version=2, goals=[row], by=world.budi, at=NOW)
    assert set(Indicator.objects.values_list("aspect", flat=True)) == {""}

    Result.objects.all().delete()
    Plan.objects.update(approach="KUANTITATIF")
    operations.take_goals(plan=plan, version=3, goals=[row], by=world.budi, at=NOW)
    assert set(Indicator.objects.values_list("aspect", flat=True)) == {"KUANTITAS"}


def test_taken_results_follow_the_main_ones_that_are_there(world):
    row = goal(world)
    plan = drafted(world, "citra")
    plan.results.create(order=4, text="Hasil lain")

    operations.take_goals(plan=plan, version=1, goals=[row], by=world.citra, at=NOW)

    assert plan.results.get(goal=row).order == 5


def test_a_goal_is_taken_once_per_plan(world):
    row = goal(world)
    plan = taken(world, row)

    with pytest.raises(Refused, match="Sasaran ini sudah Anda ambil."):
        operations.take_goals(plan=plan, version=2, goals=[row], by=world.citra, at=NOW)
    with pytest.raises(Conflict):
        operations.take_goals(plan=plan, version=1, goals=[row], by=world.citra, at=NOW)
    assert plan.results.count() == 1


def test_a_goal_of_another_unit_or_year_is_not_taken(world):
    foreign, own = goal(world, unit="lain"), goal(world)
    plan = drafted(world, "citra")
    gone = "Sasaran ini tidak ada lagi pada perjanjian kinerja unit Anda."

    for goals, sentence in (([foreign], gone), ([own, foreign], gone), ([], "Pilih sasaran")):
        with pytest.raises(Refused, match=sentence):
            operations.take_goals(plan=plan, version=1, goals=goals, by=world.citra, at=NOW)
    assert plan.results.count() == 0


def test_a_full_plan_takes_no_more(world):
    row = goal(world)
    plan = drafted(world, "citra")
    Result.objects.bulk_create(Result(plan=plan, order=n, text=f"Hasil {n}") for n in range(RESULTS_AT_MOST))

    with pytest.raises(Refused, match="Satu SKP memuat paling banyak 60 hasil kerja."):
        operations.take_goals(plan=plan, version=1, goals=[row], by=world.citra, at=NOW)


def test_only_the_head_takes_and_only_into_the_own_draft(world):
    row = goal(world, unit="bidang")
    plan = drafted(world)

    with pytest.raises(Denied, match="diambil ke dalam SKP kepala unitnya"):
        operations.take_goals(plan=plan, version=1, goals=[row], by=world.ani, at=NOW)
    with pytest.raises(Denied, match="Hanya pemilik SKP"):
        operations.take_goals(plan=plan, version=1, goals=[row], by=world.budi, at=NOW)


def test_a_removal_of_what_changed_meanwhile_is_refused(world):
    row = goal(world)
    goal(world, "Meningkatnya mutu", goal=row, version=1)

    with pytest.raises(Conflict):
        operations.remove_goal(goal=row, version=1, by=world.citra, at=NOW)

    assert Goal.objects.exists()
