"""What the desk's pages of a round cost at 20,000 reviewed people and 120,000 forms: queries, bytes, time.

    python -m tests.benchmarks.round_bench --people 2000 20000

Rows are written in bulk into a throw-away database (SQLite, or where DATABASE_URL points); pages are asked
for through Django's test client. "cold" counts anew, "warm" within the minute for which counts are kept.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import time
from datetime import date
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.core.cache import cache  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from django.utils import timezone  # noqa: E402

from multirater.models import Invitation, Questionnaire, Reviewee, Round  # noqa: E402
from multirater.rules import InvitationStatus, Side, Why  # noqa: E402
from organizations.models import Employee, Placement, Position, Unit  # noqa: E402
from tests.world import NOW, World, build_world  # noqa: E402

AGENCIES, FIELDS = 40, 10  # units below the root, and below each of them
SIDES = (Side.SUPERIOR, Side.SELF, Side.PEER, Side.PEER, Side.SUBORDINATE, Side.PARTNER)  # six forms each
PAGES = ("", "unit/{top}/", "unit/{agency}/", "unit/{field}/", "ingatkan/", "partisipasi/?format=csv")
TIMES, BATCH = 5, 2000


def crowd_round(world: World, people: int) -> dict[str, int]:
    """Write so many people in 400 units, all reviewed in one open round by six people; return the keys."""
    root = world.units["kota"]
    fields = []
    for number in range(AGENCIES):
        agency = Unit.objects.create(code=f"A{number}", name=f"Dinas {number:02}", parent=root)
        fields += [
            Unit.objects.create(code=f"A{number}-{one}", name=f"Bidang {number:02}-{one}", parent=agency)
            for one in range(FIELDS)
        ]
    position = Position.objects.create(title="Pengelola", kind="PELAKSANA")
    staff = Employee.objects.bulk_create(
        [
            Employee(
                nip=f"9{number:017}", name=f"Pegawai {number:05}", kind="PNS", email=f"p{number}@contoh.id"
            )
            for number in range(people)
        ],
        batch_size=BATCH,
    )
    posts = Placement.objects.bulk_create(
        [
            Placement(
                employee=one,
                position=position,
                unit=fields[number % len(fields)],
                started_on=date(2024, 1, 1),
            )
            for number, one in enumerate(staff)
        ],
        batch_size=BATCH,
    )
    row = Round.objects.create(
        period=world.period,
        name="Putaran besar",
        purpose="PENGEMBANGAN",
        questionnaire=Questionnaire.objects.get(code="berakhlak", edition=1),
        status="DIBUKA",
        seed="benih",
        opened_at=NOW,
        answer_from=date(2026, 11, 1),
        answer_until=date(2026, 11, 30),
    )
    reviewees = Reviewee.objects.bulk_create(
        [Reviewee(round=row, employee=post.employee, placement=post, unit=post.unit) for post in posts],
        batch_size=BATCH,
    )
    forms = (_form(row, reviewees, staff, number, place) for number in range(people) for place in range(6))
    Invitation.objects.bulk_create(forms, batch_size=BATCH)
    field = fields[0]
    return {"round": row.pk, "top": root.pk, "agency": field.parent_id or 0, "field": field.pk}


def _form(
    row: Round, reviewees: list[Reviewee], staff: list[Employee], number: int, place: int
) -> Invitation:
    side = SIDES[place]
    rater = staff[number if side == Side.SELF else (number + 37 * (place + 1)) % len(staff)]
    is_answered = (number * 7 + place * 3) % 10 < 6
    return Invitation(
        round=row,
        reviewee=reviewees[number],
        ratee=staff[number],
        rater=rater,
        side=side,
        why=Why.SELF if side == Side.SELF else Why.SAME_SUPERIOR,
        status=InvitationStatus.ANSWERED if is_answered else InvitationStatus.WAITING,
        envelope="x" * 140 if is_answered else "",
    )


def measure(client: Client, path: str) -> str:
    """Return one line: what the page costs, counted anew and warm."""
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    client.get(path)
    cache.clear()
    with connection.execute_wrapper(count):
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    cold, warm = [], []
    for _ in range(TIMES):
        for spent, is_cold in ((cold, True), (warm, False)):
            if is_cold:
                cache.clear()
            begun = time.perf_counter()
            client.get(path)
            spent.append((time.perf_counter() - begun) * 1000)
    packed = len(gzip.compress(answer.content))
    times = f"cold {statistics.median(cold):6.0f} ms, warm {statistics.median(warm):6.0f} ms"
    return f"{path:36} {len(asked):3} queries {packed:7} bytes gzip, {times}"


def main() -> None:
    """Print a table of pages for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[2000, 20000])
    asked = parser.parse_args()
    timezone.now = lambda: NOW  # type: ignore[assignment]
    kept = setup_databases(verbosity=0, interactive=False)
    try:
        for people in asked.people:
            with transaction.atomic():
                world = build_world()
                keys = crowd_round(world, people)
                if connection.vendor == "postgresql":
                    connection.cursor().execute("ANALYZE")
                client = Client(SERVER_NAME="localhost")
                client.force_login(world.gita, backend="organizations.backends.NipBackend")
                print(f"{connection.vendor}: {people} people, {6 * people} forms")
                for path in ("/bkd/360/", *(f"/bkd/360/{keys['round']}/{page}" for page in PAGES)):
                    print("  " + measure(client, path.format(**keys)))
                transaction.set_rollback(True)
    finally:
        teardown_databases(kept, verbosity=0)


if __name__ == "__main__":
    main()
