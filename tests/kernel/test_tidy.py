"""What served its time goes, in batches that let others write in between (hostile list 84)."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessLog
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from appraisal.models import FormToken
from tests.world import World


def test_what_is_old_goes_and_what_is_young_stays(office: World) -> None:
    now = timezone.now()
    for key, age in (("old", timedelta(days=3)), ("young", timedelta(hours=20))):
        FormToken.objects.create(key=key, user=office.ani, at=now - age)
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=1) - age)
    for name, days in (("198704052010011002", 91), ("198704052010011003", 89)):
        row = AccessLog.objects.create(username=name, path_info="/masuk/")
        AccessLog.objects.filter(pk=row.pk).update(attempt_time=now - timedelta(days=days))

    out = io.StringIO()
    call_command("tidy", stdout=out)

    assert list(FormToken.objects.values_list("key", flat=True)) == ["young"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["young"]
    assert list(AccessLog.objects.values_list("username", flat=True)) == ["198704052010011003"]
    assert "1 token formulir, 0 surel, 1 sesi, dan 1 catatan masuk dihapus" in out.getvalue()


def test_many_go_in_batches(
    db: None, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    past = timezone.now() - timedelta(days=1)
    Session.objects.bulk_create(
        Session(session_key=f"s{n}", session_data="", expire_date=past) for n in range(95)
    )
    monkeypatch.setattr("appraisal.management.commands.tidy.BATCH", 20)

    with django_assert_num_queries(3 + 2 * 5 + 1):
        call_command("tidy", stdout=io.StringIO())

    assert not Session.objects.exists()
