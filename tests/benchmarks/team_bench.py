"""What home, team page and queue of ratings of a head cost as the team grows: queries, bytes, time.

    python -m tests.benchmarks.team_bench --people 3 60 --notes 366

Each size is built anew in a throw-away database; the pages are asked for through Django's test client:
the CPU time holds view, queries and rendering, and no network.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import time
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from django.utils import timezone  # noqa: E402

from indicators.models import Plan  # noqa: E402
from tests.reviews.crowd import crowd  # noqa: E402
from tests.world import NOW, build_world  # noqa: E402

PAGES = (
    *("/", "/tim/", "/tim/?halaman=2"),
    *("/tim/penilaian/{final}/", "/tim/penilaian/{final}/bagikan/", "/tim/{plan}/penilaian/{final}/"),
)
TIMES = 30


def measure(client: Client, page: str) -> str:
    """Return one line: what the page costs."""
    client.get(page)
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        answer = client.get(page)
    spent = []
    for _ in range(TIMES):
        begun = time.process_time()
        client.get(page)
        spent.append((time.process_time() - begun) * 1000)
    packed, p95 = len(gzip.compress(answer.content)), sorted(spent)[int(TIMES * 0.95)]
    cpu = f"CPU median {statistics.median(spent):5.1f} ms, p95 {p95:5.1f} ms"
    return f"{page:28} {answer.status_code} {len(asked):3} queries {packed:6} bytes gzip, {cpu}"


def main() -> None:
    """Print a table of pages for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[3, 60])
    parser.add_argument("--notes", type=int, default=366)
    asked = parser.parse_args()
    timezone.now = lambda: NOW  # type: ignore[assignment]
    kept = setup_databases(verbosity=0, interactive=False)
    try:
        for people in asked.people:
            with transaction.atomic():
                world = build_world()
                crowd(world, people, notes=asked.notes)
                client = Client(SERVER_NAME="localhost")
                client.force_login(world.budi, backend="organizations.backends.NipBackend")
                print(f"{people} people, {people * asked.notes} notes")
                plan = Plan.objects.filter(period=world.period).order_by("pk").first()
                for page in PAGES:
                    path = page.format(final=world.final.pk, plan=plan.pk if plan else 0)
                    print("  " + measure(client, path))
                transaction.set_rollback(True)
    finally:
        teardown_databases(kept, verbosity=0)


if __name__ == "__main__":
    main()
