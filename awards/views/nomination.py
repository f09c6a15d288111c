"""Nominating for an award, the own nominations, being named, and what the desk of awards reads."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import Decision, require
from appraisal.forms import refusals
from appraisal.http import Request
from appraisal.paging import counted_page
from multirater.queries.people import colleagues
from reviews.views.evidence import form_with_files

from ..access import award as readers
from ..access import nomination as access
from ..access import scheme as schemes
from ..forms.nomination import NominationPart, PersonNomination, TeamNomination, UnitNomination
from ..models import AwardScheme
from ..operations import nomination as operations
from ..queries import nomination as queries
from ..rules.nomination import Subject, is_short, may_name_oneself, subject_of
from ..rules.scheme import Category

PAGE = 25
KINDS: dict[Subject, type[NominationPart]] = {Subject.UNIT: UnitNomination, Subject.TEAM: TeamNomination}
SHORT = "Tersimpan. Alasannya singkat; pencalonan dengan contoh lebih mudah dinilai tim."


@require_http_methods(["GET", "POST"])
def nominate(request: Request, pk: int) -> HttpResponse:
    """Ask whom and why, and keep the nomination."""
    today = timezone.localdate()
    scheme = get_object_or_404(schemes.visible_schemes(request.user, today), pk=pk)
    may = access.may_nominate(request.user, scheme, today)
    subject = subject_of(Category(scheme.category))
    asked = request.POST.get("q", request.GET.get("q", ""))
    found = _found(request, scheme, asked) if subject is Subject.PERSON else []
    form = _form(request, subject, found, may)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.nominate(
                scheme=scheme,
                proposed=form.proposed(),
                reason=form.cleaned_data["reason"],
                link=form.cleaned_data["link"],
                files=form.chosen,
                by=request.user,
                at=timezone.now(),
            )
            said = SHORT if is_short(form.cleaned_data["reason"]) else "Pencalonan Anda tersimpan."
            messages.success(request, said)
            return redirect("awards:nomination-list")
    context = {"scheme": scheme, "form": form, "found": found, "q": asked, "may": may}
    context |= {"is_person": subject is Subject.PERSON}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "awards/nominate.html", context, status=status)


def _found(request: Request, scheme: AwardScheme, asked: str) -> list[Any]:
    """Return the people of this name; oneself only where that is possible."""
    today = timezone.localdate()
    member = request.user.pk in readers.committee(today)
    oneself = may_name_oneself(Category(scheme.category), is_on_committee=member)
    return colleagues(asked, today, without=set() if oneself or member else {request.user.pk})


def _form(request: Request, subject: Subject, found: list[Any], may: Decision) -> NominationPart:
    kind: Any = KINDS.get(subject) or partial(PersonNomination, found)
    form: NominationPart = form_with_files(kind, request, None, may)
    return form


@require_safe
def nomination_list(request: Request) -> HttpResponse:
    """Show what the person wrote and what became of it, and where the person is named."""
    today = timezone.localdate()
    rows = queries.lines(queries.with_subjects(access.own_nominations(request.user))[:100])
    for line in rows:
        line["may_withdraw"] = access.may_withdraw(request.user, line["row"], today)
    context = {"rows": rows, "named": queries.schemes_naming(request.user, access.about(request.user))}
    return TemplateResponse(request, "awards/nomination_list.html", context)


@require_POST
def nomination_withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraw an own nomination."""
    row = get_object_or_404(access.own_nominations(request.user), pk=pk)
    operations.withdraw(nomination=row, by=request.user, at=timezone.now())
    messages.success(request, "Pencalonan ditarik.")
    return redirect("awards:nomination-list")


@require_POST
def nomination_leave(request: Request, pk: int) -> HttpResponse:
    """Leave the person out of the nominations of a scheme."""
    named = access.about(request.user).values("scheme")
    scheme = get_object_or_404(AwardScheme.objects.filter(pk__in=named), pk=pk)
    operations.leave_out(scheme=scheme, by=request.user, at=timezone.now())
    messages.success(request, f"Anda tidak diikutsertakan dalam {scheme.name}.")
    return redirect("awards:nomination-list")


@require_safe
def scheme_nominations(request: Request, pk: int) -> HttpResponse:
    """Show the nominations of a scheme to committee, BKD admins and auditors, twenty-five a page."""
    today = timezone.localdate()
    require(readers.may_see(request.user, today))
    scheme = get_object_or_404(schemes.visible_schemes(request.user, today), pk=pk)
    rows = access.readable(request.user, today).filter(scheme=scheme)
    total = rows.count()
    page = counted_page(request.GET.get("halaman", ""), total, PAGE)
    shown = queries.lines(queries.with_subjects(rows)[page.part])
    context = {"scheme": scheme, "rows": shown, "total": total, "page": page if page.last > 1 else None}
    return TemplateResponse(request, "awards/scheme_nominations.html", context)
