"""What a recommendation over a whole city costs, and how true its shares are: CPU, peak memory, pages, table.

    DATABASE_URL=sqlite:////tmp/copy-of-a-city.sqlite3 python -m tests.benchmarks.award_bench

Computes the list of a scheme twice on a copy of a migrated city, for 2,000 of its people and for all of them
in a process of its own, looks at the pages of the list, and rolls back. Then repeats the calibration of
measurement research 6.3 among 200 and 2,000 people. Without a city only the calibration is measured.
"""

from __future__ import annotations

import gzip
import logging
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from awards.models import AwardList  # noqa: E402
from awards.operations.proposal import propose  # noqa: E402
from awards.rules.award import Group  # noqa: E402
from indicators.models import Period  # noqa: E402
from organizations.models import Employee  # noqa: E402
from organizations.rules import Role  # noqa: E402
from tests.awards.known_truth import calibration  # noqa: E402
from tests.awards.schemes import a_scheme  # noqa: E402

SMALL = 2_000
BANDS = ((0.02, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01))


def measured(label: str, act: Callable[[], object]) -> None:
    """Print what an act costs."""
    cpu, wall = time.process_time(), time.perf_counter()
    act()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{label:34} {cpu:6.2f} s CPU {wall:6.2f} s, peak {peak} MB", flush=True)


def city(people: int) -> None:
    """Compute a list for so many people, twice, and look at its pages; nothing is left behind."""
    period = Period.objects.filter(opened_at__isnull=False).order_by("-year").first()
    if period is None:
        return
    admin = Employee.objects.filter(role_grants__role=Role.BKD_ADMIN.value).order_by("pk")[0]
    with transaction.atomic():
        others = Employee.objects.filter(is_active=True).exclude(pk=admin.pk).order_by("pk")[people:]
        Employee.objects.filter(pk__in=others.values("pk")).update(is_active=False)
        scheme = a_scheme(period, admin, name="Pengukuran", places=10)
        for label in (f"list of {people} people", "the same once more"):
            measured(label, lambda: propose(scheme=scheme, by=admin, at=timezone.now()))
        if people > SMALL:
            pages(scheme.award_list, admin)
        transaction.set_rollback(True)


def pages(award_list: AwardList, admin: Employee) -> None:
    """Print what each page of the list costs, the first time and again."""
    logging.disable()  # a line for each page would hide the table
    client, detail = Client(), reverse("awards:award-detail", args=[award_list.pk])
    client.force_login(admin, backend="organizations.backends.NipBackend")
    hrefs = {
        f"{group.value}, page {page}": f"{detail}?kelompok={group.value}&halaman={page}"
        for group in Group
        for page in (1, 90)
    }
    first = award_list.candidates.filter(is_eligible=True).order_by("place")[0]
    hrefs["a name"] = f"{detail}?q=siti"
    hrefs["candidate"] = reverse("awards:candidate-decide", args=[first.pk])
    for label, href in hrefs.items():
        client.get(href)
        cpu = time.process_time()
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(href)
        cpu, size = time.process_time() - cpu, len(gzip.compress(answer.content)) / 1024
        print(
            f"{label:34} {answer.status_code} {len(asked):3} queries {cpu * 1000:5.0f} ms CPU {size:5.1f} KB",
            flush=True,
        )


def main() -> None:
    """Measure and print."""
    if len(sys.argv) > 1:
        city(int(sys.argv[1]))
        return
    for people in (SMALL, 20_000) if connection.introspection.table_names() else ():
        subprocess.run([sys.executable, "-m", "tests.benchmarks.award_bench", str(people)], check=True)
    for people, worlds in ((200, 200), (2_000, 50)):
        told = calibration(people=people, worlds=worlds, seed=6)
        table = [(low, *told.between(low, high)) for low, high in BANDS]
        words = ", ".join(f"from {low}: {true / of:.2f} of {of}" for low, of, true in table if of)
        print(f"{people} people: listed ten right {told.listed_right:.2f}; stated {words}")


if __name__ == "__main__":
    main()
