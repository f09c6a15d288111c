"""Feedback during the year: the own page, giving, correcting, replying."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from indicators.models import CoreValue, Result
from organizations.looking import looks
from organizations.models import Employee

from ..access import remark as access
from ..forms.remark import RemarkForm, ReplyForm, WordsForm
from ..models import Remark, RemarkRequest
from ..operations import remark as operations
from ..queries import remark as queries
from ..rules.phrases import phrases_of
from ..rules.remark import REMARK_LABELS
from .loading import version_of, with_people

PARTS = {queries.RECEIVED: "Diterima", queries.GIVEN: "Diberikan", queries.REQUESTED: "Permintaan"}


@require_safe
def remark_list(request: Request) -> HttpResponse:
    """Show what the person received and gave, or the requests on both sides."""
    part = request.GET.get("bagian", queries.RECEIVED)
    part = part if part in PARTS else queries.RECEIVED
    kind = request.GET.get("jenis", "")
    asked = queries.asked_of(request.user)
    context: dict[str, Any] = {"part": part, "kind": kind, "page": None, "requests": None}
    context["is_received"] = part == queries.RECEIVED
    context["tabs"] = [
        {
            "label": f"{label} ({asked})" if key == queries.REQUESTED and asked else label,
            "href": f"?bagian={key}",
            "is_current": key == part,
        }
        for key, label in PARTS.items()
    ]
    others = reverse("multirater:invitation-list")
    context["tabs"].append({"label": "Putaran 360", "href": others, "is_current": False})
    if part == queries.REQUESTED:
        context["requests"] = queries.requests_of(request.user)
    else:
        context["page"] = queries.remark_page(request.user, part, kind, request.GET.get("hal", ""))
        kinds = [("", "Semua"), *((each.value, label) for each, label in REMARK_LABELS.items())]
        context["kinds"] = [
            {"label": label, "href": f"?bagian={part}&jenis={key}", "is_current": key == kind}
            for key, label in kinds
        ]
    return TemplateResponse(request, "reviews/remark_list.html", context)


@require_safe
def remark_start(request: Request) -> HttpResponse:
    """Find the person to write to."""
    return _people(request, "reviews:remark-give", "Beri umpan balik")


@require_safe
def request_start(request: Request) -> HttpResponse:
    """Find the person to ask."""
    return _people(request, "reviews:request-new", "Minta umpan balik")


def _people(request: Request, target: str, heading: str) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:80]
    found = queries.people(request.user, text, timezone.localdate())
    rows = [
        {
            "title": post.employee.full_name,
            "hint": f"{post.label}, {post.unit}",
            "href": reverse(target, args=[post.employee_id]),
        }
        for post in found
    ]
    context = {"rows": rows, "q": text, "heading": heading, "letters": queries.LETTERS}
    return TemplateResponse(request, "reviews/remark_people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remark_give(request: Request, employee: int) -> HttpResponse:
    """Say something about a person's work; who reads it stands above the field."""
    person = get_object_or_404(Employee, pk=employee)
    return _give(request, person)


@require_http_methods(["GET", "HEAD", "POST"])
def request_answer(request: Request, pk: int) -> HttpResponse:
    """Answer a request for words, with the question and what it is about above the field."""
    rows = access.requests_to(request.user).select_related("placement__employee", "result")
    asked: RemarkRequest = get_object_or_404(rows, pk=pk)
    if request.method != "POST" and (asked.answered_at or asked.declined_at):
        messages.info(request, "Permintaan ini sudah dijawab atau ditutup.")
        return redirect(f"{reverse('reviews:remark-list')}?bagian={queries.REQUESTED}")
    return _give(request, asked.placement.employee, asked)


