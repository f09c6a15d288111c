"""A questionnaire: scales, kinds of questions, and the ready-made one on the seven values."""

from __future__ import annotations

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
