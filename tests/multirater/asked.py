"""A round in the demo city in which somebody is asked about eight people, one of the forms being sent."""

from __future__ import annotations

from datetime import date

from indicators.models import Period
from multirater.models import Invitation, Questionnaire, Reviewee, Round
from organizations.models import Employee, Placement, Supervision
from tests.multirater.rows import answer
from tests.world import NOW, TODAY

NAME = "Putaran untuk dilihat"


def asked_in_city(rater: Employee) -> dict[str, Invitation]:
    """Return a form that waits and one that was sent; eight people are asked about. Made once in a city."""
    if not Round.objects.filter(name=NAME).exists():
        _ask(rater)
    rows = Invitation.objects.filter(round__name=NAME).order_by("pk")
    return {"sent": rows.filter(status="TERKIRIM")[0], "waiting": rows.filter(status="MENUNGGU")[0]}


def prepared_in_city(person: Employee) -> Round:
    """Return a round that is being prepared for the unit of a person."""
    post = Placement.objects.on(TODAY).definitive().filter(employee=person).order_by("pk")[0]
    values = {
        "period": Period.objects.get(year=2026),
        "purpose": "PENGEMBANGAN",
        "questionnaire": Questionnaire.objects.get(code="berakhlak", edition=1),
        "answer_from": date(2026, 12, 7),
        "answer_until": date(2026, 12, 18),
    }
    row, _ = Round.objects.get_or_create(name="Putaran yang disiapkan", defaults=values)
    row.scopes.get_or_create(unit=post.unit)
    return row


def proposing_in_city(person: Employee) -> Reviewee:
    """Return a person's place in a round whose raters are being proposed, with one name on the list."""
    post = Placement.objects.on(TODAY).definitive().filter(employee=person).order_by("pk")[0]
    superior = Supervision.objects.on(TODAY).get(placement=post).superior
    values = {
        "period": Period.objects.get(year=2026),
        "purpose": "PENGEMBANGAN",
        "questionnaire": Questionnaire.objects.get(code="berakhlak", edition=1),
        "status": "PENGUSULAN",
        "choosing": "USULAN",
        "nominate_until": date(2026, 12, 4),
        "answer_from": date(2026, 12, 7),
        "answer_until": date(2026, 12, 18),
    }
    row, _ = Round.objects.get_or_create(name="Putaran dengan usulan", defaults=values)
    places = {"placement": post, "unit": post.unit, "superior": superior}
    reviewee, is_new = Reviewee.objects.get_or_create(round=row, employee=person, defaults=places)
    if is_new:
        others = Employee.objects.active().exclude(pk__in=(person.pk, superior.pk if superior else 0))
        Invitation.objects.create(
            round=row,
            reviewee=reviewee,
            ratee=person,
            rater=others.order_by("pk")[0],
            side="REKAN",
            why="USULAN_PEGAWAI",
            status="DIUSULKAN",
        )
    return reviewee


def _ask(rater: Employee) -> None:
    row = Round.objects.create(
        period=Period.objects.get(year=2026),
        name=NAME,
        purpose="EVALUASI",
        explanation="Hasilnya dibahas dalam dialog akhir tahun.",
        questionnaire=Questionnaire.objects.get(code="berakhlak", edition=1),
        status="DIBUKA",
        answer_from=date(2026, 11, 16),
        answer_until=date(2026, 12, 4),
        late_until=date(2026, 12, 14),
        seed="benih",
        opened_at=NOW,
    )
    posts = Placement.objects.on(TODAY).exclude(employee=rater).select_related("employee")
    posts = {post.employee_id: post for post in posts.order_by("-pk")[:12]}
    rows = []
    for post in list(posts.values())[:8]:
        reviewee = Reviewee.objects.create(
            round=row, employee=post.employee, placement=post, unit_id=post.unit_id, is_leader=True
        )
        rows.append(
            Invitation.objects.create(
                round=row,
                reviewee=reviewee,
                ratee=post.employee,
                rater=rater,
                side="REKAN",
                why="ATASAN_SAMA",
            )
        )
    answer(rows[0], dict.fromkeys(range(1, 9), 4), {9: "Menjelaskan syarat akta dengan sabar."})
