"""A small office at the end of a year, built row by row, for the tests of awards."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from awards.models import AwardList, AwardScheme, Sitting
from awards.operations.proposal import propose
from indicators.models import Indicator, Period, Plan, PolicyFigure, Result, Term
from indicators.rules import DEFAULT_FIGURES
from organizations.models import Employee, Placement, Position, RoleGrant, Supervision, Unit
from organizations.rules import Role
from reviews.models import Evaluation, Realisation
from reviews.rules.evaluation import Rating, predicate

from .schemes import a_scheme

NOW = datetime(2026, 12, 20, 3, 0, tzinfo=UTC)
TODAY = date(2026, 12, 20)
EVIDENCE = "https://drive.example.go.id/bukti"


class Office:
    """A city with one service: Budi leads it, Citra leads the city, Gita and the others hold roles."""

    def __init__(self) -> None:
        self.count = 0
        self.city = Unit.objects.create(code="1", name="Kota Arunika")
        self.service = Unit.objects.create(code="1.1", name="Dinas Pendidikan", parent=self.city)
        self.position = Position.objects.create(title="Guru Ahli Pertama", kind="FUNGSIONAL")
        self.period = self._period()
        self.final = Term.objects.create(
            period=self.period,
            kind="FINAL",
            number=5,
            name="Evaluasi tahunan 2026",
            started_on=date(2026, 1, 1),
            ended_on=date(2026, 12, 31),
            due_on=date(2027, 1, 31),
        )
        self.citra, _ = self.person("Citra", unit=self.city)
        self.budi, self.budi_post = self.person("Budi")
        self.gita, _ = self.person("Gita", role=Role.BKD_ADMIN)
        self.hadi, self.hadi_post = self.person("Hadi", role=Role.AWARD_COMMITTEE)
        self.indra, _ = self.person("Indra", role=Role.AUDITOR)
        self.eko, _ = self.person("Eko", role=Role.UNIT_ADMIN)

    def _period(self) -> Period:
        period = Period.objects.create(
            year=2026,
            started_on=date(2026, 1, 1),
            ended_on=date(2026, 12, 31),
            planning_from=date(2026, 1, 1),
            planning_until=date(2026, 1, 31),
            annual_from=date(2026, 12, 1),
            annual_until=date(2027, 1, 31),
            award_from=date(2027, 2, 1),
            award_until=date(2027, 3, 31),
        )
        figures = [
            PolicyFigure(
                period=period,
                key=figure.key,
                value=figure.value,
                label=figure.label,
                source=figure.source,
                sourced_on=figure.sourced_on,
                confirmed=figure.confirmed,
            )
            for figure in DEFAULT_FIGURES
        ]
        PolicyFigure.objects.bulk_create(figures)
        root = Employee.objects.create(nip="198001012005011001", name="Pembuka", kind="PNS", is_active=False)
        period.opened_at, period.opened_by = NOW, root
        period.save()
        return period

    def person(
        self, name: str, *, role: Role | None = None, unit: Unit | None = None, **post: Any
    ) -> tuple[Employee, Placement]:
        """Return a new person with a definitive post, and a role over the whole city if one is named."""
        self.count += 1
        employee = Employee.objects.create(nip=f"19900101201501{self.count:04d}", name=name, kind="PNS")
        values = {"started_on": date(2020, 1, 1), **post}
        placement = Placement.objects.create(
            employee=employee, position=self.position, unit=unit or self.service, **values
        )
        if role:
            self.grant(employee, role)
        return employee, placement

    def grant(self, employee: Employee, role: Role, unit: Unit | None = None) -> RoleGrant:
        """Give a role over a unit, the whole city by default."""
        return RoleGrant.objects.create(
            employee=employee, role=role.value, unit=unit or self.city, started_on=date(2020, 1, 1)
        )

    def supervise(self, placement: Placement, superior: Employee) -> None:
        """Note who appraises a post."""
        Supervision.objects.create(placement=placement, superior=superior, started_on=date(2020, 1, 1))

    def plan(self, placement: Placement, *, agreed: bool = True, targets: int = 2) -> Plan:
        """Return a plan of the year with indicators of twelve reports each."""
        plan = Plan.objects.create(
            period=self.period,
            placement=placement,
            form="JA_JF",
            started_on=date(2026, 1, 1),
            ended_on=date(2026, 12, 31),
            status="DISEPAKATI" if agreed else "DRAF",
            created_at=NOW,
            agreed_at=NOW if agreed else None,
            agreed_by=self.citra if agreed else None,
        )
        result = Result.objects.create(plan=plan, order=1, text="Murid membaca lebih lancar")
        for order in range(1, targets + 1):
            Indicator.objects.create(
                result=result, order=order, text=f"Laporan kelas {order}", target=Decimal(12), unit="laporan"
            )
        return plan

    def report(self, plan: Plan, *, amount: str | None = "12", evidence: str = EVIDENCE) -> None:
        """Report the same amount on every indicator of a plan."""
        for indicator in Indicator.objects.filter(result__plan=plan).order_by("pk"):
            Realisation.objects.create(
                indicator=indicator,
                term=self.final,
                amount=None if amount is None else Decimal(amount),
                note="Dua belas laporan terbit.",
                noted_on=date(2026, 12, 10),
                evidence_url=evidence,
                reported_at=NOW,
            )

    def rate(
        self,
        plan: Plan,
        *,
        results: Rating = Rating.MEETS,
        behaviour: Rating = Rating.MEETS,
        status: str = "FINAL",
        appraiser: Employee | None = None,
    ) -> Evaluation:
        """Return the annual evaluation of a plan."""
        return Evaluation.objects.create(
            plan=plan,
            term=self.final,
            status=status,
            appraiser=appraiser or self.citra,
            results_rating=results.value,
            results_reason="Terlihat sepanjang tahun.",
            behaviour_rating=behaviour.value,
            behaviour_reason="Terlihat sepanjang tahun.",
            predicate=predicate(results=results, behaviour=behaviour).value,
            rated_at=NOW,
            shared_at=None if status == "DRAF" else NOW,
            final_at=NOW if status == "FINAL" else None,
        )

    def scheme(self, name: str = "ASN Berprestasi 2026", **changes: Any) -> AwardScheme:
        """Return a published scheme of the year; the same name gives the one that is there."""
        found = AwardScheme.objects.filter(name=name).first()
        return found or a_scheme(self.period, self.gita, name=name, **changes)

    def propose(self, name: str = "ASN Berprestasi 2026", **changes: Any) -> AwardList:
        """Compute the list of a published scheme, which is written the first time."""
        return propose(scheme=self.scheme(name, **changes), by=self.gita, at=NOW)

    def sit(self, award_list: AwardList, *people: Employee) -> Sitting:
        """Write down a sitting of today, led by the first of these people; of Hadi alone by default."""
        present = people or (self.hadi,)
        sitting = Sitting.objects.create(
            award_list=award_list,
            held_on=TODAY,
            place="Ruang rapat BKD",
            course="Tim membahas calon satu per satu.",
            written_by=self.hadi,
            written_at=NOW,
        )
        for number, person in enumerate(present):
            sitting.members.create(employee=person, part="ANGGOTA" if number else "KETUA")
        return sitting

    def candidate(
        self,
        name: str,
        *,
        results: Rating = Rating.MEETS,
        behaviour: Rating = Rating.MEETS,
        amount: str | None = "12",
        evidence: str = EVIDENCE,
        status: str = "FINAL",
        **post: Any,
    ) -> Placement:
        """Return the post of a new person with a whole year behind; eligible unless told otherwise."""
        _, placement = self.person(name, **post)
        plan = self.plan(placement)
        self.report(plan, amount=amount, evidence=evidence)
        self.rate(plan, results=results, behaviour=behaviour, status=status)
        return placement
