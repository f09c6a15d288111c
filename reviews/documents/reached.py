"""What was reached and said in a term, as the evaluation and the feedback form print it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db.models import F, QuerySet

from appraisal.templatetags.ui import angka, tanggal
from indicators.models import Plan, Term

from ..models import Feedback, Realisation
from ..queries.evidence import reports_with_files


@dataclass(frozen=True)
class Said:
    """A superior's own words on one plan: by result, and by the number of the value."""

    by_result: dict[int, str] = field(default_factory=dict)
    by_value: dict[int, str] = field(default_factory=dict)


def realisations(plans: Iterable[Plan], term: Term) -> dict[int, dict[int, str]]:
    """Return by plan and indicator what was reached in the term (two queries).

    In the annual evaluation the latest report stands first in full, because amounts count from the
    start of the year; of earlier terms the amount is enough, or the note where none was measured.
    """
    wanted = Realisation.objects.filter(indicator__result__plan__in=[plan.pk for plan in plans])
    rows = _of_term(wanted, term).annotate(unit=F("indicator__unit"), of_plan=F("indicator__result__plan"))
    terms = {row.pk: row for row in Term.objects.filter(period=term.period_id)}
    found: dict[int, dict[int, list[Realisation]]] = defaultdict(lambda: defaultdict(list))
    for row in reports_with_files(rows.order_by("term__number", "pk")):
        row.term = terms[row.term_id]
        found[row.of_plan][row.indicator_id].append(row)  # type: ignore[attr-defined]
    return {
        plan: {indicator: _year(reports) for indicator, reports in rows.items()}
        for plan, rows in found.items()
    }


def _year(reports: list[Realisation]) -> str:
    latest, earlier = reports[-1], reports[:-1]
    if not earlier:
        return _reached(latest)
    before = "; ".join(f"{row.term.name} {_amount(row) or row.note}" for row in earlier)
    return f"{latest.term.name}: {_reached(latest)}\n{before}."


def said_of(plans: Iterable[Plan], term: Term) -> tuple[dict[int, Said], dict[int, Feedback]]:
    """Return by plan what its superior said in a term, and the latest of these words (one query)."""
    related = ("term", "value", "given_by")
    rows = list(words(plans, term).select_related(*related).order_by("term__number", "pk"))
    by_plan: dict[int, list[Feedback]] = defaultdict(list)
    for row in rows:
        by_plan[row.plan_id].append(row)
    said = {
        plan: Said(
            _joined((row.result_id, row.term, row.text) for row in mine if row.result_id is not None),
            _joined((row.value.number, row.term, row.text) for row in mine if row.value is not None),
        )
        for plan, mine in by_plan.items()
    }
    return said, {plan: max(mine, key=lambda row: (row.given_at, row.pk)) for plan, mine in by_plan.items()}


def words(plans: Iterable[Plan], term: Term) -> QuerySet[Feedback]:
    """Return the superiors' official words on plans in a term, without those of assigners."""
    ids = [plan.pk for plan in plans]
    return _of_term(Feedback.objects.filter(plan__in=ids, is_from_assigner=False), term)


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
    unit = row.unit  # type: ignore[attr-defined]
    return f"{angka(row.amount)} {unit}".strip() if row.amount is not None else ""


def _reached(row: Realisation) -> str:
    """Return a realisation in words: amount, note, date, and where the evidence lies."""
    amount = _amount(row)
    host = urlsplit(row.evidence_url).hostname if row.evidence_url else ""
    named = ", ".join([*([host] if host else []), *(file.name for file in row.proofs)])
    evidence = f" Bukti dukung: {named}." if named else ""
    return f"{amount + '. ' if amount else ''}{row.note} ({tanggal(row.noted_on)}){evidence}"
