"""Released results: what a person, a superior and the evaluation may read of rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, QuerySet

from indicators.models import Period
from organizations.models import Employee

from ..access.result import own_rounds, team_results, told
from ..models import Comment, CommentStatus, Result, Reviewee
from ..rules import THEME_LABELS, RoundStatus, Theme
from ..rules.result import Group, ResultWords

NOT_YET = {
    RoundStatus.NOMINATION: "Penilai sedang diusulkan. Hasil dibuka setelah putaran ditutup dan dirilis.",
    RoundStatus.OPEN: "Sedang diisi. Hasil dibuka setelah putaran ditutup dan dirilis.",
    RoundStatus.CLOSED: "Pengisian sudah selesai. Hasil sedang disiapkan.",
    RoundStatus.RELEASED: "Belum ada hasil yang bisa ditampilkan untuk Anda dalam putaran ini.",
}


def released_results(employee: Employee, period: Period | None = None) -> list[Result]:
    """Return the last released result of each round about a person, the latest round first (one query)."""
    rows = Result.objects.filter(
        reviewee__employee=employee, release__round__status=RoundStatus.RELEASED.value
    )
    if period is not None:
        rows = rows.filter(release__round__period=period)
    rows = rows.select_related("release__round__questionnaire", "release__round__period", "reviewee")
    found: dict[int, Result] = {}
    for row in rows.order_by("-release__round__closed_at", "-release__round", "-release__number"):
        found.setdefault(row.reviewee_id, row)
    return list(found.values())


def behaviour_named(user: Employee, reviewee: str, number: str) -> str:
    """Return the text of a behaviour in a released result of the person, "" where there is none."""
    if not all(text.isascii() and text.isdigit() and len(text) < 10 for text in (reviewee, number)):
        return ""
    rows = Result.objects.filter(
        reviewee=int(reviewee),
        reviewee__employee=user,
        release__round__status=RoundStatus.RELEASED.value,
    )
    result = rows.order_by("release__number").first()
    groups = speaking(ResultWords.from_json(result.payload)) if result else []
    said = (item.text for group in groups for item in group.items if item.number == int(number))
    return next(said, "")


# --- Lists ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OwnRound:
    """A round about the person: with its result, or with when it comes; never with a number that lives."""

    reviewee: Reviewee
    has_result: bool

    @property
    def hint(self) -> str:
        """What the list says below the name of the round."""
        row = self.reviewee.round
        if not self.has_result:
            return NOT_YET[RoundStatus(row.status)]
        return f"Tujuan: {row.purpose_words.lower()}."


def own_results(user: Employee) -> list[OwnRound]:
    """Return the rounds about a person, the latest first (one query)."""
    rows = own_rounds(user).select_related("round__period").annotate(is_told=Exists(told()))
    rows = rows.order_by("-round__period__year", "-round__answer_from", "-round")
    return [OwnRound(row, row.is_told and row.round.status == RoundStatus.RELEASED) for row in rows]


def results_of_team(user: Employee, period: Period, on: date) -> QuerySet[Reviewee]:
    """Return the released results of a team in a year; the page orders them by name, never by a number."""
    rows = team_results(user, on).filter(round__period=period)
    return rows.select_related("round", "employee", "unit")


# --- Words ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """What one group wrote to an open question: side by side, in an order that means nothing."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class ThemeWords:
    """Everything that was written under a theme."""

    theme: Theme
    groups: tuple[Told, ...]

    @property
    def label(self) -> str:
        """The name of the theme."""
        return THEME_LABELS[self.theme]

    @property
    def late_title(self) -> str:
        """The heading of what came after the closing."""
        return f"{self.label}, susulan"

    @property
    def count(self) -> int:
        """How many texts there are."""
        return sum(len(group.texts) for group in self.groups)


def shown_comments(reviewee: int) -> QuerySet[Comment]:
    """Return the texts about a reviewed person that may be read, in the order of their random keys.

    Late ones (batch 2) are among them before their release: only `late` words of a result let them speak.
    """
    return Comment.objects.filter(reviewee=reviewee, status=CommentStatus.SHOWN).order_by("pk")


def themes_of(texts: Iterable[tuple[str, str, str]], groups: Sequence[Group]) -> list[ThemeWords]:
    """Return (theme, sides, text) by theme and group; words of a group that is not shown stay away."""
    labels = {" ".join(group.sides): group.label for group in groups if group.is_shown}
    found: dict[Theme, dict[str, list[str]]] = {}
    for theme, sides, text in texts:
        if sides in labels:
            found.setdefault(Theme(theme), {}).setdefault(sides, []).append(text)
    return [
        ThemeWords(
            theme,
            tuple(Told(label, tuple(by[sides])) for sides, label in labels.items() if sides in by),
        )
        for theme in Theme
        if (by := found.get(theme))
    ]


def words_of(results: Sequence[Result]) -> ResultWords:
    """Return the words of a round from its releases in order: the first ones, with what came late beside."""
    words = [ResultWords.from_json(result.payload) for result in results]
    return replace(words[0], late=words[-1].late)


def speaking(words: ResultWords) -> list[Group]:
    """Return the groups whose words are read, the superior first."""
    first = [words.superior] if words.superior else []
    return [*first, *words.groups]
