"""Asking for help, replying, closing."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from indicators.models import Plan, Result
from organizations.models import Employee

from ..access import action as access
from ..models import HelpRequest
from .holding import hold


@transaction.atomic
def ask(*, plan: Plan, result: Result | None, text: str, by: Employee, at: datetime) -> HelpRequest:
    """Ask the superior of the line for help, for a result or the whole plan, and return the request.

    Raise Denied for anybody but the owner, Refused without words, Conflict while another request about
    the same result is open.
    """
    plan = hold(plan)
    require(access.may_ask(by, plan, timezone.localdate(at)))
    if not text.strip():
        raise Refused("Tulis apa yang menghambat dan bantuan apa yang Anda perlukan.", "text")
    if result is not None and (result.plan_id != plan.pk or not access.still_promised(result)):
        raise Refused("Pilih hasil kerja yang termuat dalam SKP Anda.", "result")
    try:
        with transaction.atomic():
            request = HelpRequest.objects.create(plan=plan, result=result, text=text.strip(), asked_at=at)
    except IntegrityError:
        saved = HelpRequest.objects.get(result=result, closed_at__isnull=True)
        message = "Permintaan bantuan untuk hasil ini sudah terbuka. Tutup yang itu dulu bila isinya berubah."
        raise Conflict(message, theirs={"Permintaan yang terbuka": saved.text}) from None
    audit.record(action="help.asked", by=by, at=at, target=request, after={"text": request.text})
    return request


@transaction.atomic
def reply(
    *, request: HelpRequest, version: int, text: str, closes: bool, by: Employee, at: datetime
) -> HelpRequest:
    """Write or change the one reply to a request, and close it on demand; return the request.

    Raise Denied for anybody below, Refused without words, Conflict with the stored reply when somebody
    else replied or closed meanwhile.
    """
    row = _held(request)
    _unchanged(row, version)
    require(access.may_reply(by, row, timezone.localdate(at)))
    if not text.strip():
        raise Refused("Tulis apa yang Anda lakukan atau sarankan.", "text")
    values = {"reply": text.strip(), "replied_by": by, "replied_at": at}
    before = {"reply": row.reply}
    if closes:
        values |= {"closed_at": at, "closed_by": by}
    change(row, expect=version, where={"closed_at": None}, **values)
    after = {"reply": row.reply, "closed": closes}
    audit.record(action="help.replied", by=by, at=at, target=row, before=before, after=after)
    return row


@transaction.atomic
def close(*, request: HelpRequest, version: int, by: Employee, at: datetime) -> HelpRequest:
    """Close a request; who needs help again asks anew. Raise Denied, or Conflict when it changed."""
    row = _held(request)
    _unchanged(row, version)
    require(access.may_close(by, row, timezone.localdate(at)))
    change(row, expect=version, where={"closed_at": None}, closed_at=at, closed_by=by)
    audit.record(action="help.closed", by=by, at=at, target=row)
    return row


def _held(request: HelpRequest) -> HelpRequest:
    """Lock the request and return it as it is now, with its plan and people."""
    row = HelpRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    row.plan = Plan.objects.with_people().get(pk=row.plan_id)
    return row


def _unchanged(row: HelpRequest, version: int) -> None:
    """Show what is stored to who was second, before anything is said about rights that it took away."""
    if row.version == version:
        return
    theirs = {"Jawaban yang tersimpan": row.reply} if row.reply else {}
    if row.closed_at is not None:
        raise Conflict("Permintaan ini baru saja ditutup.", theirs=theirs, version=row.version)
    raise Conflict(theirs=theirs, version=row.version)
