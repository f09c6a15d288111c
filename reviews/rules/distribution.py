"""The distribution guide of SE MenPANRB 3/2023: information about a unit, never a quota for persons."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from .evaluation import OrganisationGrade, Predicate


def check_distribution(
    grade: OrganisationGrade, counts: Mapping[Predicate, int], figures: Mapping[str, Decimal]
) -> list[str]:
    """Return where a unit's predicates differ from the guide, as sentences; none when they agree.

    `counts` are people per predicate inside one organisation that received the grade, `figures` the
    percentages of the period's policy. Limits are whole people, rounded in favour of the employee:
    a maximum up, a minimum down. Units smaller than the policy's bound get no sentence, because
    percentages cannot be met exactly there. Source: SE MenPANRB 3/2023 carrying PermenPANRB 6/2022
    Pasal 24-25.
    """
    total = sum(counts.values())
    if total == 0 or total < figures["pola_unit_kecil"]:
        return []
    guide = _Guide(counts, figures, total)
    if grade == OrganisationGrade.SPECIAL:
        guide.at_most(Predicate.EXCELLENT, "pola_istimewa_sangat_baik_maks")
    elif grade == OrganisationGrade.GOOD:
        guide.at_most(Predicate.GOOD, "pola_baik_baik_maks")
        guide.some(Predicate.NEEDS_IMPROVEMENT, Predicate.POOR)
    elif grade == OrganisationGrade.NEEDS_IMPROVEMENT:
        guide.at_least("pola_butuh_perbaikan_min", Predicate.NEEDS_IMPROVEMENT)
        guide.at_most(Predicate.EXCELLENT, "pola_sangat_baik_maks")
    elif grade == OrganisationGrade.POOR:
        guide.at_least("pola_kurang_min", Predicate.POOR)
        guide.at_least("pola_kurang_butuh_perbaikan_min", Predicate.NEEDS_IMPROVEMENT)
        guide.at_most(Predicate.EXCELLENT, "pola_sangat_baik_maks")
    else:
        guide.at_least("pola_sangat_kurang_min", Predicate.VERY_POOR)
        guide.at_least("pola_sangat_kurang_lain_min", Predicate.POOR, Predicate.NEEDS_IMPROVEMENT)
        guide.none(Predicate.EXCELLENT)
    return guide.sentences


NAMES = {
    Predicate.EXCELLENT: "Sangat Baik",
    Predicate.GOOD: "Baik",
    Predicate.NEEDS_IMPROVEMENT: "Butuh Perbaikan",
    Predicate.POOR: "Kurang",
    Predicate.VERY_POOR: "Sangat Kurang",
}


class _Guide:
    """The guide of one grade against one unit's counts."""

    def __init__(self, counts: Mapping[Predicate, int], figures: Mapping[str, Decimal], total: int) -> None:
        self.counts, self.figures, self.total = counts, figures, total
        self.sentences: list[str] = []

    def at_most(self, predicate: Predicate, key: str) -> None:
        limit = self._people(key, ROUND_CEILING)
        count = self.counts.get(predicate, 0)
        if count > limit:
            self._say(f"{NAMES[predicate]} {count} dari {self.total} orang; panduan paling banyak {limit}.")

    def at_least(self, key: str, *predicates: Predicate) -> None:
        limit = self._people(key, ROUND_FLOOR)
        count = sum(self.counts.get(predicate, 0) for predicate in predicates)
        if count < limit:
            names = " atau ".join(NAMES[predicate] for predicate in predicates)
            self._say(f"{names} {count} dari {self.total} orang; panduan paling sedikit {limit}.")

    def some(self, *predicates: Predicate) -> None:
        if not any(self.counts.get(predicate, 0) for predicate in predicates):
            names = " atau ".join(NAMES[predicate] for predicate in predicates)
            self._say(f"Belum ada {names}; panduan menyebut harus ada.")

    def none(self, predicate: Predicate) -> None:
        count = self.counts.get(predicate, 0)
        if count:
            self._say(f"{NAMES[predicate]} {count} orang; panduan tidak menyediakannya.")

    def _people(self, key: str, rounding: str) -> int:
        share = self.figures[key] * self.total / 100
        return int(share.quantize(Decimal(1), rounding=rounding))

    def _say(self, sentence: str) -> None:
        self.sentences.append(sentence)
