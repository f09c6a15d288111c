"""A committee of three at work on a scheme with a criterion of the jury, for the tests of the committee."""

from __future__ import annotations

from typing import Any

from awards.models import AwardCandidate, AwardList, SchemeCriterion
from awards.operations import award as operations
from organizations.models import Employee
from organizations.rules import Role

from .award_office import NOW, Office

REASON = "Dua belas laporan terbit dan dipakai sekolah lain."


class Committee:
    """Hadi, Hana and Hasan decide about Ani, Dewi and Wati; Fajar has no data."""

    def __init__(self, places: int = 1) -> None:
        self.office = Office()
        self.hadi = self.office.hadi
        self.hana, self.hana_post = self.office.person("Hana", role=Role.AWARD_COMMITTEE)
        self.hasan, _ = self.office.person("Hasan", role=Role.AWARD_COMMITTEE)
        for name in ("Ani", "Dewi", "Wati"):
            self.office.candidate(name)
        self.office.person("Fajar")
        self.award_list = self.office.propose("ASN Berprestasi", places=places)

    def of(self, name: str) -> AwardCandidate:
        """Return the candidate with this name, fresh."""
        rows = AwardCandidate.objects.select_related("award_list", "employee", "placement")
        return rows.get(award_list=self.award_list, employee__name=name)

    def judged(self, criteria: int = 1) -> list[SchemeCriterion]:
        """Give the scheme criteria of the jury, and return these."""
        anchors = [
            {"points": 0, "words": "Belum terlihat"},
            {"points": 100, "words": "Dipakai unit lain"},
        ]
        return [
            SchemeCriterion.objects.create(
                scheme=self.award_list.scheme,
                source="JURI",
                label=f"Dampak {number}",
                weight=10,
                anchors=anchors,
                reliability=1,
                order=10 + number,
            )
            for number in range(1, criteria + 1)
        ]

    def decide(self, name: str, by: Employee, decision: str = "DIREKOMENDASIKAN", **words: Any) -> None:
        """Decide about a candidate as the page would."""
        row = self.of(name)
        operations.decide(
            candidate=row,
            version=row.version,
            decision=decision,
            by=by,
            at=NOW,
            **{"reason": REASON, **words},
        )

    def close(self, **words: Any) -> AwardList:
        """Settle the list as Hadi."""
        version = AwardList.objects.get(pk=self.award_list.pk).version
        return operations.close_list(
            award_list=self.award_list, version=version, by=self.hadi, at=NOW, **words
        )

    def settled(self, **words: Any) -> AwardList:
        """Recommend Ani after a sitting of all, and settle."""
        self.decide("Ani", self.hadi, **words)
        self.office.sit(self.award_list, self.hadi, self.hana, self.hasan)
        return self.close(tie_reason="Ani lebih lama melayani warga.")
