"""What pages of a file of moves show: each row, whose superior changes, what hinders an undoing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from appraisal.paging import counted_page
from appraisal.templatetags.ui import tanggal

from ..models import Employee, Placement, SuperiorOverride, Unit, Upload
from ..rules import UploadKind
from ..rules.move_row import MoveRow, MoveVerdict
from .outlook import Outlook, Shift
from .people import PAGE, PageLinks

DAY = timedelta(days=1)
TOLD = 12  # groups of people, or obstacles, that a page names one by one


@dataclass(frozen=True)
class Preview:
    """The rows of a file with what becomes of each, and the sums, as plain data."""

    rows: list[dict[str, Any]]
    summary: dict[str, Any]


def preview_of(
    verdicts: Sequence[MoveVerdict], cells: Mapping[int, dict[str, Any]], outlook: Outlook
) -> Preview:
    """Return what a preview shows of judged rows, the superiors before and after included."""
    sound = [verdict.row for verdict in verdicts if verdict.row]
    homes = {outlook.people[row.nip].pk: outlook.units[row.unit].pk for row in sound}
    shifts = outlook.shifts(outlook.changes(sound), homes)
    own, others = shifts[: len(sound)], shifts[len(sound) :]
    by_nip = {outlook.numbers[shift.employee]: shift for shift in own}
    rows = [
        {
            "line": verdict.line,
            "cells": cells[verdict.line],
            "nip": verdict.nip,
            "name": verdict.name,
            "faults": [asdict(fault) for fault in verdict.faults],
            "notes": verdict.notes if verdict.row else [],
            **(_move(verdict.row, by_nip[verdict.nip], outlook) if verdict.row else {}),
        }
        for verdict in verdicts
    ]
    groups = Counter((_name(shift.before, outlook), _name(shift.after, outlook)) for shift in others)
    summary = {
        "moved": len(sound),
        "left_out": len(verdicts) - len(sound),
        "changed": sum(shift.before != shift.after for shift in own),
        "others": len(others),
        "groups": [[before, after, count] for (before, after), count in groups.most_common(TOLD)],
    }
    return Preview(rows, summary)


def _move(row: MoveRow, shift: Shift, outlook: Outlook) -> dict[str, Any]:
    return {
        "title": row.title,
        "unit": outlook.units[row.unit].name,
        "is_head": row.is_head,
        "since": row.since.isoformat(),
        "before": _name(shift.before, outlook),
        "after": _name(shift.after, outlook),
    }


def _name(person: int | None, outlook: Outlook) -> str:
    return outlook.names.get(person, "") if person else ""


def moves_page(upload: Upload, number: str) -> dict[str, Any]:
    """Return one page of a file of moves: what must be repaired first, then the sound rows, fifty a page."""
    faults = [row | {"fault": fault} for row in upload.rows for fault in row["faults"]]
    sound = [row for row in upload.rows if not row["faults"]]
    entries = [*faults, *sound]
    page = counted_page(number, len(entries), PAGE)
    shown = entries[page.part]
    links = PageLinks(shown, page.label, page.prev_href, page.next_href)
    summary = upload.outcome
    return {
        "upload": upload,
        "summary": summary,
        "faults": [row for row in shown if row["faults"]],
        "moves": [row | {"since": date.fromisoformat(row["since"])} for row in shown if not row["faults"]],
        "page": links,
        "numbers": [
            {
                "value": summary["moved"],
                "label": "siap diterapkan" if not upload.applied_at else "diterapkan",
            },
            {"value": summary["left_out"], "label": "perlu diperbaiki"},
            {"value": summary["changed"], "label": "berganti atasan karena pindah"},
            {"value": summary["others"], "label": "orang lain berganti atasan"},
        ],
    }


def last_moves() -> list[Upload]:
    """Return the ten last applied files of moves, newest first, each with how many people it moved."""
    rows = Upload.objects.filter(kind=UploadKind.MOVES, applied_at__isnull=False)
    rows = rows.select_related("uploaded_by", "undone_by").defer("rows", "outcome")
    return list(rows.annotate(moved=F("outcome__moved")).order_by("-applied_at", "-pk")[:10])


# --- What is in the way of an undoing --------------------------------------------------------------


def undo_obstacles(upload: Upload) -> list[str]:
    """Return what was built on the moves since, in sentences with names; nothing where they can be undone."""
    moves = upload.outcome["moves"]
    people = Employee.objects.in_bulk([move["employee"] for move in moves])
    posts = Placement.objects.in_bulk(
        [pk for move in moves for pk in (move["begun"], move["ended"]) if pk is not None]
    )
    found = []
    for move in moves:
        person, since = people[move["employee"]], date.fromisoformat(move["since"])
        begun, ended = posts.get(move["begun"]), posts.get(move["ended"])
        if begun is None or begun.ended_on is not None:
            found.append(f"{person.name} sudah dipindahkan atau diakhiri lagi.")
        elif move["ended"] and (ended is None or ended.ended_on != since - DAY):
            found.append(f"Jabatan lama {person.name} sudah diubah lagi.")
    found += _new_heads(posts, moves) + _new_overrides(upload, people)
    more = [f"Dan {len(found) - TOLD} hal lain."] if len(found) > TOLD else []
    return found[:TOLD] + more


def _new_heads(posts: Mapping[int, Placement], moves: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the old units that are closed or have found another head meanwhile."""
    left = [posts[move["ended"]] for move in moves if move["ended"] in posts]
    closed = Unit.objects.filter(pk__in=[post.unit_id for post in left], closed_on__isnull=False)
    found = [f"{unit} sudah ditutup." for unit in closed.order_by("name", "pk")]
    led = {post.unit_id: post.ended_on for post in left if post.is_head and post.ended_on}
    heads = Placement.objects.definitive().filter(unit__in=led, is_head=True).exclude(pk__in=posts)
    return found + [
        f"{head.unit} sekarang dipimpin {head.employee.name}."
        for head in heads.select_related("employee", "unit").order_by("pk")
        if head.ended_on is None or head.ended_on > led[head.unit_id]
    ]


def _new_overrides(upload: Upload, people: Mapping[int, Employee]) -> list[str]:
    """Return the overrides of moved people that were set after the file was applied."""
    fresh = SuperiorOverride.objects.filter(employee__in=people, set_at__gt=upload.applied_at)
    return [
        f"Atasan {people[row.employee_id].name} ditetapkan khusus sejak {tanggal(row.started_on)}."
        for row in fresh.exclude(pk__in=upload.outcome["overrides_begun"]).order_by("pk")
    ]
