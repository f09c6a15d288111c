"""Login with the employee number (NIP)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from .access import with_flags
from .models import Employee
from .rules import clean_nip


def written_nip(text: str) -> str:
    """Return a typed NIP or code as it is stored: in capitals, without spaces and unstorable letters."""
    return clean_nip(text.replace("\x00", ""))[:40].upper()


def login_name(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """Return the name under which failed logins are counted: one for all spellings of a NIP."""
    typed = (credentials or {}).get("nip")
    if typed is None and request is not None:
        typed = request.POST.get("nip")
    return written_nip(typed or "")


@lru_cache(maxsize=2)
def people_on(day: date) -> QuerySet[Employee]:
    """Return all people with their flags, never read: every request of the day narrows this one question.

    To put it together takes longer than to ask it.
    """
    return with_flags(Employee.objects.all(), day)


class NipBackend(ModelBackend):
    """Authenticate an employee by NIP; answer in the same time whether or not the NIP exists."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, nip: str | None = None, password: str | None = None, **extra: Any
    ) -> Employee | None:
        """Return the active employee with this NIP and password, or None."""
        if not nip or password is None:
            return None
        employee = Employee.objects.filter(nip=written_nip(nip)).first()
        if employee is None:
            Employee().set_password(password)
            return None
        matches = employee.check_password(password)
        return employee if matches and self.user_can_authenticate(employee) else None

    def get_user(self, user_id: int) -> Employee | None:
        """Return the active employee of a session; what the navigation asks comes along."""
        employee = people_on(timezone.localdate()).filter(pk=user_id).first()
        return employee if employee is not None and self.user_can_authenticate(employee) else None
