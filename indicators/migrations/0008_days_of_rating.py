"""Terms that were there before their days of rating: from the last day of the term, for thirty days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import migrations


def fill(apps: Any, schema_editor: Any) -> None:
    """Give every term but the annual one its days, as a new year has them."""
    model = apps.get_model("indicators", "Term")
    for term in model.objects.exclude(kind="FINAL").filter(rated_from__isnull=True):
        until = term.ended_on + timedelta(days=30)
        model.objects.filter(pk=term.pk).update(rated_from=term.ended_on, rated_until=until)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0007_evaluation_in_full")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
