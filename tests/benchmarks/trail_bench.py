"""The audit trail with many events: sealing, checking, and the pages that search it.

.venv/bin/python -m tests.benchmarks.trail_bench 1000000     (DATABASE_URL names a fresh database)
"""

from __future__ import annotations

import os
import random
import resource
import sys
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter, process_time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from appraisal import audit, chain  # noqa: E402
from appraisal.models import Event, EventLink  # noqa: E402
from desk.access.trail import own_events  # noqa: E402
from desk.queries import trail  # noqa: E402
from desk.rules.trail_words import SENTENCES  # noqa: E402
from organizations.models import Employee  # noqa: E402
from tests.world import NOW, TODAY  # noqa: E402

PEOPLE, BATCH, SPAN = 20_000, 5_000, timedelta(days=365)


def fill(count: int) -> None:
    """Write people and events of a year, a tenth of them by one admin, half of them looks."""
    chance, actions = random.Random(1), [action for group in SENTENCES.values() for action in group]
    people = [
        Employee(
            nip=f"19900101201501{n:04d}"[:18] if n < 10_000 else f"19910101201501{n - 10_000:04d}",
            name=f"Pegawai {n}",
            kind="PNS",
            password="!",
        )
        for n in range(PEOPLE)
    ]
    Employee.objects.bulk_create(people, batch_size=1000)
    people = list(Employee.objects.order_by("pk"))
    step = SPAN / count
    for start in range(0, count, BATCH):
        events = []
        for number in range(start, min(start + BATCH, count)):
            by = people[0] if number % 10 == 0 else chance.choice(people)
            action = "plan.viewed" if number % 2 else chance.choice(actions)
            about = chance.choice(people)
            after = (
                {"unit": "Bidang Layanan", "points": 12.5, "term": number % 5} if number % 3 == 0 else None
            )
            events.append(
                audit.entry(action=action, by=by, at=NOW - SPAN + number * step, target=about, after=after)
            )
        audit.record_many(events)


def timed(words: str, act: Callable[[], Any], per: int = 0) -> Any:
    begun, own = perf_counter(), process_time()
    found = act()
    took, own = perf_counter() - begun, process_time() - own
    rate = f"  {took / per * 1e6:.1f} µs a row, {own / per * 1e6:.1f} of them here" if per else ""
    print(f"{words:<46} {took * 1000:>10.1f} ms{rate}", flush=True)
    return found


def pages() -> None:
    """Time each way to search, the second time, and say how it was found."""
    admin, somebody = Employee.objects.order_by("pk")[0].pk, Employee.objects.order_by("pk")[77]
    deep = trail.key_of(Event.objects.order_by("at")[1000])
    year = "22-11-2025"
    asked: list[tuple[str, dict[str, str], str]] = [
        ("newest", {}, ""),
        ("a year back", {"dari": year}, deep),
        ("one person, both roles", {"orang": str(somebody.pk)}, ""),
        ("a busy admin, both roles", {"orang": str(admin)}, ""),
        (
            "a busy admin as actor, one group",
            {"orang": str(admin), "peran": "pelaku", "kelompok": "AWARD"},
            "",
        ),
        ("one object", {"objek": f"organizations.employee:{somebody.pk}"}, ""),
        ("a group, 30 days", {"kelompok": "CYCLE"}, ""),
        ("a group, a year", {"kelompok": "CYCLE", "dari": year}, ""),
        ("a rare group, a year, deep", {"kelompok": "AWARD", "dari": year}, deep),
        ("looks, a year", {"bagian": "dilihat", "dari": year}, ""),
        ("changes, a year", {"bagian": "diubah", "dari": year}, ""),
        ("what auditors watch, a year", {"bagian": "perhatian", "dari": year}, ""),
    ]
    for words, params, after in asked:
        found = trail.asked_of(params, TODAY)
        trail.trail_page(Event.objects.all(), found, after)
        timed(
            f"page: {words}",
            lambda found=found, after=after: trail.trail_page(Event.objects.all(), found, after),
        )
    timed("page: own trail", lambda: trail.own_page(own_events(somebody), ""))


def main() -> None:
    count = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    if not Event.objects.exists():
        timed("writing", lambda: fill(count), count)
    timed("sealing", lambda: chain.seal(NOW), count)
    timed("an anchor, with a sweep over all", lambda: chain.anchor(NOW))
    timed("sealing with nothing to seal", lambda: chain.seal(NOW))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    verdict = timed("checking", lambda: chain.check(NOW), EventLink.objects.count())
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{verdict}; memory grew by {grown / 1024:.1f} MB")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    pages()


if __name__ == "__main__":
    main()
