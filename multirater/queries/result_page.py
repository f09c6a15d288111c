"""The page of one result: words first, behaviours per group, the own view, the way over the rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ..models import Result, Reviewee
from ..rules import Theme
from ..rules.answering import IN_TIME, LATE
from ..rules.reliability import for_person
from ..rules.result import QUADRANT_LABELS, Group, ItemWords, Quadrant, ResultWords
from ..rules.trend import TREND_LABELS, Trend, trend
from .result import ThemeWords, released_results, shown_comments, speaking, themes_of, words_of

# What each word means, said to the person and said to the superior.
VIEWS = {
    Quadrant.OPEN: (
        "Anda dan mereka sama-sama sering melihatnya. Kekuatan yang bisa Anda bagikan.",
        "Pegawai dan orang di sekitarnya sama-sama sering melihatnya. Kekuatan yang bisa dibagikan.",
    ),
    Quadrant.HIDDEN: (
        "Mereka melihatnya lebih sering daripada Anda sendiri. Anda boleh lebih percaya diri.",
        "Orang di sekitarnya melihatnya lebih sering daripada pegawai sendiri. Sampaikan penghargaan Anda.",
    ),
    Quadrant.BLIND: (
        "Anda melihatnya lebih sering daripada mereka. Mungkin niat Anda belum terlihat; tanyakan satu "
        "contoh kepada orang yang Anda percaya.",
        "Pegawai melihatnya lebih sering daripada orang di sekitarnya. Dengarkan dulu ceritanya.",
    ),
    Quadrant.GROWTH: (
        "Anda dan mereka sama-sama melihat ruang untuk tumbuh. Titik awal yang baik.",
        "Pegawai dan orang di sekitarnya sama-sama melihat ruang untuk tumbuh. Tawarkan dukungan.",
    ),
}


@dataclass(frozen=True)
class Cell:
    """What one group says of a behaviour; no item where too few spoke of it."""

    label: str
    item: ItemWords | None


@dataclass(frozen=True)
class BehaviourRow:
    """One behaviour with the own view and that of every group."""

    number: int
    text: str
    own: ItemWords | None
    cells: tuple[Cell, ...]

    @property
    def is_shown(self) -> bool:
        """Whether anybody says anything of it."""
        return any(cell.item is not None and cell.item.is_shown for cell in self.cells)


@dataclass(frozen=True)
class View:
    """One of the four words, kindly explained, with the behaviours that it is said of."""

    label: str
    meaning: str
    behaviours: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """Behaviours that went the same way since the round before in which they were shown."""

    label: str
    behaviours: tuple[str, ...]


@dataclass(frozen=True)
class ResultPage:
    """Everything that the page and the paper of a result say; made of released words alone."""

    reviewee: Reviewee
    words: ResultWords
    themes: tuple[ThemeWords, ...]
    rows: tuple[BehaviourRow, ...]
    views: tuple[View, ...]
    ways: tuple[Way, ...]
    late: tuple[BehaviourRow, ...]
    late_themes: tuple[ThemeWords, ...]
    reliability: Mapping[str, Any]
    own_texts: tuple[tuple[UUID, str], ...] = ()  # what the person may ask to have looked at again

    @property
    def purpose(self) -> str:
        """What the round was for, in words."""
        return self.reviewee.round.purpose_words.lower()

    @property
    def hidden(self) -> list[Group]:
        """The groups that do not speak, each with its sentence."""
        return [group for group in (*self.words.groups, *self.words.late) if not group.is_shown]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of others is shown."""
        return not self.themes and not any(row.is_shown for row in self.rows)

    def theme(self, theme: Theme) -> ThemeWords | None:
        """Return what was written under a theme."""
        return next((each for each in self.themes if each.theme == theme), None)

    @property
    def keep(self) -> ThemeWords | None:
        """What people wish to go on."""
        return self.theme(Theme.KEEP)

    @property
    def develop(self) -> ThemeWords | None:
        """What people wish to see grow."""
        return self.theme(Theme.DEVELOP)

    @property
    def other(self) -> ThemeWords | None:
        """What was written besides."""
        return self.theme(Theme.OTHER)

    @property
    def trust(self) -> list[str]:
        """How far the round can be relied on, in sentences."""
        return for_person(self.reliability)


