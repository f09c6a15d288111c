"""Slowing down floods: where a request comes from, how often it failed there, the network of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from axes.models import AccessAttempt
from django.conf import settings
from django.core.cache import caches
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

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


def network_of(address: str) -> str:
    """Return the network of an address: the first 24 bits of IPv4, 48 of IPv6; "" for what is no address."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False))


def day_mark(request: HttpRequest, about: str, on: date) -> str:
    """Return sixteen letters that are the same for one network, one place and one day, and for no other.

    The key follows from SECRET_KEY and the day, so that the marks of two days or two places cannot be
    laid side by side. Whoever holds SECRET_KEY could try all networks; hence it is not kept.
    """
    network = network_of(client_address(request))
    return salted_hmac(f"day-mark {on.isoformat()}", f"{about} {network}", algorithm="sha256").hexdigest()[
        :16
    ]


@dataclass(frozen=True)
class Allowance:
    """How often one network may do something in a minute and in a day, where nobody logs in.

    Each worker counts in its own memory, under the mark of the day: nothing is stored, and with several
    workers a network may do a few times as much. What is beyond is refused before the database is asked.
    """

    about: str
    per_minute: int
    per_day: int

    def is_used_up(self, request: HttpRequest, at: datetime) -> bool:
        """Say whether the network has done it as often as it may."""
        seen = caches["throttle"].get_many(self._windows(request, at))
        return any(seen.get(key, 0) >= most for key, (most, _) in self._windows(request, at).items())

    def count(self, request: HttpRequest, at: datetime) -> None:
        """Note that the network did it once more."""
        counts = caches["throttle"]
        for key, (_, lasts) in self._windows(request, at).items():
            if not counts.add(key, 1, lasts):
                counts.incr(key)

    def _windows(self, request: HttpRequest, at: datetime) -> dict[str, tuple[int, int]]:
        local = timezone.localtime(at)
        mark = day_mark(request, self.about, local.date())
        return {f"{mark}-{local:%H%M}": (self.per_minute, 120), mark: (self.per_day, 24 * 60 * 60)}
