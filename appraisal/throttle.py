"""Slowing down who guesses passwords: where a request comes from, and how often it failed there."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_address

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

FAILURES_PER_ADDRESS = 200  # an office behind one address may mistype; a password sprayer does more
WINDOW = timedelta(minutes=15)


def client_address(request: HttpRequest) -> str:
    """Return the network address of the browser, as the outermost proxy of ours saw it.

    Without PROXY_COUNT the header X-Forwarded-For is what anybody may have written, so it counts for
    nothing. With it, the entry that many places from the right is our proxy's word.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXY_COUNT:
        return direct
    entries = [entry.strip() for entry in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if len(entries) < settings.PROXY_COUNT:
        return direct
    try:
        return str(ip_address(entries[-settings.PROXY_COUNT]))
    except ValueError:
        return direct


def is_flooded(request: HttpRequest, at: datetime) -> bool:
    """Say whether too many logins failed from this address in the last quarter of an hour."""
    recent = AccessAttempt.objects.filter(ip_address=client_address(request), attempt_time__gte=at - WINDOW)
    failures = recent.aggregate(total=Sum("failures_since_start"))["total"] or 0
    return failures > FAILURES_PER_ADDRESS
