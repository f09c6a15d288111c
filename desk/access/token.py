"""Who hands tokens to other systems, and what a token opens."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from appraisal.access import ALLOW, Decision, deny
from organizations.access import may_administer, scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..models import ApiToken
from ..rules.token import Reach


def may_keep_tokens(user: Employee, on: date) -> Decision:
    """BKD admins make and revoke tokens; what they open is the agency's."""
    return may_administer(user, on)


def may_see_tokens(user: Employee, on: date) -> Decision:
    """BKD admins and auditors of the whole agency read which systems hold tokens, and what they asked for."""
    if scope_of(user, Role.BKD_ADMIN, Role.AUDITOR, on=on).is_all:
        return ALLOW
    return deny("Halaman ini dibuka untuk admin BKD dan auditor.")


def visible_tokens(user: Employee, on: date) -> QuerySet[ApiToken]:
    """Return the tokens that this person may look at: all of them, or none."""
    return ApiToken.objects.all() if may_see_tokens(user, on) else ApiToken.objects.none()


def may_read(token: ApiToken, reach: Reach) -> Decision:
    """Say whether a token opens this; one query."""
    if token.reaches.filter(reach=reach).exists():
        return ALLOW
    return deny(f"Token ini tidak membuka {reach.value}. Minta BKD membuat token dengan cakupan itu.")
