"""Who saw what: one decorator for pages that show another person's record (reliability research, 5.3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Model
from django.http.response import HttpResponseBase
from django.utils import timezone

from appraisal import audit
from appraisal.http import Request, is_prefetch

from .access import is_superior
from .models import Employee, Supervision

View = TypeVar("View", bound=Callable[..., Any])


def looks(action: str, at: str, where: str = "") -> Callable[[View], View]:
    """Keep in the trail that a page showed somebody's record to another person, once a day.

    `at` is where the record stands in the context of the page, with dots; `where` what must be true in it
    for the record to be shown at all. A page that was refused, led elsewhere or fetched ahead showed nothing.
    """

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response: HttpResponseBase = view(request, *args, **kwargs)
            is_shown = request.method == "GET" and response.status_code == 200 and not is_prefetch(request)
            if is_shown and (not where or _shown(response, where)):
                keep_look(request.user, action, _shown(response, at))
            return response

        return answer  # type: ignore[return-value]

    return around


def keep_look(user: Employee, action: str, record: Model) -> None:
    """Keep that somebody looked at a record, unless it is the own or that of somebody in the own team.

    What a direct superior reads of the team is daily work and no look. At most one query and one insert;
    nothing on the second look of a day.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    person = audit.person_of(record)
    if person is None or person == user.pk:
        return
    team = None
    if is_superior(user, today):
        team = Supervision.objects.on(today).filter(superior=user, placement__employee=person)
    audit.seen(action=action, by=user, at=now, target=record, unless=team)


def _shown(response: Any, path: str) -> Any:
    found: Any = response.context_data
    for step in path.split("."):
        found = found[step] if isinstance(found, dict) else getattr(found, step)
    return found
