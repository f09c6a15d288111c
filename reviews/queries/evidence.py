"""Reads about files that prove something: how much is allowed, what is there, what it proves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, Prefetch, QuerySet, Sum
from django.urls import reverse

from appraisal.paging import counted_page
from appraisal.templatetags.ui import tanggal
from indicators.queries import current_period, policy
from indicators.rules import DEFAULT_FIGURES
from organizations.models import Employee

from ..models import Attachment, EvidenceFile, Note, Objection, Realisation

MEBI = 1024 * 1024
RECENT = 6  # own files that a form offers again
PER_PAGE = 30


@dataclass(frozen=True)
class Allowance:
    """How much may be kept, in bytes: one file, and all files of one person."""

    file: int
    person: int


def allowance(on: date) -> Allowance:
    """Return the figures of the policy that holds on a day, remembered for a minute."""
    key = f"evidence-allowance-{on}"
    found: Allowance | None = cache.get(key)
    if found is None:
        found = _allowance(on)
        cache.set(key, found, 60)
    return found


def _allowance(on: date) -> Allowance:
    period = current_period(on)
    figures = policy(period) if period else {row.key: row.value for row in DEFAULT_FIGURES}
    return Allowance(int(figures["bukti_ukuran_mb"] * MEBI), int(figures["bukti_kuota_mb"] * MEBI))


def used_by(owner: Employee) -> tuple[int, int]:
    """Return how many files a person keeps, and how many bytes they take."""
    kept = EvidenceFile.objects.filter(owner=owner, removed_at__isnull=True)
    found = kept.aggregate(count=Count("pk"), bytes=Sum("size"))
    return found["count"], found["bytes"] or 0


def recent_files(owner: Employee, without: Sequence[EvidenceFile]) -> list[EvidenceFile]:
    """Return the latest own files, for a form to offer again."""
    kept = EvidenceFile.objects.filter(owner=owner, removed_at__isnull=True)
    return list(kept.exclude(pk__in=[row.pk for row in without]).order_by("-pk")[:RECENT])


def files_of(thing: Note | Realisation | Objection) -> QuerySet[EvidenceFile]:
    """Return the files that prove a note, a realisation or an objection."""
    return EvidenceFile.objects.filter(**{f"attachments__{thing._meta.model_name}": thing}).order_by("pk")


SHOWN = ("key", "name", "content_type", "size")  # columns of a file that pages tell


def reports_with_files(rows: QuerySet[Realisation]) -> list[Realisation]:
    """Return realisations in their order, each with `proofs`, its files; all in one query."""
    columns = {f"file_{name}": F(f"attachments__file__{name}") for name in SHOWN}
    found: dict[int, Realisation] = {}
    for row in rows.annotate(**columns).order_by(*rows.query.order_by, "attachments__pk"):
        first = found.setdefault(row.pk, row)
        if first is row:
            row.proofs = []
        values = {name: getattr(row, f"file_{name}") for name in SHOWN}
        if values["key"]:
            first.proofs.append(EvidenceFile(**values))
    return list(found.values())


def add_files(notes: Sequence[Note]) -> None:
    """Give each of the notes `proofs`, its files (one query)."""
    by_note: dict[int, list[EvidenceFile]] = {note.pk: [] for note in notes}
    rows = Attachment.objects.filter(note__in=by_note).select_related("file")
    for row in rows.order_by("pk"):
        by_note[row.note_id or 0].append(row.file)
    for note in notes:
        note.proofs = by_note[note.pk]


def facts(file: EvidenceFile) -> str:
    """Return kind, size and day of a file in words."""
    return f"{file.kind_words}, {tanggal(file.uploaded_at)}"


@dataclass
class OwnFile:
    """One line of the own files."""

    file: EvidenceFile
    facts: str
    proves: list[tuple[str, str]] = field(default_factory=list)  # words and address


def own_page(owner: Employee, asked: str) -> dict[str, Any]:
    """Return a page of the own files, the latest first, each with what it proves (three queries)."""
    kept = EvidenceFile.objects.filter(owner=owner, removed_at__isnull=True)
    count, used = used_by(owner)
    page = counted_page(asked, count, PER_PAGE)
    counting = Attachment.objects.exclude(note__removed_at__isnull=False).order_by("pk")
    with_things = counting.select_related("note", "realisation__indicator", "realisation__term", "objection")
    rows = kept.order_by("-pk").prefetch_related(Prefetch("attachments", queryset=with_things))
    return {
        "rows": [
            OwnFile(row, facts(row), [_proved(one) for one in row.attachments.all()])
            for row in rows[page.part]
        ],
        "used": used,
        "page": page,
    }


def _proved(one: Attachment) -> tuple[str, str]:
    """Return what a file proves in words, and where it is let go."""
    if one.note is not None:
        words = f"Catatan {tanggal(one.note.noted_on)}: {one.note.text[:80]}"
        return words, reverse("reviews:note-edit", args=[one.note.pk])
    if one.objection is not None:
        words = f"Keberatan {tanggal(one.objection.filed_at)}"
        return words, reverse("reviews:evaluation-detail", args=[one.objection.evaluation_id])
    report = one.realisation
    assert report is not None
    words = f"Realisasi {report.term.name}: {report.indicator.text[:80]}"
    return words, reverse("reviews:progress-report", args=[report.indicator_id, report.term_id])
