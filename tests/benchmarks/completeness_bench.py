"""What the pages of completeness cost at 20,000 people in 1,500 units: queries, bytes, time.

    python -m tests.benchmarks.completeness_bench --people 2000 20000

Rows are written in bulk into a throw-away database (SQLite, or where DATABASE_URL points); pages are asked
for through Django's test client. "cold" counts anew, "warm" within the minute for which counts are kept.
"""

from __future__ import annotations

import argparse
import gzip
import logging
import os
import statistics
import time
from datetime import date, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.core.cache import cache  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from django.utils import timezone  # noqa: E402

from indicators.models import CoreValue, Indicator, Plan, Result  # noqa: E402
from organizations.models import Employee, Placement, Position, Supervision, Unit  # noqa: E402
from reviews.models import Evaluation, Feedback, Note, Realisation, SelfAssessment, Talk  # noqa: E402
from tests.world import NOW, World, build_world  # noqa: E402

AGENCIES, FIELDS = 40, 36  # units below the root, and below each of them
STATES = ("", "DRAF", "DIAJUKAN", "DISEPAKATI", "DISEPAKATI", "DISEPAKATI", "DISEPAKATI", "DISEPAKATI")
BASE = "/bkd/kelengkapan/"
PAGES = (
    *(BASE, BASE + "?unit={agency}", BASE + "?unit={root}&kelompok=kemajuan"),
    *(BASE + "orang/", BASE + "orang/?tahap=skp:belum", BASE + "orang/?unit={agency}&urut=unit"),
    *(BASE + "orang/?tahap=dinilai:belum&urut=tunggu", BASE + "orang/?q=199"),
    *(BASE + "dikecualikan/", BASE + "ingatkan/?lingkup=semua&tahap=skp:belum"),
    BASE + "unduh/?berkas=tabel&format=xlsx&unit={root}",
)
TIMES, BATCH = 3, 2000


def crowd_units(world: World, people: int) -> dict[str, int]:
    """Write so many people in 1,480 units, in every state of the year; return the keys of units."""
    fields, posts = _fields(world), []
    position = Position.objects.create(title="Pengelola", kind="PELAKSANA")
    staff = _many(
        Employee,
        [
            Employee(nip=f"1{number:017}", name=f"Pegawai {number:05}", kind="PNS", email=f"p{number}@a.id")
            for number in range(people)
        ],
    )
    for number, one in enumerate(staff):
        unit, begun = fields[number % len(fields)], date(2026, 9, 1) if number % 40 == 7 else date(2024, 1, 1)
        posts.append(Placement(employee=one, position=position, unit=unit, started_on=begun))
    posts = _many(Placement, posts)
    _many(
        Supervision,
        [
            Supervision(placement=post, superior=staff[number % 1500], started_on=post.started_on)
            for number, post in enumerate(posts)
        ],
    )
    plans = _many(Plan, [_plan(world, post, n % 8) for n, post in enumerate(posts) if n % 8])
    _fill(world, [plan for plan in plans if plan.status == "DISEPAKATI"])
    return {"root": world.units["kota"].pk, "agency": fields[0].parent_id or 0, "field": fields[0].pk}


def _fields(world: World) -> list[Unit]:
    found = []
    for number in range(AGENCIES):
        agency = Unit.objects.create(code=f"A{number}", name=f"Dinas {number:02}", parent=world.units["kota"])
        found += [
            Unit(code=f"A{number}-{one}", name=f"Bidang {number:02}-{one}", parent=agency)
            for one in range(FIELDS)
        ]
    return _many(Unit, found)


def _many(model: Any, rows: list[Any]) -> list[Any]:
    return list(model.objects.bulk_create(rows, batch_size=BATCH))


