"""The indicators that come with the program (kamus indikator): indicators/library/starter.csv."""

import csv
from pathlib import Path

from django.db import migrations

STARTER = Path(__file__).parents[1] / "library" / "starter.csv"


def fill(apps, schema_editor):
    library_entry = apps.get_model("indicators", "LibraryEntry")
    taken = set(library_entry.objects.values_list("code", flat=True))
    with STARTER.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] not in taken]
    library_entry.objects.bulk_create(library_entry(status="DITERIMA", **row) for row in rows)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0004_indicator_perspectives")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
