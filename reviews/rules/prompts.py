"""Quiet questions for whoever rates, before a result is shared; they block nothing and change nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .evaluation import Rating

SHORT = 40  # letters below which a reason can hardly name what happened
TOGETHER = 3  # from so many choices on, "all alike" says something


@dataclass(frozen=True)
class RatingFacts:
    """What is known of one rating and of what it rests on."""

    results_rating: Rating
    results_reason: str
    behaviour_rating: Rating
    behaviour_reason: str
    terms_passed: int = 1  # parts of the year that lie behind
    reported_terms: frozenset[int] = frozenset()
    has_evidence: bool = False
    has_feedback: bool = False
    has_self_assessment: bool = False
    shares: tuple[Decimal, ...] = ()  # achievements of the measured indicators, 1 is the target
    results: tuple[Rating, ...] = ()  # choices per result
    behaviours: tuple[Rating, ...] = ()  # choices per behaviour
    others: tuple[str, ...] = ()  # reasons in the same person's other ratings of the term

    @property
    def reasons(self) -> tuple[str, str]:
        """Both reasons, without the spaces and capitals in which a copy may differ."""
        return plain(self.results_reason), plain(self.behaviour_reason)


def plain(text: str) -> str:
    """Return a text in small letters with single spaces, so that a copy is found again."""
    return " ".join(text.lower().split()).rstrip(".")


def _alike(choices: Sequence[Rating]) -> bool:
    return len(choices) >= TOGETHER and len(set(choices)) == 1


def _most(choices: Sequence[Rating]) -> Rating | None:
    """Return the word of more than half of the choices."""
    found = Counter(choices).most_common(1)
    return found[0][0] if len(choices) >= TOGETHER and found[0][1] * 2 > len(choices) else None


def _differs(rating: Rating, choices: Sequence[Rating]) -> bool:
    most = _most(choices)
    return most is not None and most != rating


def _most_below(facts: RatingFacts) -> bool:
    return sum(share < 1 for share in facts.shares) * 2 > len(facts.shares)


def _most_reached(facts: RatingFacts) -> bool:
    return bool(facts.shares) and sum(share >= 1 for share in facts.shares) * 2 > len(facts.shares)


def _one_term(facts: RatingFacts) -> bool:
    return len(facts.reported_terms) == 1 and facts.terms_passed > 1


PROMPTS: tuple[tuple[Callable[[RatingFacts], bool], str], ...] = (
    (
        lambda facts: not facts.has_self_assessment,
        "Penilaian diri belum dikirim. Apakah pegawai sudah sempat menyampaikan pandangannya?",
    ),
    (
        lambda facts: not facts.reported_terms,
        "Belum ada realisasi yang tercatat. Apakah alasan Anda menyebut buktinya?",
    ),
    (_one_term, "Semua bukti berasal dari satu masa saja. Apakah alasan ini melihat seluruh masa?"),
    (
        lambda facts: bool(facts.reported_terms) and not facts.has_evidence,
        "Belum ada bukti dukung. Apakah buktinya sudah Anda lihat dengan cara lain?",
    ),
    (
        lambda facts: not facts.has_feedback,
        "Belum ada umpan balik sepanjang tahun. Pegawai akan terbantu oleh satu kalimat.",
    ),
    (
        lambda facts: _alike(facts.results),
        "Semua hasil mendapat pilihan yang sama. Apakah itu yang Anda maksud?",
    ),
    (
        lambda facts: _alike(facts.behaviours),
        "Semua perilaku mendapat pilihan yang sama. Apakah itu yang Anda maksud?",
    ),
    (
        lambda facts: _differs(facts.results_rating, facts.results),
        "Rating hasil kerja berbeda dari sebagian besar pilihan per hasil. Apakah alasannya menjelaskan itu?",
    ),
    (
        lambda facts: _differs(facts.behaviour_rating, facts.behaviours),
        "Rating perilaku kerja berbeda dari sebagian besar pilihan per perilaku. "
        "Apakah alasannya menjelaskan itu?",
    ),
    (
        lambda facts: facts.results_rating == Rating.ABOVE and _most_below(facts),
        "Hasil kerja di atas ekspektasi, sedangkan sebagian besar target belum tercapai. "
        "Apakah alasannya menjelaskan itu?",
    ),
    (
        lambda facts: facts.results_rating == Rating.BELOW and _most_reached(facts),
        "Hasil kerja di bawah ekspektasi, sedangkan sebagian besar target tercapai. "
        "Apakah alasannya menjelaskan itu?",
    ),
    (
        lambda facts: facts.reasons[0] == facts.reasons[1],
        "Kedua alasan sama persis. Apakah itu yang Anda maksud?",
    ),
    (
        lambda facts: bool(set(facts.reasons) & {plain(text) for text in facts.others}),
        "Alasan ini sama dengan alasan untuk orang lain di tim. Apakah kejadiannya memang sama?",
    ),
    (
        lambda facts: min(len(reason) for reason in facts.reasons) < SHORT,
        "Satu alasan sangat singkat. Satu kejadian nyata membuatnya lebih mudah diterima.",
    ),
)


def prompts(facts: RatingFacts) -> list[str]:
    """Return the questions that this rating suggests, those about its evidence first (decided here)."""
    return [question for asks, question in PROMPTS if asks(facts)]
