"""Where a note belongs: the post of its day, its result, and the indicator that its amount counts for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from string import ascii_lowercase

from organizations.rules import Span

MINUTES_OF_A_DAY = 24 * 60
LONGEST = 2000  # letters of a note


class Misfit(Exception):
    """A note that cannot stand as it was typed: the field, why, and what repairs it."""

    def __init__(self, field: str, cause: str, repair: str) -> None:
        super().__init__(f"{cause} {repair}")
        self.field, self.cause, self.repair = field, cause, repair


@dataclass(frozen=True)
class NoteDraft:
    """A note as somebody typed it; `result` and `indicator` are primary keys."""

    text: str
    noted_on: date
    result: int | None = None
    indicator: int | None = None
    amount: Decimal | None = None
    minutes: int | None = None
    evidence_url: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A placement of the writer."""

    pk: int
    days: Span
    is_definitive: bool = True
    unit: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """A result, or one of its indicators, that notes may be for."""

    code: str  # "2" for a result, "2b" for its second indicator
    label: str
    plan: int
    post: int
    year: int
    days: Span  # in which the plan is in force
    result: int
    indicator: int | None = None
    unit: str = ""
    countable: tuple[int, ...] = ()  # of a result: its indicators that amounts can be summed for


@dataclass(frozen=True)
class Facts:
    """What decides where the notes of one person belong."""

    posts: tuple[Post, ...] = ()
    subjects: tuple[Subject, ...] = ()
    sealed: tuple[Span, ...] = ()  # years that were closed: their notes stay as they are

    def subject(self, result: int | None, indicator: int | None) -> Subject | None:
        """Return the subject with these keys, None where the person has no such one."""
        pairs = ((row, (row.result, row.indicator)) for row in self.subjects)
        return next((row for row, key in pairs if key == (result, indicator)), None)

    def named(self, code: str, on: date) -> Subject | None:
        """Return the subject that a person wrote by its number, such as "2b", in the year of the day."""
        code = code.strip().casefold()
        return next((row for row in self.subjects if row.code == code and row.year == on.year), None)


@dataclass(frozen=True)
class Placed:
    """Where a note belongs: the keys of placement, result and indicator."""

    post: int
    result: int | None = None
    indicator: int | None = None


@dataclass(frozen=True)
class Numbering:
    """Hands out the numbers by which people name results and indicators in files and on paper."""

    used: dict[int, int] = field(default_factory=dict)

    def of(self, year: int) -> str:
        """Return the next number of a result in a year."""
        self.used[year] = self.used.get(year, 0) + 1
        return str(self.used[year])


def letter(number: int) -> str:
    """Return the letter of the first, second, … indicator of a result; a spreadsheet makes no date of it."""
    return ascii_lowercase[number] if number < len(ascii_lowercase) else f"x{number}"


def is_sealed(on: date, sealed: Iterable[Span]) -> bool:
    """Say whether the year of a day was closed."""
    return any(days.holds(on) for days in sealed)


def place(draft: NoteDraft, facts: Facts, today: date) -> Placed:
    """Return where a note belongs; raise Misfit with the field, the cause and the repair.

    A note hangs on the post of its day, the definitive one first, or on the post of the plan it is for.
    An amount counts for one indicator: the chosen one, or the only one of its result that can be counted.
    """
    _check(draft, facts, today)
    if draft.result is None:
        placed = Placed(_post_on(draft.noted_on, facts.posts).pk)
        return _counted(draft, placed, ())
    subject = facts.subject(draft.result, draft.indicator)
    if subject is None:
        raise Misfit("subject", "Hasil ini tidak ada di SKP Anda yang berlaku.", "Pilih hasil lain.")
    if not subject.days.holds(draft.noted_on):
        cause = f"SKP untuk hasil ini berlaku {_spoken(subject.days)}."
        raise Misfit("subject", cause, "Pilih tanggal di dalamnya, atau hasil lain.")
    return _counted(draft, Placed(subject.post, subject.result, subject.indicator), subject.countable)


def _check(draft: NoteDraft, facts: Facts, today: date) -> None:
    if not draft.text.strip():
        raise Misfit("text", "Catatannya belum ada.", "Tulis satu kalimat tentang apa yang bergerak.")
    if draft.noted_on > today:
        raise Misfit("noted_on", "Tanggal ini belum tiba.", "Pilih hari ini atau hari sebelumnya.")
    if is_sealed(draft.noted_on, facts.sealed):
        cause = f"Tahun {draft.noted_on.year} sudah ditutup."
        raise Misfit("noted_on", cause, "Catatannya tetap seperti adanya; pilih tanggal lain.")
    if draft.minutes is not None and not 1 <= draft.minutes <= MINUTES_OF_A_DAY:
        raise Misfit("minutes", "Waktu dihitung dalam menit.", "Tulis 1 sampai 1.440.")
    if draft.amount is not None and draft.amount < 0:
        raise Misfit("amount", "Jumlah paling kecil 0.", "Tulis angka tanpa tanda kurang.")


def _post_on(on: date, posts: Iterable[Post]) -> Post:
    holding = [post for post in posts if post.days.holds(on)]
    found = sorted(holding, key=lambda post: (post.is_definitive, post.days.started_on, post.pk))
    if not found:
        raise Misfit("noted_on", "Pada tanggal ini belum ada jabatan yang tercatat.", "Pilih tanggal lain.")
    return found[-1]


def _counted(draft: NoteDraft, placed: Placed, countable: tuple[int, ...]) -> Placed:
    if draft.amount is None or placed.indicator is not None:
        return placed
    if len(countable) == 1:
        return replace(placed, indicator=countable[0])
    cause = "Jumlah dihitung untuk satu indikator."
    raise Misfit("subject", cause, "Pilih indikatornya, atau kosongkan jumlahnya.")


def _spoken(days: Span) -> str:
    until = f" sampai {days.ended_on:%d-%m-%Y}" if days.ended_on else ""
    return f"sejak {days.started_on:%d-%m-%Y}{until}"


def same_words(text: str) -> str:
    """Return a note as it is compared with others: without the difference of spaces and capitals."""
    return " ".join(text.split()).casefold()
