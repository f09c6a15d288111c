"""The library of indicators: proposing, accepting, sending back, and the set that comes with the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.templatetags.ui import waktu
from appraisal.versions import change
from organizations.models import Employee

from ..access import library as access
from ..models import LibraryEntry
from ..rules import EntryFacts, EntryStatus, check_entry, next_code, same_words

TRIES = 5  # for the next free code, when several propose in the same moment
NOTE_AT_MOST = 500


@transaction.atomic
def propose_entry(
    *,
    facts: EntryFacts,
    by: Employee,
    at: datetime,
    replaces: LibraryEntry | None = None,
    version: int | None = None,
) -> LibraryEntry:
    """Propose a new entry, or a new edition of the accepted one in `replaces` as seen in `version`.

    The code of a new entry is the next one of its field. Raise Denied, Refused at the column that
    lacks something or when an edition already waits, Conflict when the edition is no longer in force.
    """
    require(access.may_propose(by, timezone.localdate(at)))
    base = LibraryEntry.objects.select_for_update().get(pk=replaces.pk) if replaces else None

    if base and (base.status != EntryStatus.ACCEPTED or base.version != version):
        raise conflict(base)
    _refuse(facts, base.code if base else "")
    if base and facts.field != base.field:
        raise Refused("Bidang layanan mengikuti kodenya. Usulkan butir baru untuk bidang lain.", "field")
    if base and LibraryEntry.objects.filter(code=base.code, status=EntryStatus.PROPOSED).exists():
        raise Refused(f"Edisi baru {base.code} sudah diusulkan dan menunggu BKD.")

    entry = _store(facts, base, by, at)
    _record("library.proposed", entry, by, at, before=_told(base) if base else None, after=_told(entry))
    return entry


@transaction.atomic
def revise_entry(
    *, entry: LibraryEntry, version: int, facts: EntryFacts, by: Employee, at: datetime
) -> LibraryEntry:
    """Mend an own proposal and hand it to the BKD again; Conflict when it was decided meanwhile."""
    entry = LibraryEntry.objects.select_for_update().get(pk=entry.pk)
    require(access.may_mend(by, entry))
    if entry.version != version or entry.status not in access.OPEN:
        raise conflict(entry)

    _refuse(facts, entry.code)
    if facts.field != entry.field:
        raise Refused("Bidang layanan mengikuti kodenya. Usulkan butir baru untuk bidang lain.", "field")

    before = _told(entry)
    where = {"status__in": access.OPEN}
    values = asdict(facts) | {"edition": _edition(entry), "status": EntryStatus.PROPOSED.value}
    _advance(entry, version, where, **values, proposed_at=at)
    _record("library.revised", entry, by, at, before=before, after=_told(entry))
    return entry


@transaction.atomic
def add_entry(
    *,
    facts: EntryFacts,
    by: Employee,
    at: datetime,
    replaces: LibraryEntry | None = None,
    version: int | None = None,
) -> LibraryEntry:
    """Put an entry or a new edition straight into the library; for the BKD, as two recorded steps."""
    require(access.may_keep_library(by, timezone.localdate(at)))
    entry = propose_entry(facts=facts, by=by, at=at, replaces=replaces, version=version)
    return accept_entry(entry=entry, version=entry.version, by=by, at=at)


@transaction.atomic
def accept_entry(*, entry: LibraryEntry, version: int, by: Employee, at: datetime) -> LibraryEntry:
    """Accept a proposal; the edition before it is kept as replaced, so that one per code is in force.

    Raise Denied for anybody but the BKD, Conflict when it was decided or changed meanwhile, Refused
    when a later edition is in force or another code says the same.
    """
    require(access.may_keep_library(by, timezone.localdate(at)))
    entry = LibraryEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.version != version or entry.status != EntryStatus.PROPOSED:
        raise conflict(entry)

    before = LibraryEntry.objects.filter(code=entry.code, status=EntryStatus.ACCEPTED).first()
    if before and before.edition > entry.edition:
        raise Refused(
            f"Edisi {before.edition} sudah berlaku. Kembalikan usulan ini agar disesuaikan dengan edisi itu."
        )
    _refuse(facts_of(entry), entry.code)

    if before:
        _advance(before, before.version, {"status": before.status}, status=EntryStatus.REPLACED.value)
    decided = {"status": EntryStatus.ACCEPTED.value, "decided_by": by, "decided_at": at, "note": ""}
    _advance(entry, version, {"status": EntryStatus.PROPOSED.value}, **decided)
    _record("library.accepted", entry, by, at, before=_told(before) if before else None, after=_told(entry))
    return entry


@transaction.atomic
def send_back_entry(
    *, entry: LibraryEntry, version: int, note: str, by: Employee, at: datetime
) -> LibraryEntry:
    """Give a proposal back with a note on what would help; Conflict when it was decided meanwhile."""
    require(access.may_keep_library(by, timezone.localdate(at)))
    entry = LibraryEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.version != version or entry.status != EntryStatus.PROPOSED:
        raise conflict(entry)

    note = note.strip()
    if not note:
        raise Refused("Tulis catatan Anda, supaya pengusul tahu apa yang bisa diperbaiki.", "note")
    if len(note) > NOTE_AT_MOST:
        raise Refused(f"Tulisan ini paling panjang {NOTE_AT_MOST} huruf.", "note")

    decided = {"status": EntryStatus.SENT_BACK.value, "decided_by": by, "decided_at": at, "note": note}
    _advance(entry, version, {"status": EntryStatus.PROPOSED.value}, **decided)
    _record("library.sent_back", entry, by, at, note=note)
    return entry


@transaction.atomic
def load_library(*, rows: Iterable[Mapping[str, str]], at: datetime) -> int:
    """Add the shipped entries whose code is not there yet, and return how many.

    What is there stays as the agency has it, in whatever edition.
    """
    taken = set(LibraryEntry.objects.values_list("code", flat=True))
    status = EntryStatus.ACCEPTED.value
    fresh = [LibraryEntry(status=status, **row) for row in rows if row["code"] not in taken]
    LibraryEntry.objects.bulk_create(fresh)
    if fresh:
        codes = [entry.code for entry in fresh]
        audit.record(action="library.loaded", by=None, at=at, after={"codes": codes})
    return len(fresh)


# --- Parts ------------------------------------------------------------------------------------


def facts_of(entry: LibraryEntry) -> EntryFacts:
    """Return an entry's row as the plain data that the rules check."""
    return EntryFacts(**{name: getattr(entry, name) for name in EntryFacts.__dataclass_fields__})


