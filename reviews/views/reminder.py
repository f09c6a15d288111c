"""One's own reminders, and their log for the desk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal import mail
from appraisal.access import require
from appraisal.http import Request
from organizations.access import desk_scope, may_see_desk

from ..forms.reminder import ReminderForm
from ..models import ReminderSetting
from ..models.reminder import setting_of
from ..operations.reminder import set_reminders
from ..queries.reminder import own_digests, reminder_log


@require_http_methods(["GET", "HEAD", "POST"])
def reminder_settings(request: Request) -> HttpResponse:
    """Show and change how often the person is reminded, and what was sent lately."""
    today = timezone.localdate()
    stored = ReminderSetting.objects.filter(employee=request.user).first() or setting_of(request.user)
    initial = {"rhythm": stored.rhythm, "paused_until": stored.paused_until}
    form = ReminderForm(request.POST or None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_reminders(employee=request.user, **form.cleaned_data, at=timezone.now())
        messages.success(request, "Pengaturan pengingat tersimpan.")
        return redirect("reviews:reminder-settings")
    context = {
        "form": form,
        "digests": own_digests(request.user),
        "mail_is_on": mail.is_on(),
        "address": request.user.email,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/reminder_settings.html", context, status=status)


@require_safe
def reminder_list(request: Request) -> HttpResponse:
    """Show the desk how many were reminded on which day, by unit and person."""
    today = timezone.localdate()
    require(may_see_desk(request.user, today))
    log = reminder_log(desk_scope(request.user, today), request.GET.dict(), today)
    return TemplateResponse(request, "reviews/reminder_list.html", {"log": log, "mail_is_on": mail.is_on()})
