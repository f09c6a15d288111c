"""Lines of superiors: vacant posts, acting heads, overrides, moves (domain research 2.6.6 and 2.6.7)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from appraisal.errors import Denied, Refused
from organizations.access import is_superior, superior_of, visible_employees
from organizations.models import (
    Employee,
    Placement,
    Position,
    RoleGrant,
    SuperiorOverride,
    Supervision,
    Unit,
)
from organizations.operations import assign, override_superior, refresh_lines
from organizations.rules import Role
from reviews.access.line import actor_of, supervised_plans
from tests.world import NOW, TODAY, World, agreed_plan

YEAR = date(2026, 1, 1)
DAY = timedelta(days=1)


def line(world: World, name: str, on: date = TODAY) -> tuple[str, str]:
    """Return the names of superior and upper superior on a day; "-" for nobody, "?" for no line."""
    found = superior_of(world.placements[name], on)
    if found is None:
        return ("?", "?")
    return (found.superior.name if found.superior else "-", found.upper.name if found.upper else "-")


def vacate(world: World, name: str, on: date = TODAY) -> None:
    Placement.objects.filter(pk=world.placements[name].pk).update(ended_on=on - DAY)
    refresh_lines(on=on, at=NOW)


def spans(world: World, name: str) -> list[tuple[str, date, date | None, bool]]:
    rows = Supervision.objects.filter(placement=world.placements[name]).select_related("superior")
    return [
        (row.superior.name if row.superior else "-", row.started_on, row.ended_on, row.is_override)
        for row in rows.order_by("started_on")
    ]


def override(world: World, **changes: Any) -> SuperiorOverride:
    values = {
        "employee": world.ani,
        "superior": world.dewi,
        "started_on": TODAY,
        "ended_on": None,
        "reason": "Surat perintah 12/2026",
        "by": world.gita,
        "at": NOW,
    }
    return override_superior(**(values | changes))


# --- The tree ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "superior", "upper"),
    [
        ("ani", "Budi", "Citra"),
        ("fajar", "Budi", "Citra"),
        ("budi", "Citra", "-"),
        ("eko", "Citra", "-"),
        ("citra", "-", "-"),
        ("dewi", "-", "-"),
        ("gita", "Hadi", "-"),
        ("hadi", "-", "-"),
        ("indra", "-", "-"),
    ],
)
def test_superior_is_the_head_of_the_unit_and_nobody_is_his_own(
    office: World, name: str, superior: str, upper: str
) -> None:
    assert line(office, name) == (superior, upper)


def test_a_vacant_post_is_climbed_over(office: World) -> None:
    vacate(office, "budi")

    assert line(office, "ani") == ("Citra", "-")
    assert line(office, "ani", TODAY - DAY) == ("Budi", "Citra"), "history stays"


@pytest.mark.parametrize("kind", ["PLT", "PLH"])
def test_an_acting_head_is_climbed_over(office: World, kind: str) -> None:
    vacate(office, "budi")
    Placement.objects.create(
        employee=office.eko,
        position=office.placements["budi"].position,
        unit=office.units["bidang"],
        kind=kind,
        is_head=True,
        started_on=TODAY,
    )

    refresh_lines(on=TODAY, at=NOW)

    assert line(office, "ani") == ("Citra", "-")


def test_a_head_who_retired_is_climbed_over(office: World) -> None:
    Employee.objects.filter(pk=office.budi.pk).update(is_active=False)

    refresh_lines(on=TODAY, at=NOW)

    assert line(office, "ani") == ("Citra", "-")
    assert line(office, "ani", TODAY - DAY) == ("Budi", "Citra")


def test_the_head_of_two_units_in_a_row_is_superior_once(office: World) -> None:
    """A head with two posts in one chain is not the superior of himself as upper superior."""
    Placement.objects.filter(pk=office.placements["budi"].pk).update(ended_on=TODAY - DAY)
    Placement.objects.create(
        employee=office.citra,
        position=office.placements["budi"].position,
        unit=office.units["bidang"],
        is_head=True,
        started_on=TODAY,
        ended_on=TODAY + timedelta(days=30),
    )

    refresh_lines(on=TODAY, at=NOW)

    assert line(office, "ani") == ("Citra", "-")


def test_a_chain_of_forty_units_finds_both_superiors_with_few_queries(
    office: World, django_assert_max_num_queries: Any
) -> None:
    chief = Position.objects.get(title="Kepala Bidang")
    unit = office.units["kota"]
    for number in range(40):
        unit = Unit.objects.create(code=f"K-{number}", name=f"Unit {number}", parent=unit)
        if number in {3, 17}:
            head = Employee.objects.create(nip=f"19700101199503{number:04d}", name=f"K{number}", kind="PNS")
            Placement.objects.create(employee=head, position=chief, unit=unit, is_head=True, started_on=YEAR)
    clerk = Employee.objects.create(nip="199001012015039999", name="Juru", kind="PNS")
    office.placements["juru"] = Placement.objects.create(
        employee=clerk, position=chief, unit=unit, started_on=YEAR
    )

    with django_assert_max_num_queries(15):
        refresh_lines(on=YEAR, at=NOW)

    assert line(office, "juru") == ("K17", "K3")


def test_a_placement_of_the_future_gets_its_line_from_its_first_day(office: World) -> None:
    begins = TODAY + timedelta(days=40)
    office.placements["ani later"] = assign(
        employee=office.ani,
        position=office.placements["ani"].position,
        unit=office.units["lain"],
        is_head=False,
        started_on=begins,
        by=office.gita,
        at=NOW,
    )
    refresh_lines(on=TODAY, at=NOW)

    assert line(office, "ani later", begins - DAY) == ("?", "?")
    assert line(office, "ani later", begins) == ("Dewi", "-")
    assert line(office, "ani", begins - DAY) == ("Budi", "Citra")
    assert line(office, "ani", begins) == ("?", "?")


def test_a_moved_person_is_appraised_for_each_part_by_the_superior_of_that_time(world: World) -> None:
    old = agreed_plan(world)
    world.placements["ani moved"] = assign(
        employee=world.ani,
        position=world.placements["ani"].position,
        unit=world.units["lain"],
        is_head=False,
        started_on=TODAY,
        by=world.gita,
        at=NOW,
    )
    refresh_lines(on=TODAY, at=NOW)
    type(old).objects.filter(pk=old.pk).update(ended_on=TODAY - DAY)

    old = type(old).objects.get(pk=old.pk)
    assert line(world, "ani moved") == ("Dewi", "-")
    assert actor_of(world.budi, old, TODAY) == "pejabat penilai"
    assert actor_of(world.dewi, old, TODAY) == "orang lain"
    assert list(supervised_plans(world.budi, TODAY)) == [old]
    assert not supervised_plans(world.dewi, TODAY).exists()


def test_refreshing_twice_writes_nothing(office: World) -> None:
    override(office, started_on=TODAY + timedelta(days=10), ended_on=TODAY + timedelta(days=20))
    before = list(Supervision.objects.order_by("pk").values())

    assert refresh_lines(on=TODAY, at=NOW) == 0
    assert refresh_lines(on=TODAY + timedelta(days=3), at=NOW) == 0
    assert refresh_lines(on=TODAY + timedelta(days=15), at=NOW) == 0
    assert refresh_lines(on=TODAY + timedelta(days=400), at=NOW) == 0
    assert list(Supervision.objects.order_by("pk").values()) == before


def test_every_day_of_a_placement_has_exactly_one_line(office: World) -> None:
    override(office, started_on=date(2026, 3, 1), ended_on=date(2026, 5, 31))
    override(office, started_on=date(2026, 5, 1), ended_on=date(2026, 8, 31), superior=office.eko)
    vacate(office, "budi", date(2026, 7, 1))

    ani = Supervision.objects.filter(placement=office.placements["ani"])
    counts = {day: ani.on(day).count() for day in (YEAR + timedelta(days=number) for number in range(365))}
    assert set(counts.values()) == {1}


# --- Overrides --------------------------------------------------------------------------------


def test_an_override_with_start_and_end_makes_three_rows(office: World) -> None:
    start, end = date(2026, 12, 1), date(2026, 12, 31)

    override(office, started_on=start, ended_on=end)

    assert spans(office, "ani") == [
        ("Budi", YEAR, start - DAY, False),
        ("Dewi", start, end, True),
        ("Budi", end + DAY, None, False),
    ]
    assert [line(office, "ani", day)[0] for day in (start - DAY, start, end, end + DAY)] == [
        "Budi",
        "Dewi",
        "Dewi",
        "Budi",
    ]


def test_an_override_without_end_lasts(office: World) -> None:
    override(office)

    assert spans(office, "ani") == [("Budi", YEAR, TODAY - DAY, False), ("Dewi", TODAY, None, True)]


def test_the_superior_of_ones_superior_as_override_is_not_below_his_own_subordinate(office: World) -> None:
    """Budi is on leave and Citra appraises Ani: Budi must not decide objections against Citra."""
    override(office, superior=office.citra)

    assert line(office, "ani") == ("Citra", "-")


def test_a_colleague_as_override_stays_below_the_same_upper_superior(office: World) -> None:
    """Fajar stands in for Budi: the superior of both, Budi, still decides objections."""
    override(office, superior=office.fajar)

    assert line(office, "ani") == ("Fajar", "Budi")


def test_an_override_that_repeats_the_tree_keeps_the_upper_superior(office: World) -> None:
    override(office, superior=office.budi)

    assert line(office, "ani") == ("Budi", "Citra")


def test_the_later_override_counts_where_two_overlap(office: World) -> None:
    override(office, superior=office.dewi, at=NOW)
    override(office, superior=office.eko, at=NOW + timedelta(minutes=1))

    assert line(office, "ani")[0] == "Eko"


def test_an_override_touches_nobody_else(office: World) -> None:
    others = Supervision.objects.exclude(placement=office.placements["ani"]).order_by("pk")
    before = list(others.values())

    override(office)

    assert list(others.all().values()) == before


def test_an_override_of_a_person_with_two_posts_covers_both(office: World) -> None:
    office.placements["ani plt"] = Placement.objects.create(
        employee=office.ani,
        position=office.placements["ani"].position,
        unit=office.units["inspektorat"],
        kind="PLT",
        started_on=YEAR,
    )

    override(office)

    assert line(office, "ani")[0] == line(office, "ani plt")[0] == "Dewi"


def test_an_override_is_refused_when_it_makes_no_sense(office: World) -> None:
    Employee.objects.filter(pk=office.hadi.pk).update(is_active=False)
    for changes, field in (
        ({"superior": office.ani}, "superior"),
        ({"superior": Employee.objects.get(pk=office.hadi.pk)}, "superior"),
        ({"ended_on": TODAY - DAY}, "ended_on"),
        ({"reason": "  "}, "reason"),
    ):
        with pytest.raises(Refused) as refused:
            override(office, **changes)
        assert refused.value.field == field
    assert not SuperiorOverride.objects.exists()
    assert line(office, "ani") == ("Budi", "Citra")


def test_two_people_do_not_appraise_each_other(office: World) -> None:
    with pytest.raises(Refused, match="tidak saling menilai"):
        override(office, employee=office.budi, superior=office.ani)
    override(office, ended_on=TODAY + DAY)
    with pytest.raises(Refused, match="tidak saling menilai"):
        override(office, employee=office.dewi, superior=office.ani, started_on=TODAY + DAY)
    assert override(office, employee=office.dewi, superior=office.ani, started_on=TODAY + 2 * DAY).pk


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "dewi", "hadi", "indra"])
def test_only_admins_set_superiors(office: World, name: str) -> None:
    with pytest.raises(Denied):
        override(office, by=office.people[name], superior=office.eko)
    assert not SuperiorOverride.objects.exists()


def test_admins_set_superiors_inside_their_units_and_never_the_own(office: World) -> None:
    override(office, by=office.eko)
    for by, employee, superior in (
        ("eko", "gita", "citra"),
        ("eko", "eko", "budi"),
        ("gita", "gita", "citra"),
    ):
        with pytest.raises(Denied):
            override(
                office,
                by=office.people[by],
                employee=office.people[employee],
                superior=office.people[superior],
            )


def test_the_day_of_an_override_is_the_local_day(office: World) -> None:
    """At 06:30 in Jakarta it is still yesterday in UTC; a role that begins today already holds."""
    morning = datetime(2026, 11, 22, 6, 30, tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(ZoneInfo("UTC"))
    RoleGrant.objects.filter(employee=office.eko).delete()
    RoleGrant.objects.create(
        employee=office.eko, role=Role.UNIT_ADMIN, unit=office.units["dinas"], started_on=TODAY
    )

    assert override(office, by=office.eko, at=morning).pk


# --- Access follows the line at the next request ----------------------------------------------


def test_a_superior_who_was_replaced_loses_access_at_the_next_request(
    world: World, clock: datetime, client: Any
) -> None:
    plan = agreed_plan(world)
    pages = [
        reverse("reviews:team-plan", args=[plan.pk]),
        reverse("reviews:feedback-give", args=[plan.pk, world.term(4).pk]),
        reverse("reviews:evaluation-rate", args=[plan.pk, world.final.pk]),
    ]
    client.force_login(world.budi, backend="organizations.backends.NipBackend")
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]

    override(world)

    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    client.force_login(world.dewi, backend="organizations.backends.NipBackend")
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]


def test_access_returns_when_the_override_has_ended(world: World) -> None:
    plan = agreed_plan(world)
    override(world, started_on=TODAY - timedelta(days=9), ended_on=TODAY - DAY)

    assert list(supervised_plans(world.budi, TODAY)) == [plan]
    assert not supervised_plans(world.dewi, TODAY).exists()
    assert list(supervised_plans(world.dewi, TODAY - DAY)) == [plan]


def test_who_appraises_nobody_is_no_superior(office: World) -> None:
    assert [name for name, person in office.people.items() if is_superior(person, TODAY)] == [
        "citra",
        "budi",
        "hadi",
    ]


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("ani", "Ani"),
        ("budi", "Ani Budi Fajar"),
        ("citra", "Budi Citra Eko"),
        ("dewi", "Dewi"),
        ("eko", "Ani Budi Citra Eko Fajar"),
        ("hadi", "Gita Hadi"),
        ("gita", "Ani Budi Citra Dewi Eko Fajar Gita Hadi Indra"),
        ("indra", "Ani Budi Citra Dewi Eko Fajar Gita Hadi Indra"),
    ],
)
def test_each_person_sees_the_staff_records_of_the_own_reach(office: World, name: str, seen: str) -> None:
    found = visible_employees(office.people[name], TODAY).order_by("name").values_list("name", flat=True)

    assert " ".join(found) == seen


def test_an_override_before_a_later_placement_leaves_its_line_to_the_tree(office: World) -> None:
    """The range ends before the new post begins; a range that spans its first day holds from that day."""
    begins = TODAY + timedelta(days=20)
    office.placements["ani later"] = assign(
        employee=office.ani,
        position=office.placements["ani"].position,
        unit=office.units["lain"],
        is_head=False,
        started_on=begins,
        by=office.gita,
        at=NOW,
    )
    override(office, superior=office.eko, started_on=TODAY + DAY, ended_on=TODAY + timedelta(days=5))
    assert line(office, "ani later", begins) == ("Dewi", "-")
    assert line(office, "ani", TODAY + DAY)[0] == "Eko"

    override(office, superior=office.eko, started_on=TODAY + 10 * DAY, ended_on=begins + 10 * DAY)
    assert line(office, "ani later", begins)[0] == "Eko"
    assert line(office, "ani later", begins + 11 * DAY)[0] == "Dewi"
    assert line(office, "ani", begins - DAY)[0] == "Eko"


def test_an_override_in_the_past_rewrites_only_from_its_first_day(office: World) -> None:
    start, end = date(2026, 3, 1), date(2026, 3, 31)

    override(office, started_on=start, ended_on=end)

    assert [line(office, "ani", day)[0] for day in (start - DAY, start, end, end + DAY, TODAY)] == [
        *("Budi", "Dewi", "Dewi", "Budi", "Budi"),
    ]


def test_an_override_in_the_past_leaves_what_changed_since_then(office: World) -> None:
    """Budi left in July; an override for March must not make him the superior of September again."""
    vacate(office, "budi", date(2026, 7, 1))
    assert line(office, "ani", date(2026, 9, 1)) == ("Citra", "-")

    override(office, started_on=date(2026, 3, 1), ended_on=date(2026, 3, 31))

    assert line(office, "ani", date(2026, 3, 15))[0] == "Dewi"
    assert line(office, "ani", date(2026, 6, 1)) == ("Budi", "Citra")
    assert line(office, "ani", date(2026, 9, 1)) == ("Citra", "-")