def conflict(entry: LibraryEntry) -> Conflict:
    """Return the honest answer for the second one: what happened to the entry meanwhile, and by whom."""
    who = f" oleh {entry.decided_by.full_name} pada {waktu(entry.decided_at)}" if entry.decided_by else ""
    told = {
        EntryStatus.ACCEPTED: f"{entry.code} edisi {entry.edition} sudah diterima{who}.",
        EntryStatus.SENT_BACK: f"Usulan {entry.code} sudah dikembalikan dengan catatan{who}.",
        EntryStatus.REPLACED: f"{entry.code} edisi {entry.edition} sudah diganti edisi yang lebih baru.",
        EntryStatus.PROPOSED: f"Usulan {entry.code} sudah berubah sejak Anda membukanya.",
    }
    theirs = {"Indikator": entry.text, "Formula": entry.formula}
    return Conflict(told[EntryStatus(entry.status)], theirs, entry.version)


def _refuse(facts: EntryFacts, code: str) -> None:
    """Refuse what lacks something, and what the library already says under another code."""
    for column, sentence in check_entry(facts):
        raise Refused(sentence, column)
    rows = LibraryEntry.objects.filter(status=EntryStatus.ACCEPTED, field=facts.field).exclude(code=code)
    for twin, text in rows.order_by("code").values_list("code", "text"):
        if same_words(text) == same_words(facts.text):
            raise Refused(f"Indikator ini sudah ada di kamus dengan kode {twin}.", "text")


def _store(facts: EntryFacts, base: LibraryEntry | None, by: Employee, at: datetime) -> LibraryEntry:
    """Write the row under its code; when somebody else took the code or edition first, look again."""
    for _ in range(TRIES):
        codes = LibraryEntry.objects.values_list("code", flat=True)
        code, edition = (base.code, _edition(base)) if base else (next_code(facts.field, codes), 1)
        key = {"code": code, "edition": edition}
        try:
            with transaction.atomic():
                return LibraryEntry.objects.create(**key, **asdict(facts), proposed_by=by, proposed_at=at)
        except IntegrityError:
            continue
    raise Refused("Beberapa usulan masuk pada saat yang sama. Kirim sekali lagi.")


def _edition(entry: LibraryEntry) -> int:
    """Return the edition that a proposal gets: its own while nothing later exists, else the next one."""
    others = LibraryEntry.objects.filter(code=entry.code).exclude(pk=entry.pk)
    latest = others.order_by("-edition").values_list("edition", flat=True).first() or 0
    is_open = entry.status in access.OPEN
    return entry.edition if is_open and entry.edition > latest else max(latest, entry.edition) + 1


def _advance(entry: LibraryEntry, version: int, where: dict[str, Any], **values: Any) -> None:
    try:
        change(entry, expect=version, where=where, **values)
    except Conflict as lost:
        current = LibraryEntry.objects.select_related("decided_by").get(pk=entry.pk)
        raise conflict(current) from lost


def _told(entry: LibraryEntry) -> dict[str, Any]:
    return {"code": entry.code, "edition": entry.edition} | asdict(facts_of(entry))


def _record(action: str, entry: LibraryEntry, by: Employee, at: datetime, **more: Any) -> None:
    audit.record(action=action, by=by, at=at, target=entry, **more)
