"""A row of the JPT form may carry more than one perspective: the column holds the chosen codes.

What was stored, one code or none, is a choice of the new kind as it stands; only its name changes.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

CODES = ("PENERIMA_LAYANAN", "PROSES_BISNIS", "PENGUATAN_INTERNAL", "ANGGARAN")
SETS = (
    *("", *CODES),
    *(f"{CODES[0]},{CODES[1]}", f"{CODES[0]},{CODES[2]}", f"{CODES[0]},{CODES[3]}"),
    *(f"{CODES[1]},{CODES[2]}", f"{CODES[1]},{CODES[3]}", f"{CODES[2]},{CODES[3]}"),
    *(f"{CODES[0]},{CODES[1]},{CODES[2]}", f"{CODES[0]},{CODES[1]},{CODES[3]}"),
    *(f"{CODES[0]},{CODES[2]},{CODES[3]}", f"{CODES[1]},{CODES[2]},{CODES[3]}"),
    ",".join(CODES),
)


def keep_first(apps: Any, schema_editor: Any) -> None:
    """Keep the first perspective of each row, for the way back to one column with one code."""
    model = apps.get_model("indicators", "Indicator")
    for row in model.objects.filter(perspectives__contains=",").iterator():
        model.objects.filter(pk=row.pk).update(perspectives=row.perspectives.split(",")[0])


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_planning_in_full")]

    operations = [
        migrations.RemoveConstraint("indicator", "indicator_perspective_known"),
        migrations.RenameField("indicator", "perspective", "perspectives"),
        migrations.AlterField(
            "indicator",
            "perspectives",
            models.CharField(blank=True, max_length=60, verbose_name="perspektif"),
        ),
        migrations.RunPython(migrations.RunPython.noop, keep_first),
        migrations.AddConstraint(
            "indicator",
            models.CheckConstraint(
                condition=models.Q(("perspectives__in", SETS)), name="indicator_perspectives_known"
            ),
        ),
    ]
