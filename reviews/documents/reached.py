"""What was reached and said in a term, as the evaluation and the feedback form print it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.db.models import QuerySet

from appraisal.templatetags.ui import angka, tanggal
from indicators.models import Plan, Term

from ..models import Feedback, Realisation
from ..queries.evidence import reports_with_files


def realisations(plan: Plan, term: Term) -> dict[int, str]:
    """Return by indicator what was reached in the term.

    In the annual evaluation the latest report stands first in full, because amounts count from the
    start of the year; of earlier terms the amount is enough, or the note where none was measured.
    """
    rows = Realisation.objects.filter(indicator__result__plan=plan)
    rows = _of_term(rows, term).select_related("term", "indicator")
    found: dict[int, list[Realisation]] = defaultdict(list)
    for row in reports_with_files(rows.order_by("term__number", "pk")):
        found[row.indicator_id].append(row)
    return {indicator: _year(reports) for indicator, reports in found.items()}


def _year(reports: list[Realisation]) -> str:
    latest, earlier = reports[-1], reports[:-1]
    if not earlier:
        return _reached(latest)
    before = "; ".join(f"{row.term.name} {_amount(row) or row.note}" for row in earlier)
    return f"{latest.term.name}: {_reached(latest)}\n{before}."


def feedback(plan: Plan, term: Term) -> tuple[dict[int, str], dict[int, str]]:
    """Return the superior's own feedback by result, and by the number of the value."""
    said = list(words(plan, term).select_related("term", "value").order_by("term__number", "pk"))
    by_result = _joined((row.result_id, row.term, row.text) for row in said if row.result_id is not None)
    by_value = _joined((row.value.number, row.term, row.text) for row in said if row.value is not None)
    return by_result, by_value


def words(plan: Plan, term: Term) -> QuerySet[Feedback]:
    """Return the superior's official words on a plan in a term, without those of assigners."""
    return _of_term(Feedback.objects.filter(plan=plan, is_from_assigner=False), term)


def _of_term(rows: QuerySet[Any], term: Term) -> QuerySet[Any]:
    return rows if term.is_final else rows.filter(term=term)


def _joined(rows: Iterable[tuple[int, Term, str]]) -> dict[int, str]:
    """Return the texts by key; several terms stand below each other under their names."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, term, text in rows:
        found[key].append((term.name, text))
    return {
        key: texts[0][1] if len(texts) == 1 else "\n".join(f"{name}: {text}" for name, text in texts)
        for key, texts in found.items()
    }


def _amount(row: Realisation) -> str:
    return f"{angka(row.amount)} {row.indicator.unit}".strip() if row.amount is not None else ""


def _reached(row: Realisation) -> str:
    """Return a realisation in words: amount, note, date, and where the evidence lies."""
    amount = _amount(row)
    host = urlsplit(row.evidence_url).hostname if row.evidence_url else ""
    named = ", ".join([*([host] if host else []), *(file.name for file in row.proofs)])
    evidence = f" Bukti dukung: {named}." if named else ""
    return f"{amount + '. ' if amount else ''}{row.note} ({tanggal(row.noted_on)}){evidence}"