def _plan(world: World, post: Placement, number: int) -> Plan:
    status = STATES[number]
    agreed = {"agreed_at": NOW, "agreed_by": world.budi} if status == "DISEPAKATI" else {}
    return Plan(
        period=world.period,
        placement=post,
        form="JA_JF",
        started_on=date(2026, 1, 1),
        ended_on=date(2026, 12, 31),
        status=status,
        created_at=NOW,
        submitted_at=None if status == "DRAF" else NOW,
        **agreed,
    )


def _fill(world: World, plans: list[Plan]) -> None:
    """Write notes, realisations, feedback, talks, own words and results to agreed plans."""
    term, value = world.term(3), CoreValue.objects.get(number=1)
    results = _many(Result, [Result(plan=plan, order=1, text="Hasil") for plan in plans])
    indicators = _many(
        Indicator,
        [
            Indicator(result=one, order=n, aspect="KUANTITAS", text="Ukuran")
            for one in results
            for n in (1, 2, 3)
        ],
    )
    about = {"note": "Selesai", "noted_on": date(2026, 9, 30), "reported_at": NOW}
    _many(Realisation, [Realisation(indicator=one, term=term, amount=1, **about) for one in indicators])
    notes = [
        Note(
            placement=plan.placement,
            noted_on=date(2026, 7, 1) + timedelta(days=day * 7),
            text="Melayani",
            written_by_id=plan.placement.employee_id,
            written_at=NOW,
        )
        for plan in plans
        for day in range(8)
    ]
    _many(Note, notes)
    part = {"term": term}
    said = {"value": value, "text": "Baik", "given_by": world.budi, "given_at": NOW}
    _many(Feedback, [Feedback(plan=plan, **part, **said) for plan in plans[::2]])
    held = {"planned_at": NOW, "held_on": date(2026, 9, 1), "superior": world.budi, "planned_by": world.budi}
    _many(Talk, [Talk(plan=plan, **part, **held) for plan in plans[::3]])
    _many(
        SelfAssessment,
        [SelfAssessment(plan=plan, **part, strengths="Rapi", sent_at=NOW) for plan in plans[::3]],
    )
    rated = {"results_rating": "SESUAI", "behaviour_rating": "SESUAI", "predicate": "BAIK", "rated_at": NOW}
    shared = {"status": "DISAMPAIKAN", "shared_at": NOW, "appraiser": world.budi}
    _many(Evaluation, [Evaluation(plan=plan, **part, **rated, **shared) for plan in plans[::4]])


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
    content = answer.getvalue()
    assert answer.status_code == 200, (path, answer.status_code)
    cold, warm = [], []
    for _ in range(TIMES):
        for spent, is_cold in ((cold, True), (warm, False)):
            if is_cold:
                cache.clear()
            begun = time.process_time()
            client.get(path).getvalue()
            spent.append((time.process_time() - begun) * 1000)
    packed = len(gzip.compress(content))
    times = f"CPU cold {statistics.median(cold):6.0f} ms, warm {statistics.median(warm):6.0f} ms"
    return f"{path:66} {len(asked):3} queries {len(content):7} {packed:6} bytes gzip, {times}"


def main() -> None:
    """Print a table of pages for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[2000, 20000])
    parser.add_argument("--path", nargs="*", default=PAGES)
    asked = parser.parse_args()
    logging.disable()  # a line for each page would hide the table
    timezone.now = lambda: NOW  # type: ignore[assignment]
    kept = setup_databases(verbosity=0, interactive=False)
    try:
        for people in asked.people:
            with transaction.atomic():
                world = build_world()
                keys = crowd_units(world, people)
                connection.cursor().execute("ANALYZE")
                client = Client()
                client.force_login(world.gita, backend="organizations.backends.NipBackend")
                print(f"{people} people, {connection.vendor}", flush=True)
                for path in asked.path:
                    print(measure(client, path.format(**keys)), flush=True)
                transaction.set_rollback(True)
    finally:
        teardown_databases(kept, verbosity=0)


if __name__ == "__main__":
    main()
