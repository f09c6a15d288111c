"""A round that begins and runs: opening it, how it is answered by unit, reminding, the file of counts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal import audit, mail, sheets
from appraisal.access import require
from appraisal.errors import Denied
from appraisal.http import Request, download, version_of
from organizations.access import desk_scope
from organizations.queries import path_to, unit_page

from ..access.desk import may_run
from ..models import Round
from ..operations import reminder
from ..operations import round as operations
from ..operations.draw import preview
from ..operations.large_round import Act, begin_large
from ..queries import response as responses
from ..queries.desk import opening_parts
from ..queries.response_file import PEOPLE_COLUMNS, UNIT_COLUMNS, people_rows, unit_rows
from ..rules import Choosing, RoundStatus
from .round import load_round

LARGE = 3_000  # people whom a page still opens a round for within its minute
NOT_BEGUN = {RoundStatus.DRAFT, RoundStatus.CANCELLED}


def load_begun(request: Request, pk: int, *, to_run: bool = False) -> Round:
    """Return a round that people were asked in, or 404."""
    row = load_round(request, pk, to_run=to_run)
    if row.status in NOT_BEGUN:
        raise Http404
    return row


@require_http_methods(["GET", "POST"])
def round_open(request: Request, pk: int) -> HttpResponse:
    """Say what opening will bring about, and open."""
    row, today = load_round(request, pk, to_run=True), timezone.localdate()
    if row.status not in (RoundStatus.DRAFT, RoundStatus.NOMINATION):
        raise Denied("Putaran ini sudah dibuka atau dibatalkan.")
    if request.method == "POST":
        told: dict[str, Any] = {"row": row, "version": version_of(request) or 0, "by": request.user}
        if opening_parts(row, today)["count"] > LARGE:
            job = begin_large(act=Act.OPEN, at=timezone.now(), **told)
            return redirect("desk:job-detail", job.pk)
        drawn = operations.open_round(at=timezone.now(), **told)
        messages.success(
            request, f"Putaran dibuka. {drawn.invitations} undangan menunggu di Beranda para penilai."
        )
        return redirect("multirater:round-detail", pk)
    begins = row.choosing == Choosing.NOMINATION and row.status == RoundStatus.DRAFT
    context = opening_parts(row, today) | {"row": row, "begins": begins}
    context["drawn"] = None if begins else preview(row, on=today)
    return TemplateResponse(request, "multirater/round_open.html", context)


@require_POST
def round_nominate(request: Request, pk: int) -> HttpResponse:
    """Let the reviewed people propose their raters."""
    row = load_round(request, pk, to_run=True)
    operations.begin_nomination(row=row, version=version_of(request) or 0, by=request.user, at=timezone.now())
    messages.success(request, "Pengusulan penilai dibuka.")
    return redirect("multirater:round-detail", pk)


@require_safe
def round_unit(request: Request, pk: int, unit: int) -> HttpResponse:
    """Show how the people of a unit and of those below it are answered: counts, never who."""
    row, today = load_begun(request, pk), timezone.localdate()
    made, scope = responses.responses(row), desk_scope(request.user, today)
    is_inside = scope.is_all or unit in scope.unit_ids
    if not (is_inside and unit in made.names and made.below(unit).people):
        raise Http404
    above = [one for one in path_to(made, unit)[:-1] if scope.is_all or one in scope.unit_ids]
    context = {
        "row": row,
        "unit": made.names[unit],
        "path": [(one, made.names[one]) for one in above],
        "counts": made.below(unit),
        "units": unit_page(made, unit, request.GET.get("halaman", "")),
        "at": made.at,
    }
    people = responses.unit_people(row, unit, request.user, today, request.GET.get("orang", ""))
    return TemplateResponse(request, "multirater/round_unit.html", context | people)


@require_http_methods(["GET", "POST"])
def round_remind(request: Request, pk: int) -> HttpResponse:
    """Say how many letters a reminder brings about, and write them."""
    row, today = load_begun(request, pk, to_run=True), timezone.localdate()
    if request.method == "POST":
        count = reminder.remind_raters(row=row, by=request.user, at=timezone.now())
        messages.success(request, f"{count} surel pengingat disiapkan dan segera dikirim.")
        return redirect("multirater:round-detail", pk)
    require(may_run(request.user, today))
    context = {
        "row": row,
        "waiting": responses.raters_waiting(row).count(),
        "letters": reminder.to_remind(row, today).count(),
        "reminded": reminder.reminded_on(row, today),
        "takes_answers": reminder.takes_answers(row, today),
        "has_mail": mail.is_on(),
        "until": reminder.last_day(row),
    }
    return TemplateResponse(request, "multirater/round_remind.html", context)


@require_safe
def round_file(request: Request, pk: int) -> HttpResponse:
    """Send the counts of the page as a spreadsheet: people as CSV, units and people as XLSX."""
    row, today = load_begun(request, pk), timezone.localdate()
    form = request.GET.get("format", "xlsx")
    if form not in ("csv", "xlsx"):
        raise Http404
    audit.record(
        action="round.counts_exported",
        by=request.user,
        at=timezone.now(),
        target=row,
        after={"format": form},
    )
    people = people_rows(row, request.user, today)
    if form == "csv":
        content = sheets.csv_bytes(PEOPLE_COLUMNS, people)
    else:
        units = unit_rows(row, request.user, today)
        book = [
            ("Unit", UNIT_COLUMNS, units, (60, 12, 12, 14, 18)),
            ("Pegawai", PEOPLE_COLUMNS, people, (22, 40, 60, 12, 14, 24)),
        ]
        content = sheets.write_book(book)
    return download(content, f"partisipasi-360-{row.pk}.{form}")
