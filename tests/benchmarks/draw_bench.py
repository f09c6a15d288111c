"""What drawing a round costs: reading the staff, the draw itself, writing the invitations.

    python -m tests.benchmarks.draw_bench --people 2000 20000

Each size is an agency of its own in a throw-away database: offices of some 250, sections of 8 to 16 people.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from datetime import date
from random import Random

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from multirater.models import Invitation, Questionnaire, Round  # noqa: E402
from multirater.operations.draw import draw_round, wish_of  # noqa: E402
from multirater.queries.draw import drawn_figures  # noqa: E402
from multirater.queries.staff import contacts_in, staff_of  # noqa: E402
from multirater.rules.draw import draw  # noqa: E402
from organizations.models import Employee, Placement, Position, Supervision, Unit  # noqa: E402
from tests.world import NOW, TODAY, World, build_world  # noqa: E402

BATCH = 2000
SINCE = date(2024, 1, 1)


def agency(world: World, people: int) -> None:
    """Put so many people into offices with divisions and sections below the city."""
    rng, tree = Random(1), []
    root = world.units["kota"]
    units: list[Unit] = []
    count, office, division = 0, root, root
    while count < people:
        number = len(units)
        unit = Unit(code=f"B{number}", name=f"Unit {number}")
        depth = 1 if number % 21 == 0 else 2 if number % 21 % 5 == 1 else 3
        unit.parent = root if depth == 1 else office if depth == 2 else division
        office, division = (unit if depth == 1 else office), (unit if depth < 3 else division)
        unit.save()
        units.append(unit)
        size = rng.randint(8, 16) if depth == 3 else 1
        tree.append((unit, min(size, people - count)))
        count += min(size, people - count)
    staff = [
        Employee(nip=f"19850101{200000 + n:06d}1{n % 1000:03d}", name=f"Orang {n}", kind="PNS")
        for n in range(people)
    ]
    Employee.objects.bulk_create(staff, batch_size=BATCH)
    head, clerk = (Position.objects.get_or_create(title=t, kind="PELAKSANA")[0] for t in ("Kepala", "Staf"))
    posts, heads, rows = [], {}, iter(staff)
    for unit, size in tree:
        for place in range(size):
            one = next(rows)
            posts.append(
                Placement(
                    employee=one,
                    position=clerk if place else head,
                    unit=unit,
                    is_head=not place,
                    started_on=SINCE,
                )
            )
            heads.setdefault(unit.pk, one)
    Placement.objects.bulk_create(posts, batch_size=BATCH)
    lines = []
    for post in posts:
        above = post.unit.parent_id if post.is_head else post.unit_id
        lines.append(Supervision(placement=post, superior=heads.get(above or 0), started_on=SINCE))
    Supervision.objects.bulk_create(lines, batch_size=BATCH)


def measure(people: int) -> None:
    """Print one block: seconds of CPU of each step and the numbers of the draw."""
    world = build_world()
    agency(world, people)
    row = Round.objects.create(
        period=world.period,
        name="Bench",
        purpose="PENGEMBANGAN",
        questionnaire=Questionnaire.objects.get(code="berakhlak"),
        answer_from=TODAY,
        answer_until=TODAY,
        status="DIBUKA",
        seed="benih",
        opened_at=NOW,
    )
    row.scopes.create(unit=world.units["kota"])
    begun = time.process_time()
    staff = staff_of(row, TODAY)
    contacts = contacts_in(row, staff)
    read = time.process_time()
    outcome = draw(staff.people.values(), staff.places, wish_of(row), seed=row.seed, contacts=contacts)
    drawn = time.process_time()
    told = draw_round(row, on=TODAY)
    written = time.process_time()
    figures = drawn_figures(row)
    assert Invitation.objects.count() == len(outcome.forms) == told.invitations
    load = Counter(form.rater for form in outcome.forms if form.side == "REKAN")
    print(f"{len(staff.people)} people, {len(outcome.forms)} forms")
    print(f"  read {read - begun:.2f} s, draw {drawn - read:.2f} s", end=", ")
    print(f"read, draw and write {written - drawn:.2f} s, sentences {len(told.problems)}")
    print(f"  mutual {figures.mutual}, across {figures.across_percent}%, most per rater {figures.most}")
    print(f"  peers received {figures.least_received}..{figures.most_received}", end=", ")
    print(f"forms as peer {sorted(Counter(load.values()).items())}")


def main() -> None:
    """Measure each size in a transaction that is rolled back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[2000, 20000])
    asked = parser.parse_args()
    kept = setup_databases(verbosity=0, interactive=False)
    try:
        for people in asked.people:
            with transaction.atomic():
                measure(people)
                transaction.set_rollback(True)
    finally:
        teardown_databases(kept, verbosity=0)


if __name__ == "__main__":
    main()
