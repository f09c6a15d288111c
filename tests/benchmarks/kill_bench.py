"""A large staff import whose worker is killed at random moments, while somebody else saves.

    python -m tests.benchmarks.kill_bench --rows 20000 --kills 20

Works on the migrated database of DATABASE_URL, which has a BKD admin; leave a copy there, not your own. Tells
how long reading and writing took, the largest memory of a worker, how long saves beside it waited, and
whether everybody is there once.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import django

from tests.benchmarks.import_bench import staff_rows, unit_rows, write_sheet


def begin_worker() -> subprocess.Popen[bytes]:
    """Start the worker as a supervisor does."""
    command = [sys.executable, "manage.py", "db_worker", "--jobs-only", "--verbosity", "0"]
    return subprocess.Popen(command)


def memory_of(pid: int) -> int:
    """Return the peak resident memory of a process in MiB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def run(job_pk: int, kills: int, seed: int, steps: int) -> dict[str, Any]:
    """Work until the job is done, killing the worker `kills` times, and saving all the while."""
    from appraisal.jobs import Job
    from appraisal.models import FormToken

    chance, worker, memory, done, waits = random.Random(seed), begin_worker(), 0, 0, []
    began, number = time.monotonic(), 0
    marks = sorted(chance.sample(range(1, max(steps, kills + 1)), kills))
    while (job := Job.objects.get(pk=job_pk)).is_unfinished:
        memory = max(memory, memory_of(worker.pid))
        if done < kills and job.cursor >= marks[done]:
            time.sleep(chance.random())
            worker.kill()
            worker.wait()
            done, worker = done + 1, begin_worker()
        saved = time.monotonic()
        FormToken.objects.create(key=f"bench-{seed}-{number}", user_id=job.by_id, at=job.made_at)
        waits.append(time.monotonic() - saved)
        number += 1
        time.sleep(0.1)
    worker.terminate()
    worker.wait()
    waits.sort()
    seconds = time.monotonic() - began
    late = {"p50": waits[len(waits) // 2], "p95": waits[int(len(waits) * 0.95)], "worst": waits[-1]}
    told = {name: round(value, 2) for name, value in late.items()}
    return {"status": job.status, "seconds": round(seconds), "kills": done, "MiB": memory, "saves": told}


def main() -> None:
    """Import a file, kill, count."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--rows", type=int, default=20_000)
    reading.add_argument("--kills", type=int, default=20)
    given = reading.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "appraisal.settings")
    django.setup()
    from django.utils import timezone

    from appraisal.models import FormToken
    from organizations import resources
    from organizations.models import Employee, Placement, RoleGrant, StaffImport

    admin = RoleGrant.objects.filter(role="ADMIN_BKD", ended_on=None).order_by("pk")[0].employee
    FormToken.objects.filter(key__startswith="bench-").delete()
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for name, rows in (("units", unit_rows(given.rows)), ("staff", staff_rows(given.rows))):
            path = Path(folder) / f"{name}.xlsx"
            write_sheet(path, rows)
            files[name] = (path.name, path.read_bytes())
    before = Employee.objects.count()
    upload = resources.upload(**files, by=admin, at=timezone.now())  # type: ignore[arg-type]
    told: dict[str, Any] = {"rows": given.rows}
    if upload.job_id:
        told["reading"] = run(upload.job_id, 0, 0, 1)
    upload = StaffImport.objects.get(pk=upload.pk)
    at = timezone.now()
    upload = resources.confirm(run=upload, version=upload.version, digest=upload.digest, by=admin, at=at)
    told["writing"] = run(upload.job_id, given.kills, 1, given.rows)  # type: ignore[arg-type]
    new = Employee.objects.filter(name__istartswith="Pegawai Nomor")
    open_now = Placement.objects.filter(employee__in=new, ended_on=None)
    told["people"] = [Employee.objects.count() - before, new.count(), open_now.count()]
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