def result_page(reviewee: Reviewee, *, is_owner: bool) -> ResultPage:
    """Return the page of a released result, loaded with its round and questionnaire (three queries)."""
    results = list(
        Result.objects.filter(reviewee=reviewee).select_related("release").order_by("release__number")
    )
    words = words_of(results)
    found = list(shown_comments(reviewee.pk).values_list("batch", "theme", "sides", "text", "pk"))
    groups = speaking(words)
    late = speaking(replace(words, groups=words.late)) if words.late else []
    return ResultPage(
        reviewee=reviewee,
        words=words,
        themes=tuple(themes_of((row[1:4] for row in found if row[0] == IN_TIME), groups)),
        rows=_rows(groups, words.own),
        views=_views(words.groups, is_owner=is_owner),
        ways=_ways(groups, _earlier(reviewee), reviewee.round.questionnaire.scale),
        late=_rows(words.late, ()),
        late_themes=tuple(themes_of((row[1:4] for row in found if row[0] == LATE), late)),
        reliability=results[0].release.reliability,
        own_texts=tuple((row[4], row[3]) for row in found if _is_read(row, groups, late)) if is_owner else (),
    )


def _is_read(row: tuple[int, str, str, str, UUID], groups: Sequence[Group], late: Sequence[Group]) -> bool:
    """Say whether the page shows a text: its group speaks."""
    speaks = groups if row[0] == IN_TIME else late
    return any(group.is_shown and row[2] == " ".join(group.sides) for group in speaks)


def _earlier(reviewee: Reviewee) -> list[Result]:
    """Return the results of the person in earlier rounds with the same scale, the latest first."""
    row = reviewee.round
    found = []
    for result in released_results(reviewee.employee):
        other = result.release.round
        before = (other.closed_at, other.pk) < (row.closed_at, row.pk)
        if before and other.questionnaire.scale == row.questionnaire.scale:
            found.append(result)
    return found


def _rows(groups: Sequence[Group], own: Sequence[ItemWords]) -> tuple[BehaviourRow, ...]:
    shown = [group for group in groups if group.is_shown]
    mine = {item.number: item for item in own}
    texts = {item.number: item.text for item in own}
    texts |= {item.number: item.text for group in shown for item in group.items}
    return tuple(
        BehaviourRow(number, texts[number], mine.get(number), tuple(_cell(group, number) for group in shown))
        for number in sorted(texts)
    )


def _cell(group: Group, number: int) -> Cell:
    said = (item for item in group.items if item.number == number and item.is_shown)
    return Cell(group.label, next(said, None))


def _ways(groups: Sequence[Group], earlier: Sequence[Result], scale: Sequence[str]) -> tuple[Way, ...]:
    """Return the behaviours by where they went, each with the group and the round it is compared with."""
    told = [(result.release.round.name, _said(result)) for result in earlier]
    found: dict[Trend, dict[tuple[str, str], list[str]]] = {}
    for group in groups:
        for item in group.items:
            for name, before in told:
                old = before.get((group.sides, item.text))
                went = trend(old, item, scale) if old is not None else None
                if went is not None:
                    found.setdefault(went, {}).setdefault((item.text, name), []).append(group.label.lower())
                    break
    return tuple(
        Way(
            TREND_LABELS[went],
            tuple(f"{text} ({', '.join(labels)}; {name})" for (text, name), labels in found[went].items()),
        )
        for went in Trend
        if went in found
    )


def _said(result: Result) -> dict[tuple[tuple[str, ...], str], ItemWords]:
    """Return what a result says, by group and behaviour."""
    groups = speaking(ResultWords.from_json(result.payload))
    return {(group.sides, item.text): item for group in groups for item in group.items}


def _views(groups: Sequence[Group], *, is_owner: bool) -> tuple[View, ...]:
    """Return the four words with the behaviours, what is strong first."""
    found: dict[Quadrant, list[str]] = {}
    for group in groups:
        for item in group.items:
            if item.quadrant:
                found.setdefault(item.quadrant, []).append(f"{item.text} ({group.label.lower()})")
    return tuple(
        View(QUADRANT_LABELS[quadrant], meanings[0 if is_owner else 1], tuple(found[quadrant]))
        for quadrant, meanings in VIEWS.items()
        if quadrant in found
    )
