"""Reminding from the list of people: whom it reaches, whom not and why, the words, and sending."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal import mail
from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from appraisal.templatetags.ui import angka, waktu
from reviews.rules.reminder import leaves_at

from ..access.completeness import may_remind
from ..forms.reminding import WordForm
from ..operations import reminding as operations
from ..queries.receivers import told
from .loading import loaded_or_404

EVERYBODY = "semua"
MOST = 200  # ticks of one page; more than a page shows is no choice of a person


def chosen_of(sent: QueryDict) -> list[int] | None:
    """Return the posts that were ticked, None for everybody who matches."""
    if sent.get("lingkup") == EVERYBODY:
        return None
    ticked = [text for text in sent.getlist("pilih") if text.isascii() and text.isdigit() and len(text) <= 9]
    return sorted({int(text) for text in ticked[:MOST]})


@require_http_methods(["GET", "POST"])
def completeness_remind(request: Request) -> HttpResponse:
    """Show whom a reminder reaches, whom not and why, with its words; send it."""
    loaded = loaded_or_404(request)
    require(may_remind(request.user, loaded.on))
    sent = request.POST if request.method == "POST" else request.GET
    asked, chosen, now = loaded.asked(), chosen_of(sent), timezone.now()
    found, form = loaded.people(asked), WordForm(request.POST or None)
    back = reverse("desk:completeness-people") + asked.link()
    if request.method == "POST" and chosen != [] and form.is_valid():
        with refusals(form):
            done = operations.remind_waiting(
                asked=found, chosen=chosen, text=form.cleaned_data["kalimat"], by=request.user, at=now
            )
            messages.success(request, _said(done))
            return redirect("reviews:reminder-list")
    context = {"asked": asked, "term": loaded.term, "chosen": chosen, "form": form, "back": back}
    if chosen != []:
        outlook = operations.outlook(found, chosen, request.user, now)
        context |= {
            "found": outlook,
            "receivers": len(outlook.reached),
            "matters": told({pk: outlook.matters[pk] for pk in outlook.reached}),
            "leaves": leaves_at(timezone.localtime(now)),
            "has_mail": mail.is_on(),
            "at_once": operations.AT_ONCE,
        }
    status = 422 if form.errors or chosen == [] else 200
    return TemplateResponse(request, "desk/completeness_remind.html", context, status=status)


def _said(done: operations.Sent) -> str:
    many = f"{angka(done.receivers)} pengingat"
    if done.job is not None:
        return f"{many} sedang disiapkan. Anda boleh menutup halaman ini."
    return f"{many} disiapkan, berangkat {waktu(done.leaves)}."
