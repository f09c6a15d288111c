"""What every page shows around its content: navigation by right, the agency's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from . import access
from .models import Agency

SHORT = {"Beranda", "Kemajuan", "Umpan balik"}  # pages research 2.2
AGENCY_NAME = "agency-name"  # the key under which the name is remembered


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation."""

    label: str
    href: str
    is_current: bool
    is_short: bool = True  # whether it stands beside "Menu" on a phone


class Frame:
    """The frame of one request; each fact is read when a template asks for it."""

    demo = settings.DEMO

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def agency_name(self) -> str:
        """The agency's name, remembered for a minute."""
        name = cache.get(AGENCY_NAME)
        if name is None:
            name = Agency.objects.filter(pk=1).values_list("name", flat=True).first() or ""
            cache.set(AGENCY_NAME, name, 60)
        return name

    @cached_property
    def user_name(self) -> str:
        """The name of the person who is logged in, or nothing."""
        user = self.request.user
        return user.full_name if user.is_authenticated else ""

    @cached_property
    def nav(self) -> list[Entry]:
        """The entries of this person; by right; phones show the three of everyday work and a menu."""
        user = self.request.user
        if not user.is_authenticated:
            return []
        today = timezone.localdate()
        names = [
            ("Beranda", "reviews:home"),
            ("SKP saya", "indicators:plan-mine"),
            ("Kemajuan", "reviews:note-list"),
            ("Umpan balik", "reviews:remark-list"),
            ("Hasil", "reviews:result-mine"),
        ]
        if access.is_superior(user, today):
            names.append(("Tim saya", "reviews:team"))
        if access.grants_of(user, today):
            names.append(("BKD", "desk:cycle"))
        return [self._entry(label, reverse(name)) for label, name in names]

    def _entry(self, label: str, href: str) -> Entry:
        path = self.request.path
        is_current = path == href or (href != "/" and path.startswith(href))
        return Entry(label, href, is_current, label in SHORT)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Put the frame into every template's context."""
    return {"frame": Frame(request)}
