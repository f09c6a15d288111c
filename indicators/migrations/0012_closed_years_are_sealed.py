"""Years that were closed before plans followed: their agreed plans are closed, and the closing is done."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import F


def seal(apps: Any, schema_editor: Any) -> None:
    """Give the plans and years the states that closing gives them today."""
    period, plan = apps.get_model("indicators", "Period"), apps.get_model("indicators", "Plan")
    closed = period.objects.filter(closed_at__isnull=False, sealed_at__isnull=True)
    plans = plan.objects.filter(period__in=closed, status="DISEPAKATI", revises__isnull=True)
    plans.update(status="DITUTUP", version=F("version") + 1)
    closed.update(sealed_at=F("closed_at"))


class Migration(migrations.Migration):
    dependencies = [("indicators", "0011_archive_of_years")]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
