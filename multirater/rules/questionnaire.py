"""A questionnaire: scales, kinds of questions, and what an edition needs before rounds may use it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class QuestionnaireStatus(StrEnum):
    """Where an edition stands; one that a round used is never changed."""

    DRAFT = "RANCANGAN"
    IN_FORCE = "BERLAKU"
    RETIRED = "DITARIK"


class ItemKind(StrEnum):
    """How a question is answered."""

    SCALE = "SKALA"
    TEXT = "TEKS"


class Theme(StrEnum):
    """Where the words of an open question stand in the result."""

    KEEP = "TERUSKAN"
    DEVELOP = "KEMBANGKAN"
    OTHER = "LAIN"


THEME_LABELS = {Theme.KEEP: "Teruskan", Theme.DEVELOP: "Kembangkan", Theme.OTHER: "Lainnya"}

FREQUENCY = ("Jarang", "Kadang-kadang", "Cukup sering", "Sering", "Hampir selalu")
NOT_SEEN = "Belum sempat melihat"

STATUS_WORDS = {
    QuestionnaireStatus.DRAFT: "Rancangan",
    QuestionnaireStatus.IN_FORCE: "Berlaku",
    QuestionnaireStatus.RETIRED: "Ditarik",
}
LABELS_AT_LEAST, LABELS_AT_MOST = 3, 5
LABEL_LENGTH = 40
ITEMS_AT_MOST = 20
GENERAL_AT_BEST = 7  # behaviours that one rater watches with care (pages 2.3)
BEHAVIOURS_AT_MOST, WORDS_AT_MOST = 15, 3
TWO_THINGS = re.compile(r"\b(dan|serta|atau)\b|/", re.IGNORECASE)


@dataclass(frozen=True)
class ItemFacts:
    """What the rules know of a question; `theme` is "" for a behaviour on the scale."""

    number: int
    kind: str
    text: str
    theme: str = ""
    only_leaders: bool = False

    @property
    def is_behaviour(self) -> bool:
        """Say whether the question is answered on the scale."""
        return self.kind == ItemKind.SCALE


def scale_fault(labels: Sequence[str]) -> str:
    """Return why these labels are no scale, the lowest first, or "" (measurement research 4.1, rule 1)."""
    if not LABELS_AT_LEAST <= len(labels) <= LABELS_AT_MOST:
        return f"Tulis {LABELS_AT_LEAST} sampai {LABELS_AT_MOST} pilihan jawaban, satu per baris."
    folded = [same(label) for label in labels]
    if not all(folded) or len(set(folded)) < len(folded):
        return "Setiap pilihan jawaban perlu kata yang berbeda."
    if any(len(label) > LABEL_LENGTH for label in labels):
        return f"Satu pilihan jawaban paling panjang {LABEL_LENGTH} huruf, supaya muat di layar ponsel."
    if same(NOT_SEEN) in folded:
        return f"Pilihan “{NOT_SEEN}” selalu ada. Hapus dari daftar ini."
    return ""


def faults(labels: Sequence[str], items: Sequence[ItemFacts]) -> list[str]:
    """Return what an edition still needs before rounds may use it; nothing when it is whole."""
    behaviours = [item for item in items if item.is_behaviour]
    found = [scale_fault(labels)]
    if not any(not item.only_leaders for item in items):
        found.append("Tambahkan paling sedikit satu pertanyaan untuk semua pegawai.")
    if len(behaviours) > BEHAVIOURS_AT_MOST:
        found.append(f"Kurangi menjadi paling banyak {BEHAVIOURS_AT_MOST} perilaku.")
    if len(items) - len(behaviours) > WORDS_AT_MOST:
        found.append(f"Kurangi menjadi paling banyak {WORDS_AT_MOST} pertanyaan terbuka.")
    texts = [same(item.text) for item in items]
    twins = [place for place, text in enumerate(texts) if texts.index(text) < place]
    found += [f"Butir {items[place].number} sama dengan butir sebelumnya." for place in twins]
    return [sentence for sentence in found if sentence]


def advice(labels: Sequence[str], items: Sequence[ItemFacts]) -> list[str]:
    """Return what would make an edition easier to answer and kinder to read; nobody has to follow it."""
    general = [item for item in items if item.is_behaviour and not item.only_leaders]
    themes = {item.theme for item in items}
    found = []
    if len(general) > GENERAL_AT_BEST:
        found.append(
            f"Ada {len(general)} perilaku umum. Sampai {GENERAL_AT_BEST} lebih mudah diisi dengan teliti."
        )
    if items and not {Theme.KEEP, Theme.DEVELOP} <= themes:
        found.append("Pertanyaan Teruskan dan Kembangkan paling membantu yang dinilai. Lengkapi keduanya.")
    if len(labels) == LABELS_AT_LEAST:
        found.append("Dengan tiga pilihan, jawaban per butir baru tampil mulai lima formulir.")
    found += [
        f"Butir {item.number} mungkin menanyakan dua hal. Satu butir satu perilaku lebih mudah dijawab."
        for item in items
        if item.is_behaviour and TWO_THINGS.search(item.text)
    ]
    return found


def same(text: str) -> str:
    """Return a text as it is compared: without case, stops and idle spaces."""
    return " ".join(text.casefold().split()).rstrip(".?! ")
