"""The list of tokens with what each asked for lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from ..models import ApiToken, TokenReach

LATELY = timedelta(days=30)
MOST = 100  # rows; an agency has a handful


@dataclass(frozen=True)
class TokenRow:
    """A token as the desk reads it."""

    row: ApiToken
    reaches: list[str]
    state: str
    kind: str
    last_used: date | None
    requests: int
    rows: int


def token_rows(tokens: QuerySet[ApiToken], on: date) -> list[TokenRow]:
    """Return the tokens, those that hold first, with their use of the last thirty days (two queries)."""
    lately = Q(uses__day__gt=on - LATELY)
    used: dict[str, Any] = {
        "last_used": Max("uses__day"),
        "lately": Coalesce(Sum("uses__requests", filter=lately), 0),
        "given": Coalesce(Sum("uses__rows", filter=lately), 0),
    }
    names = Prefetch("reaches", TokenReach.objects.order_by("pk"))
    rows = tokens.annotate(**used).select_related("made_by", "revoked_by").prefetch_related(names)
    found = list(rows.order_by("revoked_at", "-ended_on", "pk")[:MOST])
    return [_told(row, on) for row in sorted(found, key=lambda row: not row.holds(on))]


def _told(row: Any, on: date) -> TokenRow:
    state, kind = ("Berlaku", "ok") if row.holds(on) else ("Berakhir", "mute")
    if row.revoked_at:
        state, kind = "Dicabut", "mute"
    reaches = [each.get_reach_display().partition(":")[0] for each in row.reaches.all()]
    return TokenRow(row, reaches, state, kind, row.last_used, row.lately, row.given)
