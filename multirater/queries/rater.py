"""What somebody was asked to fill in: the list, the way to the next form, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse

from appraisal.paging import CountedPage, counted_page
from appraisal.templatetags.ui import tanggal
from organizations.models import Employee

from ..access.rater import last_day, own_invitations, takes_forms
from ..models import Invitation
from ..rules import InvitationStatus, RoundStatus, Side

SIZE = 50
WAITING = InvitationStatus.WAITING.value
SHOWN = (WAITING, InvitationStatus.ANSWERED.value, InvitationStatus.DECLINED.value)
PEOPLE = ("round__questionnaire", "ratee", "reviewee__unit", "reviewee__placement__position")
AS = {
    Side.SUPERIOR: "sebagai atasan",
    Side.PEER: "sebagai rekan kerja",
    Side.SUBORDINATE: "sebagai bawahan langsung",
    Side.PARTNER: "sebagai mitra dari unit lain",
    Side.SELF: "tentang diri sendiri",
}


@dataclass(frozen=True)
class Step:
    """The next form of a round: its place among those that this person was asked for."""

    invitation: Invitation
    place: int
    total: int


def forms_of(user: Employee, on: date) -> QuerySet[Invitation]:
    """Return the forms that a person may fill in or has done in rounds that take forms, those to do first."""
    first = Case(When(status=WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = own_invitations(user).filter(takes_forms(on), status__in=SHOWN).select_related(*PEOPLE)
    return rows.order_by(first, "round__answer_until", "round", "ratee__name", "pk")


def form_page(user: Employee, on: date, asked: str) -> tuple[CountedPage, list[dict[str, str]], int]:
    """Return a page of the list as rows of tasks, and how many wait (three queries)."""
    rows = forms_of(user, on)
    page = counted_page(asked, rows.count(), SIZE)
    waiting = rows.filter(status=WAITING).count()
    return page, [_task(row, on) for row in rows[page.part]], waiting


def _task(row: Invitation, on: date) -> dict[str, str]:
    is_waiting, is_open = row.status == WAITING, row.round.status == RoundStatus.OPEN
    until = last_day(row.round, on)
    hint = [f"{row.reviewee.placement.label}, {row.reviewee.unit}"] if row.side != Side.SELF else []
    hint.append(AS[Side(row.side)][0].upper() + AS[Side(row.side)][1:])
    if is_waiting:
        hint.append(f"{'sampai' if is_open else 'susulan sampai'} {tanggal(until)}")
        status, kind = "Menunggu Anda", "info"
    elif row.status == InvitationStatus.DECLINED:
        status, kind = "Belum cukup mengenal", "mute"
    else:
        hint.append(f"bisa diubah sampai {tanggal(until)}" if is_open else "tersimpan")
        status, kind = "Terkirim", "ok"
    title = "Diri Anda sendiri" if row.side == Side.SELF else row.ratee.full_name
    href = reverse("multirater:invitation-start", args=[row.pk])
    return {"title": title, "hint": " · ".join(hint), "href": href, "status": status, "kind": kind}


def next_form(user: Employee, done: Invitation, on: date) -> Step | None:
    """Return the form to go on with, of the same round where it has one (two queries)."""
    rows = forms_of(user, on)
    statuses = list(rows.filter(round=done.round_id).values_list("status", flat=True))
    waiting = statuses.count(WAITING)
    same = Case(When(round=done.round_id, then=Value(0)), default=Value(1), output_field=IntegerField())
    following = rows.filter(status=WAITING).exclude(pk=done.pk)
    found = following.order_by(same, "round__answer_until", "ratee__name", "pk").first()
    if found is None:
        return None
    if found.round_id != done.round_id:
        return Step(found, 1, following.filter(round=found.round_id).count())
    return Step(found, len(statuses) - waiting + 1, len(statuses))


def waiting_forms(person: Any, on: date) -> QuerySet[Invitation]:
    """Return the forms of open rounds that wait for a person, or for the one of an outer query."""
    due = Q(round__status=RoundStatus.OPEN.value, round__answer_from__lte=on, round__answer_until__gte=on)
    return Invitation.objects.filter(due, rater=person, status=WAITING)
