"""Making, revoking and counting the use of tokens."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from organizations.models import Employee

from ..access.token import may_keep_tokens
from ..models import ApiToken, TokenReach, TokenUse
from ..rules.token import Reach, fingerprint, latest_end, written

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


@transaction.atomic
def make_token(
    *, name: str, reaches: Collection[Reach], until: date, by: Employee, at: datetime
) -> tuple[ApiToken, str]:
    """Make a token and return it with its text, which is stored nowhere.

    Raise Denied for anybody but a BKD admin, Refused without a reach or for more than a year.
    """
    today = timezone.localdate(at)
    require(may_keep_tokens(by, today))
    if not reaches:
        raise Refused("Pilih paling sedikit satu hal yang boleh dibaca.", "reaches")
    if not today <= until <= latest_end(today):
        raise Refused("Token berlaku paling lama satu tahun dari hari ini.", "ended_on")
    mark = "".join(secrets.choice(ALPHABET) for _ in range(8))
    text = written(mark, secrets.token_urlsafe(32))
    row = ApiToken.objects.create(
        name=name, mark=mark, sha256=fingerprint(text), made_by=by, made_at=at, ended_on=until
    )
    TokenReach.objects.bulk_create(TokenReach(token=row, reach=reach) for reach in sorted(set(reaches)))
    after = {"reaches": sorted(set(reaches)), "ended_on": until}
    audit.record(action="token.made", by=by, at=at, target=row, after=after)
    return row, text


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Employee, at: datetime) -> ApiToken:
    """End a token at once; raise Denied for anybody but a BKD admin, Refused when it was revoked before."""
    require(may_keep_tokens(by, timezone.localdate(at)))
    rows = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True)
    if not rows.update(revoked_at=at, revoked_by=by):
        raise Refused("Token ini sudah dicabut.")
    audit.record(action="token.revoked", by=by, at=at, target=token)
    token.revoked_at, token.revoked_by = at, by
    return token


@transaction.atomic
def count_use(token: ApiToken, list_name: str, rows: int, *, on: date, at: datetime) -> None:
    """Count one request of a token; the first of a list on a day leaves an event as well."""
    row, is_new = TokenUse.objects.get_or_create(
        token=token, day=on, list_name=list_name, defaults={"requests": 1, "rows": rows}
    )
    if is_new:
        audit.record(action="token.used", by=None, at=at, target=token, after={"list": list_name})
        return
    TokenUse.objects.filter(pk=row.pk).update(requests=F("requests") + 1, rows=F("rows") + rows)
