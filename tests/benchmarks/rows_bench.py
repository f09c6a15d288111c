"""Large files of attendance, of notes and of moves whose worker is killed, while somebody else saves.

    python -m tests.benchmarks.rows_bench attendance notes moves --kills 5

Works on the migrated database of DATABASE_URL, full of people and with a BKD admin; leave a copy there. Tells
for each file how long its job took, and how long a save beside it waited (see kill_bench).
"""

from __future__ import annotations

import argparse
import json
import os
from datetime import timedelta
from typing import Any

import django

from tests.benchmarks.kill_bench import run


def attendance(by: Any, at: Any) -> Any:
    """Return the begun file of last month for everybody."""
    from organizations.models import Employee
    from organizations.operations import begin_upload
    from organizations.operations.attendance import ALL_COLUMNS, ATTENDANCE_APPLY, keep_attendance

    month = (at.date().replace(day=1) - timedelta(days=1)).replace(day=1)
    rest: list[Any] = [None] * (len(ALL_COLUMNS) - 7)
    nips = Employee.objects.order_by("pk").values_list("nip", flat=True)
    cells = [(line, [nip, 20, 18, 1, 1, 0, 35, *rest]) for line, nip in enumerate(nips, 2)]
    kept = keep_attendance(name="presensi.xlsx", cells=cells, month=month, by=by, at=at)
    return begin_upload(kind=ATTENDANCE_APPLY, upload=kept, version=kept.version, by=by, at=at)


def notes(by: Any, at: Any) -> Any:
    """Return the begun file with one note for everybody."""
    from organizations.models import Employee
    from organizations.operations import begin_upload
    from reviews.operations.note_sheet import NOTES_APPLY, keep_notes

    rest = {"on": f"{at.date() - timedelta(days=3)}", "code": "", "amount": None, "minutes": 60, "url": ""}
    nips = Employee.objects.order_by("pk").values_list("nip", flat=True)
    rows = [
        {"line": line, "values": {"nip": nip, "text": f"Rapat {line}", **rest}, "cells": {}, "faults": []}
        for line, nip in enumerate(nips, 2)
    ]
    kept = keep_notes(name="catatan.xlsx", rows=rows, is_office=True, by=by, at=at)
    return begin_upload(kind=NOTES_APPLY, upload=kept, version=kept.version, by=by, at=at)


def moves(by: Any, at: Any) -> Any:
    """Return the begun file of two thousand moves."""
    from organizations.models import Placement, Unit
    from organizations.operations import begin_upload, keep_moves
    from organizations.operations.mass_move import MOVES_APPLY
    from organizations.rules.move_row import MOVE_COLUMNS

    posts = Placement.objects.filter(is_head=False, ended_on=None).select_related("employee")
    codes = list(Unit.objects.order_by("pk").values_list("code", flat=True))
    since = f"{at.date() - timedelta(days=3):%d-%m-%Y}"
    cells = []
    for line, post in enumerate(posts.order_by("pk")[:2000], 2):
        row = (post.employee.nip, "Pengelola Arsip", codes[line * 7 % len(codes)], "TIDAK", since, "SK 1")
        cells.append((line, dict(zip(MOVE_COLUMNS, row, strict=True))))
    kept = keep_moves(name="mutasi.xlsx", cells=cells, by=by, at=at)
    return begin_upload(kind=MOVES_APPLY, upload=kept, version=kept.version, by=by, at=at)


FILES = {"attendance": attendance, "notes": notes, "moves": moves}


def main() -> None:
    """Begin each file, work, and tell."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("files", nargs="+", choices=list(FILES))
    reading.add_argument("--kills", type=int, default=0)
    given = reading.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "appraisal.settings")
    django.setup()
    from django.utils import timezone

    from appraisal.models import FormToken
    from organizations.models import RoleGrant

    by = RoleGrant.objects.filter(role="ADMIN_BKD", ended_on=None).order_by("pk")[0].employee
    for name in given.files:
        FormToken.objects.filter(key__startswith="bench-").delete()
        begun = FILES[name](by, timezone.now())
        kills = 0 if name == "moves" else given.kills
        told = run(begun.job_id, kills, 1, 20_000)
        begun.refresh_from_db()
        counts = {key: value for key, value in begun.outcome.items() if isinstance(value, int)}
        print(json.dumps({"file": name, **told, "counts": counts}))


if __name__ == "__main__":
    main()
