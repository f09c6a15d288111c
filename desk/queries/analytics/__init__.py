"""The analytics: one module per question; each answers with figures, a short one and the whole page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...rules.chart_table import Figure
from . import achievement, citizens, obstacles, predicates, presence, realisation, talks
from .frame import UNITS, Ask, UnitTree, unit_tree

__all__ = ["QUESTIONS", "UNITS", "Ask", "Question", "UnitTree", "unit_tree"]


@dataclass(frozen=True)
class Question:
    """One page of the analytics: its address, its heading, and what answers it."""

    slug: str
    title: str
    asks: str
    glance: Callable[[Ask], Figure]
    figures: Callable[[Ask], list[Figure]]
    has_terms: bool = False  # whether another term shows other numbers


QUESTIONS = {
    question.slug: question
    for question in (
        Question(
            "capaian",
            "Capaian target unit",
            "Sejauh mana target perjanjian kinerja tercapai?",
            achievement.glance,
            achievement.figures,
            has_terms=True,
        ),
        Question(
            "predikat",
            "Sebaran predikat",
            "Bagaimana predikat tersebar di samping panduan?",
            predicates.glance,
            predicates.figures,
            has_terms=True,
        ),
        Question(
            "realisasi",
            "Realisasi dan catatan",
            "Apakah hasil kerja bergerak sepanjang tahun?",
            realisation.glance,
            realisation.figures,
            has_terms=True,
        ),
        Question(
            "hambatan",
            "Hambatan menurut tema",
            "Apa yang menghambat, dan berapa lama orang menunggu?",
            obstacles.glance,
            obstacles.figures,
        ),
        Question(
            "percakapan",
            "Umpan balik dan dialog",
            "Berapa orang yang mendapat umpan balik dan dialog?",
            talks.glance,
            talks.figures,
            has_terms=True,
        ),
        Question(
            "kehadiran",
            "Kehadiran",
            "Berapa hari kerja yang dihadiri, bulan demi bulan?",
            presence.glance,
            presence.figures,
        ),
        Question(
            "suara-warga",
            "Suara warga",
            "Apa kata warga tentang layanan?",
            citizens.glance,
            citizens.figures,
        ),
    )
}
