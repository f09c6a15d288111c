"""Every award list gets the published scheme by which it was computed, with its three criteria."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CRITERIA = (
    ("HASIL", "hasil", "Hasil kerja", "50", "0.52"),
    ("PERILAKU", "perilaku", "Perilaku kerja", "30", "0.52"),
    ("CAPAIAN", "capaian", "Capaian target", "20", "0.90"),
)
CONDITIONS = (
    ("PREDIKAT", "BAIK", 1),
    ("MASA_JABATAN", "", 6),
    ("EVALUASI", "", None),
    ("REALISASI", "", None),
    ("BUKTI", "", None),
    ("KEBERATAN", "", None),
    ("TIM", "", None),
)
LATE = "Daftar ini dihitung sebelum skema penghargaan dicatat di aplikasi."


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write a scheme for each list that has none."""
    figures = apps.get_model("indicators", "PolicyFigure")
    for award_list in apps.get_model("awards", "AwardList").objects.filter(scheme=None).order_by("pk"):
        months = figures.objects.filter(period=award_list.period_id, key="penghargaan_masa_jabatan").first()
        award_list.scheme = _scheme(apps, award_list)
        _conditions(apps, award_list.scheme, months.value if months else None)
        _criteria(apps, award_list)
        award_list.save(update_fields=["scheme"])


def _scheme(apps, award_list):
    period = award_list.period
    return apps.get_model("awards", "AwardScheme").objects.create(
        period=period,
        category="TAHUNAN",
        name=award_list.name,
        purpose="Menghargai pegawai yang hasil dan perilakunya menonjol sepanjang tahun.",
        places=award_list.places,
        judged_from=period.started_on,
        judged_until=period.ended_on,
        nominated_from=min(period.award_from, period.award_until),
        nominated_until=period.award_until,
        decided_until=period.award_until,
        late_reason=LATE,
        written_at=award_list.proposed_at,
        written_by=award_list.proposed_by,
        published_at=award_list.proposed_at,
        published_by=award_list.proposed_by,
    )


def _conditions(apps, scheme, months) -> None:
    rules = apps.get_model("awards", "SchemeRule")
    for kind, word, amount in CONDITIONS:
        if kind == "MASA_JABATAN" and months is not None:
            amount = months
        rules.objects.create(scheme=scheme, kind=kind, word=word, amount=amount)


def _criteria(apps, award_list) -> None:
    criteria = apps.get_model("awards", "SchemeCriterion")
    for order, (source, key, label, usual, reliability) in enumerate(CRITERIA, start=1):
        weight = str(award_list.weights.get(key, usual)).replace(",", ".")
        if float(weight) <= 0:  # a part without weight was no part of the score
            continue
        criteria.objects.create(
            scheme=award_list.scheme,
            source=source,
            label=label,
            weight=weight,
            anchors=[],
            reliability=reliability,
            order=order,
        )


class Migration(migrations.Migration):
    """Rows only; the columns follow in the next migration."""

    dependencies = [("awards", "0005_medal_proposals")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
