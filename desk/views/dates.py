"""Other dates of a year: first who is affected, then the reason, then they are saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal import mail
from appraisal.access import require
from appraisal.http import Request
from indicators import access
from indicators.forms import WindowsForm
from indicators.models import Period
from indicators.operations import refuse_unfit
from indicators.rules import TermKind
from indicators.views.loading import accepted, page, stamp
from organizations.rules import Span

from ..forms.period import ReasonForm
from ..operations.dates import change_dates
from ..queries.day_spans import Beyond, Change, beyond, changes_of_dates
from ..queries.effects import Effect, due_effects, effect_of

WINDOWS = ("planning_from", "planning_until", "annual_from", "annual_until", "award_from", "award_until")
ASKED_AGAIN = {"csrfmiddlewaretoken", "_once", "_owner", "version", "confirmed", "ubah"}


@require_http_methods(["GET", "HEAD", "POST"])
def period_dates(request: Request, pk: int) -> HttpResponse:
    """Take other dates, show who is affected, and save them with a reason; a prepared year saves at once."""
    today = timezone.localdate()
    require(access.may_manage_periods(request.user, today))
    period = get_object_or_404(Period, pk=pk)
    if request.method != "POST":
        require(access.may_change_period(request.user, period, today))
    terms = list(period.terms.select_related("period").order_by("number"))
    initial = {name: getattr(period, name) for name in WINDOWS}
    form = WindowsForm(request.POST or None, terms=terms, initial=initial)
    reason = ReasonForm(request.POST if is_confirmed(request) else None)
    if is_sent(request) and form.is_valid() and accepted(form, lambda: _fit(period, form)):
        if not period.opened_at or (is_confirmed(request) and reason.is_valid()):
            if accepted(form, lambda: _save(request, period, form, reason)):
                messages.success(request, "Tanggal tersimpan.")
                return redirect("desk:period-detail", pk)
        else:
            return _effects(request, period, form, reason)
    version = request.POST.get("version", period.version)
    return page(request, "desk/period_dates.html", form, period=period, version=version)


def _fit(period: Period, form: WindowsForm) -> None:
    terms = {term.pk: term for term in form.terms}
    refuse_unfit(period, terms, form.dates(), form.due(), form.rating())


def _save(request: Request, period: Period, form: WindowsForm, reason: ReasonForm) -> None:
    change_dates(
        period=period,
        **stamp(request),
        reason=reason.cleaned_data["reason"] if period.opened_at else "",
        dates=form.dates(),
        due=form.due(),
        rating=form.rating(),
    )


def _effects(request: Request, period: Period, form: WindowsForm, reason: ReasonForm) -> HttpResponse:
    """Show what the dates that were typed do, and ask for the reason."""
    today, dates = timezone.localdate(), form.dates()
    changes = changes_of_dates(period, form.terms, dates, form.rating())
    usual: dict[int | None, Span] = {pk: Span(*days) for pk, days in form.rating().items()}
    usual[None] = Span(dates["planning_from"], dates["planning_until"])
    more = due_effects(period, form.terms, form.due(), today)
    return effects_page(request, period, changes, reason, more=more, beyond=beyond(period, usual, form.terms))


# --- The page with the effects, also for days of units ---------------------------------------------


def effects_page(
    request: Request,
    period: Period,
    changes: Iterable[Change],
    form: ReasonForm | None = None,
    *,
    more: Iterable[Effect] = (),
    beyond: Sequence[Beyond] = (),
    back: str = "desk:period-detail",
    may_edit: bool = True,
) -> HttpResponse:
    """Show what other days do to whom, with everything that was typed to be sent again and confirmed."""
    today, final = timezone.localdate(), period.terms.get(kind=TermKind.FINAL)
    effects = [effect_of(period, final, change, today) for change in changes]
    without = {"reason"} if form is not None else set()
    names = [name for name in request.POST if name not in ASKED_AGAIN | without]
    return page(
        request,
        "desk/dates_preview.html",
        form,
        period=period,
        effects=[*effects, *more],
        beyond=beyond,
        back=reverse(back, args=[period.pk]),
        may_edit=may_edit,
        is_told=mail.is_on() and any(effect.people for effect in effects),
        values=[(name, value) for name in names for value in request.POST.getlist(name)],
        version=request.POST.get("version", ""),
    )


def is_sent(request: Request) -> bool:
    """Say whether something was sent that is to go on, not to be edited once more."""
    return request.method == "POST" and "ubah" not in request.POST


def is_confirmed(request: Request) -> bool:
    """Say whether the page with the effects was seen and is answered now."""
    return is_sent(request) and bool(request.POST.get("confirmed"))
