"""One row of a file of predicates from before this system (predikat terdahulu; domain research 9.1).

The last two years count for rank and post, so an agency brings them in once. Words are taken as people
and e-Kinerja write them; a number code is refused, because what SIASN's codes mean is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from organizations.rules.cell import Cells, Fault, Unreadable, nip_of, shown, text_of
from reviews.rules.evaluation import PREDICATE_LABELS, RATING_LABELS, Predicate, Rating

NIP, YEAR, PREDICATE = "NIP", "TAHUN", "PREDIKAT"
RESULTS, BEHAVIOUR, SOURCE = "RATING HASIL KERJA", "RATING PERILAKU KERJA", "SUMBER"
PAST_COLUMNS = (NIP, YEAR, PREDICATE)
PAST_EXTRAS = (RESULTS, BEHAVIOUR, SOURCE)
ALIASES = {
    **dict.fromkeys(("NIP BARU", "NIP PEGAWAI"), NIP),
    **dict.fromkeys(("TAHUN PENILAIAN", "TAHUN SKP"), YEAR),
    **dict.fromkeys(
        ("PREDIKAT KINERJA", "KUADRAN KINERJA", "KUADRANKINERJA", "PREDIKAT KINERJA PEGAWAI"), PREDICATE
    ),
    **dict.fromkeys(("HASIL KERJA", "HASILKINERJA"), RESULTS),
    **dict.fromkeys(("PERILAKU KERJA", "PERILAKUKERJA"), BEHAVIOUR),
}
FIRST_YEAR = 2015
WORDS = {label.casefold(): predicate for predicate, label in PREDICATE_LABELS.items()}
WORDS |= dict.fromkeys(("kurang", "misconduct", "kurang / misconduct"), Predicate.POOR)
RATINGS = {label.casefold(): rating for rating, label in RATING_LABELS.items()}
RATINGS |= {
    "di atas": Rating.ABOVE,
    "sesuai": Rating.MEETS,
    "di bawah": Rating.BELOW,
    "diatas ekspektasi": Rating.ABOVE,
}
RATINGS |= {"dibawah ekspektasi": Rating.BELOW}


def read_past(cells: Cells, *, today: date) -> tuple[dict[str, Any], list[Fault]]:
    """Return the values of a row (nip, year, predicate, ratings, source) and every fault of it at once."""
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    parts: dict[str, Callable[[], Any]] = {
        "nip": lambda: nip_of(cells, NIP, today=today).digits,
        "year": lambda: _year(cells, today),
        "predicate": lambda: _word(
            cells, PREDICATE, WORDS, "Sangat Baik, Baik, Butuh Perbaikan, Kurang, atau Sangat Kurang"
        ),
        "results_rating": lambda: _rating(cells, RESULTS),
        "behaviour_rating": lambda: _rating(cells, BEHAVIOUR),
        "source": lambda: text_of(cells, SOURCE, limit=200),
    }
    for name, part in parts.items():
        try:
            values[name] = part()
        except Unreadable as unreadable:
            faults.append(unreadable.fault)
    return values, faults


def _year(cells: Cells, today: date) -> int:
    text = text_of(cells, YEAR, limit=20)
    found = re.fullmatch(r"([0-9]{4})(?:[.,]0)?", text)
    if not found or not FIRST_YEAR <= int(found[1]) <= today.year:
        cause = "tahun ini tidak dapat dipakai."
        raise Unreadable(YEAR, text, cause, f"Tulis tahun penilaian antara {FIRST_YEAR} dan {today.year}.")
    return int(found[1])


def _word(cells: Cells, column: str, words: dict[str, Any], among: str) -> str:
    text = text_of(cells, column, limit=60)
    found = words.get(text.casefold())
    if found is None:
        raise Unreadable(column, shown(text), "kata ini belum dikenal.", f"Tulis {among}.")
    return str(found.value)


def _rating(cells: Cells, column: str) -> str:
    if not text_of(cells, column, limit=60):
        return ""
    return _word(cells, column, RATINGS, "Di atas, Sesuai, atau Di bawah ekspektasi; atau kosongkan")
