"""Copies in bulk: documents per minute by two workers, memory over time, and the ratio to WeasyPrint.

    python -m tests.benchmarks.copies_bench --size 20000 --sample 300       # the ratio, on about 300 people
    python -m tests.benchmarks.copies_bench --size 20000 --whole            # and then the whole agency

Both engines run the same job on the same units in the same run: reading, composing, templates, parts and
archive are in both figures. CPU is that of the workers; wall time means little on a shared machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

REPORTS = ("skp", "evaluasi", "umpan-balik", "dokumen-evaluasi")


def main() -> None:
    """Measure, print the figures as JSON."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--size", type=int, default=300, help="people in the demo city (made once, .demo/)")
    words.add_argument("--sample", type=int, default=100, help="people whose copies both engines draw")
    words.add_argument("--workers", type=int, default=2)
    words.add_argument("--reports", nargs="+", default=["skp"], choices=REPORTS)
    words.add_argument("--whole", action="store_true", help="also draw the whole agency with PlutoPrint")
    words.add_argument("--work", type=int, help="only for this script itself: work on a job")
    chosen = words.parse_args()
    _django(chosen.size)
    if chosen.work:
        work(chosen.work)
        return
    with tempfile.TemporaryDirectory() as store:
        os.environ["RESULT_STORE"] = store
        for report in chosen.reports:
            measure(report, chosen)


def measure(report: str, chosen: argparse.Namespace) -> None:
    """Print what one kind of report costs with each engine, and for the whole agency."""
    roots = units_of(chosen.sample)
    slow = run(report, roots, "RECORD", chosen)
    fast = run(report, roots, "COPY", chosen)
    ratio = fast["per_cpu_second"] / slow["per_cpu_second"]
    print(json.dumps({"report": report, "WeasyPrint": slow, "PlutoPrint": fast, "ratio": round(ratio, 1)}))
    if chosen.whole:
        print(json.dumps({"report": report, "whole": run(report, [], "COPY", chosen)}))


def run(report: str, roots: list[int], engine: str, chosen: argparse.Namespace) -> dict[str, Any]:
    """Make one report by the workers and return documents, seconds, CPU, memory and the size of the file."""
    from django.utils import timezone

    from appraisal import jobs
    from indicators.models import Period
    from organizations.models import RoleGrant

    period = Period.objects.filter(plans__isnull=False).order_by("-year").first()
    assert period is not None
    final = period.terms.get(kind="FINAL")
    admin = RoleGrant.objects.filter(role="ADMIN_BKD", unit__parent__isnull=True).order_by("pk")[0].employee
    arguments = {
        **{"report": report, "period": period.pk, "term": final.pk, "roots": roots, "posts": []},
        **{"copies": True, "final": False, "format": "xlsx", "on": str(period.ended_on), "engine": engine},
    }
    job = jobs.start("report-documents", arguments, by=admin, at=timezone.now(), title=f"{report} {engine}")
    began = time.monotonic()
    command = [sys.executable, "-m", "tests.benchmarks.copies_bench"]
    command += ["--size", str(chosen.size), "--work", str(job.pk)]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(chosen.workers)]
    memory: list[list[int]] = []
    watcher = threading.Thread(target=watch, args=(workers, memory), daemon=True)
    watcher.start()
    cpu = sum(float(worker.communicate()[0].split()[-1]) for worker in workers)
    wall = time.monotonic() - began
    watcher.join()
    job.refresh_from_db()
    assert job.status == "SELESAI", f"{job.status}: {job.fault}"
    made = sum(share.state.get("made", 0) for share in job.slices.all())
    found = {
        **{"documents": made, "cpu_seconds": round(cpu, 1), "wall_seconds": round(wall, 1)},
        **{"per_cpu_second": round(made / cpu, 2), "per_minute": round(60 * made / wall)},
        **{"MiB_each": round((job.file_size or 0) / made / 2**20, 3), "memory_MiB": quarters(memory)},
    }
    jobs.results.remove(job.file_key)
    job.delete()
    return found


def work(pk: int) -> None:
    """Work on a job and its slices until it is done, as `db_worker` does; print the CPU seconds of it.

    What a worker does once in its life (imports, fonts, templates) is done before and not counted.
    """
    from appraisal import jobs
    from appraisal.jobs import Job
    from appraisal.models import UNFINISHED

    warm(Job.objects.get(pk=pk).arguments["engine"])
    began = time.process_time()
    while Job.objects.filter(pk=pk, status__in=UNFINISHED).exists():
        open_ones = Job.objects.filter(status="MENUNGGU")
        row = open_ones.filter(parent=pk).order_by("pk").first() or open_ones.filter(pk=pk).first()
        if row is None or jobs.run(row.pk) is None:
            time.sleep(0.2)
    print(time.process_time() - began)


def warm(engine: str) -> None:
    """Draw one copy."""
    from django.utils import timezone

    from appraisal.pdf import Engine
    from indicators.models import Plan
    from reviews.documents.copies import compose, with_plans
    from reviews.documents.printing import print_copy
    from reviews.rules.document import DocumentKind

    plans = list(with_plans(Plan.objects.filter(agreed_at__isnull=False)).order_by("pk")[:1])
    for payload in compose(DocumentKind.PLAN, plans).values():
        print_copy(payload, timezone.now(), engine=Engine[engine])


def watch(workers: list[subprocess.Popen[bytes]], memory: list[list[int]]) -> None:
    """Note the resident memory of the workers in kB every second."""
    while any(worker.poll() is None for worker in workers):
        now = []
        for worker in workers:
            try:
                text = Path(f"/proc/{worker.pid}/status").read_text(encoding="ascii")
            except OSError:
                continue
            now += [int(line.split()[1]) for line in text.splitlines() if line.startswith("VmRSS")]
        memory.append(now)
        time.sleep(1)


def quarters(memory: list[list[int]]) -> list[int]:
    """Return the largest worker in MiB in each quarter of the run: flat means they are alike."""
    most = [max(row, default=0) // 1024 for row in memory] or [0]
    size = max(len(most) // 4, 1)
    return [max(most[start : start + size]) for start in range(0, len(most), size)][:4]


def units_of(people: int) -> list[int]:
    """Return the smallest topmost unit that has, with all below it, at least so many posts."""
    from django.db.models import Count

    from desk.queries.report import places, top_units
    from organizations.access import Scope
    from organizations.models import Placement

    rows = Placement.objects.filter(ended_on__isnull=True).order_by().values_list("unit")
    count = dict(rows.annotate(Count("pk")))
    sizes = {
        root: sum(count.get(place.unit, 0) for place in places([root]))
        for root, _ in top_units(Scope(is_all=True))
    }
    enough = [root for root, size in sizes.items() if size >= people] or [max(sizes, key=sizes.__getitem__)]
    return [min(enough, key=sizes.__getitem__)]


def _django(size: int) -> None:
    """Set up Django on the demo city; a database that is named in DATABASE_URL is used as it is."""
    from tests.benchmarks.server import environment

    if "DATABASE_URL" not in os.environ:
        from tests.benchmarks.bench import city

        os.environ["DATABASE_URL"] = environment(size)["DATABASE_URL"]
        city(size)
    kept = {"DATABASE_URL": os.environ["DATABASE_URL"]}
    os.environ.update(environment(size) | kept)
    import django

    django.setup()


if __name__ == "__main__":
    main()
