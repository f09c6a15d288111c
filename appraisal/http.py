"""Typed requests and small answers that views share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from organizations.models import Employee

HIDDEN = {"csrfmiddlewaretoken", "_once", "_owner", "_nip", "_sandi", "version"}


class Request(HttpRequest):
    """A request of a logged-in employee."""

    user: Employee  # type: ignore[assignment]
    htmx: HtmxDetails


def is_partial(request: Any) -> bool:
    """Say whether htmx asks for a fragment and not for the page."""
    return bool(request.htmx) and not request.htmx.boosted


def typed_values(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what the person typed as (name, value) pairs, without passwords and keys of the frame."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in HIDDEN and "password" not in name
    ]
