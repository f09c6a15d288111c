"""Who asks: a token, within its reach, its days and its pace."""

from __future__ import annotations

from datetime import date

from django.core.cache import caches
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import HttpError
from ninja.security import HttpBearer

from appraisal.throttle import Allowance

from ..access.token import may_read
from ..models import ApiToken
from ..rules.token import Reach, fingerprint, mark_of

PER_MINUTE = 120  # requests of one token; each worker counts in its own memory
STRANGERS = Allowance("api", per_minute=30, per_day=2000)  # wrong tokens from one network
NO_TOKEN = "Sertakan token di kepala Authorization: Bearer cpn_…"
UNKNOWN = "Token tidak dikenal, sudah dicabut, atau masa berlakunya habis. Hubungi BKD."
TOO_FAST = "Terlalu banyak permintaan dalam satu menit. Tunggu sebentar, lalu lanjutkan."


class Bearer(HttpBearer):
    """A token in the header; never in the address, which is written into logs."""

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self.reach = reach

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        """Return the token that may read this list; raise 401, 403 or 429 with a sentence."""
        now = timezone.now()
        if STRANGERS.is_used_up(request, now):
            raise HttpError(429, TOO_FAST)
        row = _found(token, timezone.localdate(now))
        if row is None:
            STRANGERS.count(request, now)
            raise HttpError(401, UNKNOWN)
        if _is_too_fast(row, f"{now:%H%M}"):
            raise HttpError(429, TOO_FAST)
        decision = may_read(row, self.reach)
        if not decision:
            raise HttpError(403, decision.reason)
        return row


def _found(token: str, on: date) -> ApiToken | None:
    if mark_of(token) is None:
        return None
    row = ApiToken.objects.filter(sha256=fingerprint(token)).first()
    return row if row and row.holds(on) else None


def _is_too_fast(row: ApiToken, minute: str) -> bool:
    counts, key = caches["throttle"], f"token-{row.pk}-{minute}"
    if counts.add(key, 1, 120):
        return False
    return counts.incr(key) > PER_MINUTE
