"""The award scheme of the demo: published before the year began, with what every year can measure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from awards.models import AwardScheme, SchemeCriterion, SchemeRule
from awards.rules.scheme import SOURCE_LABELS, Category, RuleKind, Source
from indicators.models import Period
from organizations.models import Employee
from reviews.rules.evaluation import Predicate

from .clock import YEAR, moment

WEIGHTS = {Source.RESULTS: 50, Source.BEHAVIOUR: 30, Source.ACHIEVEMENT: 20}
RELIABILITY = {Source.RESULTS: "0.52", Source.BEHAVIOUR: "0.52", Source.ACHIEVEMENT: "0.90"}
ANCHORS = {
    Source.RESULTS: ("Di bawah ekspektasi", "Sesuai ekspektasi", "Di atas ekspektasi"),
    Source.BEHAVIOUR: ("Di bawah ekspektasi", "Sesuai ekspektasi", "Di atas ekspektasi"),
    Source.ACHIEVEMENT: ("Target belum tercapai", "Target tercapai", "Capaian 120% atau lebih"),
}
POINTS = {
    Source.RESULTS: (60, 80, 100),
    Source.BEHAVIOUR: (60, 80, 100),
    Source.ACHIEVEMENT: (0, 83, 100),
}
CONDITIONS = {
    RuleKind.PREDICATE: (Predicate.GOOD.value, 1),
    RuleKind.MONTHS: ("", 6),
    RuleKind.DISCIPLINE: ("", 1),
    RuleKind.SETTLED: ("", None),
    RuleKind.REPORTED: ("", None),
    RuleKind.EVIDENCE: ("", None),
    RuleKind.OBJECTION: ("", None),
    RuleKind.COMMITTEE: ("", None),
}


def write_scheme(period: Period, admin: Employee) -> AwardScheme:
    """Write the scheme of the year, published in the December before."""
    scheme = AwardScheme.objects.create(
        period=period,
        category=Category.YEAR.value,
        name=f"Pegawai Teladan Kota Arunika {YEAR}",
        purpose="Menghargai pegawai yang hasil dan perilakunya menonjol sepanjang tahun.",
        places=10,
        judged_from=period.started_on,
        judged_until=period.ended_on,
        nominated_from=period.award_from,
        nominated_until=period.award_until,
        decided_until=period.award_until,
        written_at=moment(date(YEAR - 1, 12, 3), 30),
        written_by=admin,
        published_at=moment(date(YEAR - 1, 12, 10), 30),
        published_by=admin,
    )
    SchemeRule.objects.bulk_create(
        SchemeRule(scheme=scheme, kind=kind.value, word=word, amount=amount)
        for kind, (word, amount) in CONDITIONS.items()
    )
    SchemeCriterion.objects.bulk_create(
        SchemeCriterion(
            scheme=scheme,
            source=source.value,
            label=SOURCE_LABELS[source],
            weight=weight,
            anchors=[
                {"points": points, "words": words}
                for points, words in zip(POINTS[source], ANCHORS[source], strict=True)
            ],
            reliability=Decimal(RELIABILITY[source]),
            order=order,
        )
        for order, (source, weight) in enumerate(WEIGHTS.items(), start=1)
    )
    return scheme