def _give(request: Request, person: Employee, asked: RemarkRequest | None = None) -> HttpResponse:
    today = timezone.localdate()
    require(access.may_write_to(request.user, person, today))
    standing = access.standing(request.user, person, today)
    assert standing is not None, "may_write_to asked for a post"
    results: list[Result] = list(standing.results)
    if asked is not None and asked.result is not None and asked.result not in results:
        results.append(asked.result)
    values = list(CoreValue.objects.order_by("number"))
    about = f"h{asked.result_id}" if asked and asked.result_id else ""
    typed = request.POST if request.method == "POST" else None
    form = RemarkForm(typed, results=results, values=values, about=about)
    if request.method == "POST" and not form.asks_only and form.is_valid():
        with refusals(form):
            operations.give(
                to=person,
                kind=form.cleaned_data["kind"],
                about=form.chosen(),
                text=form.cleaned_data["text"],
                by=request.user,
                at=timezone.now(),
                request=asked,
            )
            said = f"Terkirim. {person.called} bisa membacanya sekarang."
            messages.success(request, said, extra_tags=draft_of(person, asked))
            return redirect(f"{reverse('reviews:remark-list')}?bagian={queries.GIVEN}")
    context = {
        "form": form,
        "post": standing.placement,
        "person": person,
        "asked": asked,
        "draft": draft_of(person, asked),
        "examples": [{"name": value.name, "phrases": phrases_of(value.number)} for value in values],
    }
    return TemplateResponse(request, "reviews/remark_give.html", context, status=422 if form.errors else 200)


def draft_of(person: Employee, asked: RemarkRequest | None) -> str:
    """Return under which name the browser keeps the typed text."""
    return f"permintaan-{asked.pk}" if asked else f"umpan-{person.pk}"


# --- One remark ---------------------------------------------------------------------------------


def _remark(request: Request, pk: int) -> Remark:
    rows = queries.with_words(access.visible_remarks(request.user, timezone.localdate()))
    return get_object_or_404(rows.select_related("request"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def remark_detail(request: Request, pk: int) -> HttpResponse:
    """Show one remark with its reply; the receiver writes the reply here."""
    remark = _remark(request, pk)
    may = access.may_reply(request.user, remark)
    form = ReplyForm(request.POST if request.method == "POST" else None, initial={"text": remark.reply})
    if request.method == "POST":
        require(may)
        if form.is_valid():
            operations.reply(
                remark=remark,
                version=version_of(request) or 0,
                text=form.cleaned_data["text"],
                by=request.user,
                at=timezone.now(),
            )
            said = f"Tanggapan tersimpan. {remark.given_by.called} bisa membacanya."
            messages.success(request, said, extra_tags=f"tanggapan-{remark.pk}")
            return redirect("reviews:remark-list")
    context = {
        "remark": remark,
        "form": form,
        "may": may,
        "may_correct": access.may_correct(request.user, remark, timezone.now()),
        "version": request.POST.get("version", remark.version),
    }
    return TemplateResponse(
        request, "reviews/remark_detail.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remark_correct(request: Request, pk: int) -> HttpResponse:
    """Word the own remark anew, or take it back, on its first day and before a reply."""
    remark = _remark(request, pk)
    now = timezone.now()
    require(access.may_correct(request.user, remark, now))
    typed = request.POST if request.method == "POST" else None
    form = WordsForm(typed, initial={"kind": remark.kind, "text": remark.text})
    if request.method == "POST" and form.is_valid():
        operations.correct(
            remark=remark, version=version_of(request) or 0, by=request.user, at=now, **form.cleaned_data
        )
        messages.success(request, "Kalimat baru tersimpan.", extra_tags=f"perbaikan-{remark.pk}")
        return redirect("reviews:remark-detail", remark.pk)
    context = {
        "remark": remark,
        "form": form,
        "may_take_back": access.may_take_back(request.user, remark, now),
        "version": request.POST.get("version", remark.version),
    }
    return TemplateResponse(
        request, "reviews/remark_correct.html", context, status=422 if form.errors else 200
    )


@require_POST
def remark_take_back(request: Request, pk: int) -> HttpResponse:
    """Take the own remark back."""
    remark = _remark(request, pk)
    operations.take_back(remark=remark, version=version_of(request) or 0, by=request.user, at=timezone.now())
    messages.success(request, "Umpan balik ditarik.", extra_tags=f"perbaikan-{pk}")
    return redirect(f"{reverse('reviews:remark-list')}?bagian={queries.GIVEN}")


@looks("plan.viewed", at="plan")
@require_safe
def remarks_of_plan(request: Request, plan: int) -> HttpResponse:
    """Show the superior what was said about a person in the year of a plan."""
    rows = with_people(access.read_plans(request.user, timezone.localdate()))
    row = get_object_or_404(rows, pk=plan)
    context = {"plan": row, "remarks": queries.remarks_of(row)}
    return TemplateResponse(request, "reviews/remarks_of_plan.html", context)
