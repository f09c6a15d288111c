"""Questionnaires for their pages: the list, and one edition with its questions, advice and history."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from ..models import Item, Questionnaire
from ..rules import THEME_LABELS, ItemKind, QuestionnaireStatus, Theme
from ..rules.questionnaire import STATUS_WORDS, ItemFacts, advice, faults

TAGS = {
    QuestionnaireStatus.IN_FORCE: "ok",
    QuestionnaireStatus.DRAFT: "info",
    QuestionnaireStatus.RETIRED: "mute",
}
ORDER = list(TAGS)
SHOWN = 100  # the latest editions on the list; an agency writes a handful
ROUNDS_SHOWN = 10


@dataclass(frozen=True)
class Line:
    """One edition in a list."""

    row: Questionnaire
    status: str
    tag: str


@dataclass(frozen=True)
class ItemLine:
    """One question as the desk reads it: what kind it is, and about whom it is asked."""

    item: Item
    words: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Sheet:
    """One edition with its questions, what it still needs, and what would make it better."""

    line: Line
    items: list[ItemLine]
    needed: list[str]
    advice: list[str]
    editions: list[Line]
    rounds: list[str]


def questionnaire_lines(rows: QuerySet[Questionnaire]) -> list[Line]:
    """Return the latest hundred editions with `item_count` and `round_count`: in force, drafts, retired."""
    counted = rows.annotate(
        item_count=Count("items", distinct=True), round_count=Count("rounds", distinct=True)
    )
    found = list(counted.order_by("-pk")[:SHOWN])
    found.sort(key=lambda row: (ORDER.index(_status(row)), row.name.casefold(), -row.edition))
    return [_line(row) for row in found]


def questionnaire_sheet(row: Questionnaire) -> Sheet:
    """Return an edition with everything its page says (three queries)."""
    items = list(row.items.select_related("value").order_by("number"))
    facts = facts_of(items)
    editions = Questionnaire.objects.filter(code=row.code).exclude(pk=row.pk).order_by("-edition")
    last = len(items) - 1
    return Sheet(
        line=_line(row),
        items=[ItemLine(item, _words(item), at == 0, at == last) for at, item in enumerate(items)],
        needed=faults(row.scale, facts),
        advice=advice(row.scale, facts),
        editions=[_line(edition) for edition in editions[:SHOWN]],
        rounds=list(row.rounds.order_by("-pk").values_list("name", flat=True)[:ROUNDS_SHOWN]),
    )


def facts_of(items: list[Item]) -> list[ItemFacts]:
    """Return questions as the plain data that the rules check."""
    return [ItemFacts(item.number, item.kind, item.text, item.theme, item.only_leaders) for item in items]


def bases(rows: QuerySet[Questionnaire]) -> QuerySet[Questionnaire]:
    """Return the editions that a new questionnaire may begin with."""
    return rows.exclude(status=QuestionnaireStatus.DRAFT).order_by("name", "-edition")


def _words(item: Item) -> str:
    if item.kind == ItemKind.TEXT:
        kind = f"Pertanyaan terbuka · {THEME_LABELS[Theme(item.theme)]}"
    else:
        kind = f"Perilaku · {item.value.name}" if item.value else "Perilaku"
    return f"{kind} · hanya tentang pegawai yang memimpin" if item.only_leaders else kind


def _status(row: Questionnaire) -> QuestionnaireStatus:
    return QuestionnaireStatus(row.status)


def _line(row: Questionnaire) -> Line:
    return Line(row, STATUS_WORDS[_status(row)], TAGS[_status(row)])
