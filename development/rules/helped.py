"""What helped whom, in counts and shares that tell of nobody (decided here)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from organizations.rules import PositionKind

from .small_counts import FEWEST, protected


class Post(StrEnum):
    """Whom something helped: people by the kind of their post."""

    LEADS = "PIMPINAN"
    FUNCTIONAL = "FUNGSIONAL"
    EXECUTIVE = "PELAKSANA"


POST_LABELS = {
    Post.LEADS: "Pimpinan unit",
    Post.FUNCTIONAL: "Jabatan fungsional",
    Post.EXECUTIVE: "Pelaksana dan lainnya",
}
_POSTS = {PositionKind.FUNCTIONAL.value: Post.FUNCTIONAL} | {
    kind.value: Post.LEADS
    for kind in (
        PositionKind.JPT_UTAMA,
        PositionKind.JPT_MADYA,
        PositionKind.JPT_PRATAMA,
        PositionKind.ADMINISTRATOR,
        PositionKind.SUPERVISOR,
    )
}


def post_of(kind: str | None) -> Post:
    """Return the group of a kind of post; who has none is with the last."""
    return _POSTS.get(kind or "", Post.EXECUTIVE)


@dataclass(frozen=True)
class Said:
    """One kind of support among some people: how often it was done, and what was said of it."""

    done: int = 0
    reached: int = 0  # people it was done for
    people: int = 0  # people who said whether it helped
    answers: int = 0
    yes: int = 0  # answers "sangat membantu"

    def __add__(self, other: Said) -> Said:
        return Said(
            self.done + other.done,
            self.reached + other.reached,
            self.people + other.people,
            self.answers + other.answers,
            self.yes + other.yes,
        )


@dataclass(frozen=True)
class Helpful:
    """What is told of one kind of support; None is not told."""

    done: int | None
    answers: int | None
    share: str  # of the answers, "sangat membantu"
    by_post: dict[Post, str]

    @property
    def is_split(self) -> bool:
        """Whether anything is told by the kind of post."""
        return any(self.by_post.values())

    @property
    def told(self) -> list[tuple[str, str]]:
        """The shares by the kind of post, in words and in order."""
        return [(POST_LABELS[post], share) for post, share in self.by_post.items()]


def helpful(by_post: Mapping[Post, Said]) -> Helpful:
    """Return what may be told of a kind of support. A person is in one group of `by_post`.

    Nothing below five people. The whole is told, so a group that is too small takes the smallest other one
    with it, until those that are hidden are five people together and at least two groups.
    """
    whole = sum(by_post.values(), Said())
    is_told = whole.people >= FEWEST
    shown = protected({post: by_post.get(post, Said()).people for post in Post}) if is_told else {}
    return Helpful(
        done=whole.done if whole.reached >= FEWEST else None,
        answers=whole.answers if is_told else None,
        share=tenths(whole) if is_told else "",
        by_post={post: tenths(by_post[post]) if shown.get(post) else "" for post in Post},
    )


def tenths(said: Said) -> str:
    """Return how many answers say "sangat membantu", in tenths: "6 dari 10".

    Rounded half up, and never none or all: that would tell what each single one answered.
    """
    found = (20 * said.yes + said.answers) // (2 * said.answers)
    if found >= 10:
        return "paling sedikit 9 dari 10"
    return "paling banyak 1 dari 10" if found < 1 else f"{found} dari 10"


def counted_until(on: date) -> date:
    """Return the first day of the quarter, which is not counted: no single answer shows as it comes."""
    return date(on.year, on.month - (on.month - 1) % 3, 1)
