"""The distribution guide of SE MenPANRB 3/2023: information about a unit, never a quota for persons."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from .evaluation import OrganisationGrade, Predicate

SOURCE = "SE MenPANRB 3/2023, PermenPANRB 6/2022 Pasal 24–25"
NAMES = {
    Predicate.EXCELLENT: "Sangat Baik",
    Predicate.GOOD: "Baik",
    Predicate.NEEDS_IMPROVEMENT: "Butuh Perbaikan",
    Predicate.POOR: "Kurang",
    Predicate.VERY_POOR: "Sangat Kurang",
}


def check_distribution(
    grade: OrganisationGrade, counts: Mapping[Predicate, int], figures: Mapping[str, Decimal]
) -> list[str]:
    """Return where a unit's predicates differ from the guide, as sentences; none when they agree.

    `counts` are people per predicate inside one organisation that received the grade, `figures` the
    percentages of the period's policy. Limits are whole people by integer division (7n div 10, never a
    binary fraction); "sebagian besar" is the largest group, a tie is enough. Units smaller than the
    policy's bound get no sentence, because percentages cannot be met exactly there. Source: SE MenPANRB
    3/2023 carrying PermenPANRB 6/2022 Pasal 24-25.
    """
    total = sum(counts.values())
    if total == 0 or is_small(total, figures):
        return []
    guide = _Guide(counts, figures, total)
    if grade == OrganisationGrade.SPECIAL:
        guide.largest(Predicate.EXCELLENT)
        guide.at_most(Predicate.EXCELLENT, "pola_istimewa_sangat_baik_maks")
    elif grade == OrganisationGrade.GOOD:
        guide.largest(Predicate.GOOD)
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


def is_small(total: int, figures: Mapping[str, Decimal]) -> bool:
    """Say whether a unit is too small for the guide (policy figure `pola_unit_kecil`)."""
    return total < figures["pola_unit_kecil"]


def describe_guide(grade: OrganisationGrade, figures: Mapping[str, Decimal]) -> str:
    """Return what the guide says for a grade in one sentence, with the percentages of the policy."""

    def share(key: str) -> str:
        return f"{int(figures[key])} %"

    few = f"Sangat Baik paling banyak {share('pola_sangat_baik_maks')}"
    return {
        OrganisationGrade.SPECIAL: "Sangat Baik menjadi kelompok terbesar, paling banyak "
        f"{share('pola_istimewa_sangat_baik_maks')}.",
        OrganisationGrade.GOOD: f"Baik menjadi kelompok terbesar, paling banyak "
        f"{share('pola_baik_baik_maks')}; ada yang Butuh Perbaikan atau Kurang.",
        OrganisationGrade.NEEDS_IMPROVEMENT: "Butuh Perbaikan paling sedikit "
        f"{share('pola_butuh_perbaikan_min')}; {few}.",
        OrganisationGrade.POOR: f"Kurang paling sedikit {share('pola_kurang_min')}; Butuh Perbaikan paling "
        f"sedikit {share('pola_kurang_butuh_perbaikan_min')}; {few}.",
        OrganisationGrade.VERY_POOR: f"Sangat Kurang paling sedikit {share('pola_sangat_kurang_min')}; "
        f"Kurang atau Butuh Perbaikan paling sedikit {share('pola_sangat_kurang_lain_min')}; "
        "tidak ada Sangat Baik.",
    }[grade]


class _Guide:
    """The guide of one grade against one unit's counts."""

    def __init__(self, counts: Mapping[Predicate, int], figures: Mapping[str, Decimal], total: int) -> None:
        self.counts, self.figures, self.total = counts, figures, total
        self.sentences: list[str] = []

    def largest(self, predicate: Predicate) -> None:
        count = self.counts.get(predicate, 0)
        if count < max(self.counts.values()):
            self._say(
                f"{NAMES[predicate]} {count} dari {self.total} orang; menurut panduan kelompok terbesar."
            )

    def at_most(self, predicate: Predicate, key: str) -> None:
        limit = self._people(key)
        count = self.counts.get(predicate, 0)
        if count > limit:
            self._say(f"{NAMES[predicate]} {count} dari {self.total} orang; panduan paling banyak {limit}.")

    def at_least(self, key: str, *predicates: Predicate) -> None:
        limit = self._people(key)
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

    def _people(self, key: str) -> int:
        return int(self.figures[key] * self.total // 100)

    def _say(self, sentence: str) -> None:
        self.sentences.append(sentence)
