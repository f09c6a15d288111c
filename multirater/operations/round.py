"""Preparing a round, opening it with a draw, giving it more days, giving it up."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Denied, Refused
from appraisal.versions import change
from indicators.models import Period
from organizations.models import Employee, Unit

from ..access.desk import may_run
from ..models import Invitation, Questionnaire, Round, RoundScope
from ..queries.staff import staff_of
from ..rules import STATUS_LABELS, Choosing, InvitationStatus, QuestionnaireStatus, RoundStatus
from ..rules.setting import Setting, faults, may_become
from .draw import Draw, draw_round, enrol

FIXED = "Putaran ini sudah dimulai. Tujuan, kuesioner, sisi, dan batasnya tidak bisa diubah lagi."


@transaction.atomic
def create_round(*, period: Period, setting: Setting, by: Employee, at: datetime) -> Round:
    """Prepare a round of a year; nobody but BKD sees it until it is opened.

    Raise Denied for anybody but BKD or in a closed year, Refused with the field where a setting would not
    protect raters or cannot work.
    """
    require(may_run(by, timezone.localdate(at)))
    locking.take(period.pk)
    _open_year(period.pk)
    _sound(setting)
    _unused(period.pk, setting.name)
    row = Round.objects.create(period=period, created_by=by, **asdict(setting))
    audit.record(action="round.created", by=by, at=at, target=row, after=_facts(row))
    return row


@transaction.atomic
def change_round(*, row: Round, version: int, setting: Setting, by: Employee, at: datetime) -> Round:
    """Set everything about a round anew while it is being prepared; raise as `create_round`, or Conflict.

    Raise Denied once nomination or answering has begun: what was said to people stands.
    """
    row = held(row)
    require(may_run(by, timezone.localdate(at)))
    if row.status != RoundStatus.DRAFT:
        raise Denied(FIXED)
    _sound(setting)
    _unused(row.period_id, setting.name, row)
    before = _facts(row)
    _change(row, version, **asdict(setting))
    audit.record(action="round.changed", by=by, at=at, target=row, before=before, after=_facts(row))
    return row


@transaction.atomic
def extend_round(
    *, row: Round, version: int, answer_until: date, late_until: date | None, by: Employee, at: datetime
) -> Round:
    """Give a round that has begun later last days; earlier ones would break what people were told.

    After the closing only late answers get more time. Raise Denied, Refused with the field, or Conflict.
    """
    row = held(row)
    require(may_run(by, timezone.localdate(at)))
    begun = {RoundStatus.NOMINATION, RoundStatus.OPEN, RoundStatus.CLOSED}
    if row.status not in begun:
        raise Denied("Hari putaran ini tidak bisa diperpanjang lagi.")
    if row.status == RoundStatus.CLOSED and answer_until != row.answer_until:
        raise Refused(
            "Pengisian sudah ditutup. Yang bisa diperpanjang hanya jawaban susulan.", "answer_until"
        )
    if answer_until < row.answer_until:
        raise Refused("Pilih hari yang sama atau lebih lambat dari yang sudah diumumkan.", "answer_until")
    if row.late_until is not None and (late_until is None or late_until < row.late_until):
        raise Refused("Pilih hari yang sama atau lebih lambat dari yang sudah diumumkan.", "late_until")
    if late_until is not None and late_until <= answer_until:
        raise Refused("Jawaban susulan berakhir setelah hari terakhir pengisian.", "late_until")

    before = _days(row)
    _change(row, version, answer_until=answer_until, late_until=late_until)
    audit.record(action="round.extended", by=by, at=at, target=row, before=before, after=_days(row))
    return row


@transaction.atomic
def add_to_scope(
    *,
    row: Round,
    version: int,
    unit: Unit | None = None,
    kinds: Collection[str] = (),
    people: Collection[Employee] = (),
    by: Employee,
    at: datetime,
) -> Round:
    """Let a round review a unit with all below it, perhaps only some kinds of positions, or single people.

    What is in already stays once. Raise Denied once it has begun, Refused without a choice, or Conflict.
    """
    row = _draft(row, by, at)
    if unit is None and not people:
        raise Refused("Pilih unit atau pegawai yang dinilai.")
    _change(row, version)
    wanted = [RoundScope(round=row, unit=unit, position_kind=kind) for kind in (kinds or [""]) if unit]
    wanted += [RoundScope(round=row, employee=person) for person in people]
    RoundScope.objects.bulk_create(wanted, ignore_conflicts=True)
    after = {"unit": unit.name if unit else "", "kinds": sorted(kinds), "people": len(people)}
    audit.record(action="round.scope_added", by=by, at=at, target=row, after=after)
    return row


@transaction.atomic
def drop_from_scope(*, row: Round, version: int, scope: int, by: Employee, at: datetime) -> Round:
    """Take one part out of the scope of a round that is being prepared; raise Denied or Conflict."""
    row = _draft(row, by, at)
    _change(row, version)
    RoundScope.objects.filter(round=row, pk=scope).delete()
    audit.record(action="round.scope_dropped", by=by, at=at, target=row)
    return row


@transaction.atomic
def begin_nomination(*, row: Round, version: int, by: Employee, at: datetime) -> Round:
    """Let the reviewed people propose who reviews them; purpose and thresholds stand still from now on.

    Raise Denied or Refused where it cannot begin, Conflict when somebody was first.
    """
    row, on = held(row), timezone.localdate(at)
    require(may_run(by, on))
    if row.choosing != Choosing.NOMINATION or not may_become(row.status, RoundStatus.NOMINATION):
        raise Denied("Pengusulan hanya dibuka untuk putaran yang disiapkan dengan usulan pegawai.")
    _ready(row, on)
    if row.nominate_until is not None and row.nominate_until < on:
        raise Refused("Hari terakhir pengusulan sudah lewat. Ubah harinya dulu.")
    _change(row, version, status=RoundStatus.NOMINATION.value)
    count = len(enrol(row, staff_of(row, on)))
    if not count:
        raise Refused("Belum ada pegawai yang dinilai. Pilih unit atau pegawainya dulu.")
    audit.record(action="round.nomination", by=by, at=at, target=row, after={"reviewees": count})
    return row


@transaction.atomic
def open_round(*, row: Round, version: int, by: Employee, at: datetime) -> Draw:
    """Open a round: draw who reviews whom with a new seed, and ask them; return what was drawn.

    Purpose, questionnaire, sides and thresholds stand still from now on. Raise Denied or Refused where it
    cannot open, Conflict when somebody was first.
    """
    row, on = held(row), timezone.localdate(at)
    require(may_run(by, on))
    from_ = RoundStatus.NOMINATION if row.choosing == Choosing.NOMINATION else RoundStatus.DRAFT
    if row.status == RoundStatus.DRAFT != from_:
        raise Denied("Putaran ini dimulai dengan pengusulan penilai. Buka pengusulannya dulu.")
    if row.status != from_:
        raise Conflict("Putaran ini sudah dibuka atau dibatalkan.", version=row.version)
    _ready(row, on)
    _change(row, version, status=RoundStatus.OPEN.value, seed=secrets.token_hex(16), opened_at=at)
    drawn = draw_round(row, on=on)
    after = {"reviewees": drawn.reviewees, "invitations": drawn.invitations}
    audit.record(action="round.opened", by=by, at=at, target=row, after=after)
    return drawn


@transaction.atomic
def cancel_round(*, row: Round, version: int, reason: str, by: Employee, at: datetime) -> Round:
    """Give up a round before it is closed, with a reason; open invitations end, answers are never shown.

    Raise Denied afterwards, Refused without a reason, Conflict when somebody was first.
    """
    locking.take_round(row.pk)  # nobody is in the middle of sending an opinion
    row = held(row)
    require(may_run(by, timezone.localdate(at)))
    if not may_become(row.status, RoundStatus.CANCELLED):
        raise Denied("Putaran yang sudah ditutup tidak bisa dibatalkan.")
    if not reason.strip():
        raise Refused("Tulis alasan pembatalan.", "reason")
    before = {"status": row.status}
    _change(row, version, status=RoundStatus.CANCELLED.value)
    waiting = (InvitationStatus.WAITING.value, InvitationStatus.PROPOSED.value)
    open_ones = Invitation.objects.filter(round=row, status__in=waiting)
    open_ones.update(status=InvitationStatus.WITHDRAWN.value, version=F("version") + 1)
    after = {"status": row.status}
    audit.record(
        action="round.cancelled", by=by, at=at, target=row, before=before, after=after, note=reason.strip()
    )
    return row


def held(row: Round) -> Round:
    """Lock a round and return it as it is now, so that nobody answers or opens while its state changes."""
    return Round.objects.select_for_update(of=("self",)).select_related("period").get(pk=row.pk)


# --- Parts ----------------------------------------------------------------------------------------


def _draft(row: Round, by: Employee, at: datetime) -> Round:
    row = held(row)
    require(may_run(by, timezone.localdate(at)))
    if row.status != RoundStatus.DRAFT:
        raise Denied("Putaran ini sudah dimulai. Siapa yang dinilai tidak bisa diubah lagi.")
    return row


def _sound(setting: Setting) -> None:
    """Refuse the first setting that would not protect or not work, and a questionnaire not in force."""
    for field, sentence in faults(setting):
        raise Refused(sentence, field)
    in_force = Questionnaire.objects.filter(status=QuestionnaireStatus.IN_FORCE.value)
    if not in_force.filter(pk=setting.questionnaire_id).exists():
        raise Refused("Pilih kuesioner yang berlaku.", "questionnaire")


def _unused(period: int, name: str, row: Round | None = None) -> None:
    others = Round.objects.filter(period=period, name=name)
    if (others.exclude(pk=row.pk) if row else others).exists():
        raise Refused("Tahun ini sudah punya putaran dengan nama itu.", "name")


def _open_year(period: int) -> None:
    year = Period.objects.get(pk=period)
    if not year.is_open:
        raise Denied(f"Tahun {year.year} tidak sedang dibuka.")


def _ready(row: Round, on: date) -> None:
    """Refuse to begin in a closed year, without people, after the last day, or with a withdrawn edition."""
    _open_year(row.period_id)
    if not row.scopes.exists():
        raise Refused("Belum ada pegawai yang dinilai. Pilih unit atau pegawainya dulu.")
    if row.answer_until < on:
        raise Refused("Hari terakhir pengisian sudah lewat. Ubah harinya dulu.")
    if row.questionnaire.status != QuestionnaireStatus.IN_FORCE:
        raise Refused("Kuesioner putaran ini sudah ditarik. Pilih kuesioner yang berlaku.")


def _change(row: Round, version: int, **values: Any) -> None:
    """Change a round in the state it was read in; who is second reads what stands there."""
    try:
        change(row, expect=version, where={"status": row.status}, **values)
    except Conflict as conflict:
        stored = Round.objects.get(pk=row.pk)
        conflict.theirs = {
            "Nama": stored.name,
            "Keadaan": STATUS_LABELS[RoundStatus(stored.status)],
            "Pengisian sampai": f"{stored.answer_until:%d-%m-%Y}",
        }
        raise


def _days(row: Round) -> dict[str, str]:
    late = row.late_until.isoformat() if row.late_until else ""
    return {"answer_until": row.answer_until.isoformat(), "late_until": late}


def _facts(row: Round) -> dict[str, Any]:
    return {
        "name": row.name,
        "purpose": row.purpose,
        "questionnaire": row.questionnaire_id,
        "sides": " ".join(row.sides),
        "choosing": row.choosing,
        "shown_from": row.shown_from,
        "spread_from": row.spread_from,
        "answer_from": row.answer_from.isoformat(),
        **_days(row),
    }
