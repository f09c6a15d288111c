"""Rows of released results for the tests: words as the release writes them, without any opinion."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle
from typing import Any

from indicators.models import Period
from multirater.models import Comment, Questionnaire, Release, Result, Reviewee, Round
from multirater.rules.result import Group, ItemWords, Level, Quadrant, ResultWords
from organizations.models import Placement
from tests.multirater.rows import Office, reviewee_of, round_of
from tests.world import NOW

SAMPLE = "Putaran contoh"
CITY_TEXTS = (
    ("TERUSKAN", "Data loket selalu rapi, sehingga rapat pagi bisa langsung membahas isinya."),
    ("TERUSKAN", "Menjelaskan syarat kepada warga lansia dengan sabar sampai mereka benar-benar paham."),
    ("TERUSKAN", "Mau menggantikan saat loket penuh."),
    ("KEMBANGKAN", "Beri tahu lebih awal bila jadwal berubah, supaya kami bisa menyesuaikan."),
    ("KEMBANGKAN", "Berani menyampaikan pendapat di rapat; idenya sering baru terdengar sesudahnya."),
)
TEXTS = ("Melayani dengan ramah", "Menepati janji")


def item(number: int, words: str = "Sering", **values: Any) -> ItemWords:
    """Return a behaviour with a word and its range, said by five."""
    given: dict[str, Any] = {"n": 5, "low": "Cukup sering", "high": "Hampir selalu"} | values
    return ItemWords(number, TEXTS[number - 1], words=words, **given)


def level(number: int, found: Level, label: str = "Tampak kuat") -> ItemWords:
    """Return a behaviour of which three people allow a level only."""
    return ItemWords(number, TEXTS[number - 1], n=3, level=found, words=label)


def group(sides: str, label: str, *items: ItemWords, **values: Any) -> Group:
    """Return a group that is shown, `sides` as in a comment."""
    given: dict[str, Any] = {"invited": 5, "is_shown": True, "sentence": "", "n": 5} | values
    return Group(tuple(sides.split()), label, items=items, **given)


def hidden(sides: str = "BAWAHAN", label: str = "Bawahan langsung") -> Group:
    """Return a group of which too few answered."""
    return Group(tuple(sides.split()), label, None, False, "Belum cukup jawaban untuk ditampilkan.")


WORDS = ResultWords(
    groups=(
        group(
            "REKAN", "Rekan kerja", item(1, quadrant=Quadrant.HIDDEN), item(2, "Jarang"), composite=Level.HIGH
        ),
        hidden(),
    ),
    own=(item(1, "Kadang-kadang", n=1, low="Kadang-kadang", high="Kadang-kadang"),),
    superior=group("ATASAN", "Atasan", item(1, "Hampir selalu", n=1, low="", high=""), n=1, invited=1),
    missing=("Mitra dari unit lain",),
)


def released(
    office: Office, person: Any, words: ResultWords = WORDS, *, row: Round | None = None, **values: Any
) -> Reviewee:
    """Return a person with a released result of a round, made or given."""
    row = row or round_of(office, **({"status": "DIRILIS", "closed_at": NOW} | values))
    reviewee = reviewee_of(office, row, person, office.heads["umum"])
    tell(reviewee, words)
    return reviewee


def tell(reviewee: Reviewee, words: ResultWords, number: int = 1) -> Result:
    """Return the result of a person in a release of that number."""
    row = reviewee.round
    release, _ = Release.objects.get_or_create(
        round=row, number=number, defaults={"released_by": reviewee.employee, "released_at": NOW}
    )
    return Result.objects.create(release=release, reviewee=reviewee, payload=words.to_json())


def comment(
    reviewee: Reviewee, text: str, theme: str = "TERUSKAN", sides: str = "REKAN", **values: Any
) -> Comment:
    """Return a text of a group; shown unless the values say otherwise."""
    found: Mapping[str, int] = {"TERUSKAN": 8, "KEMBANGKAN": 9}
    question = reviewee.round.questionnaire.items.get(number=found[theme])
    return Comment.objects.create(
        reviewee=reviewee, item=question, theme=theme, sides=sides, text=text, **values
    )


def released_in_city(person: Any, name: str = SAMPLE, closed_at: Any = NOW) -> Reviewee:
    """Return a clerk of the demo city with a released result of the ready-made questionnaire, made once."""
    if known := Reviewee.objects.filter(round__name=name, employee=person).first():
        return known
    scale = Questionnaire.objects.get(code="berakhlak", edition=1)
    post = Placement.objects.filter(employee=person).latest("started_on")
    row = Round.objects.create(
        period=Period.objects.get(year=NOW.year),
        name=name,
        purpose="EVALUASI",
        questionnaire=scale,
        status="DIRILIS",
        answer_from=NOW.date(),
        answer_until=NOW.date(),
        seed="benih",
        opened_at=NOW,
        closed_at=closed_at,
    )
    reviewee = Reviewee.objects.create(round=row, employee=person, placement=post, unit=post.unit)
    items = scale.items.filter(kind="SKALA", only_leaders=False).order_by("number")
    said = ("Sering", "Cukup sering", "Hampir selalu", "Sering", "Kadang-kadang", "Sering", "Cukup sering")
    views = (Quadrant.OPEN, None, Quadrant.HIDDEN, None, Quadrant.BLIND, None, Quadrant.GROWTH)
    peers = [
        ItemWords(row.number, row.text, 5, None, words, "Cukup sering", "Hampir selalu", view)
        for row, words, view in zip(items, cycle(said), cycle(views), strict=False)
    ]
    alone = tuple(ItemWords(row.number, row.text, 1, None, "Sering", "Sering", "Sering") for row in items)
    staff = [ItemWords(row.number, row.text, 3, Level.HIGH, "Tampak kuat") for row in items]
    words = ResultWords(
        groups=(
            group("REKAN", "Rekan kerja", *peers, composite=Level.MIDDLE),
            group("BAWAHAN", "Bawahan langsung", *staff, composite=Level.HIGH, n=3),
            hidden("MITRA", "Mitra dari unit lain"),
        ),
        own=alone,
        superior=Group(("ATASAN",), "Atasan", 1, True, "", alone, None, 1),
        adjusted="3,6 sampai 4,1",
    )
    tell(reviewee, words)
    for number, (theme, text) in enumerate(CITY_TEXTS):
        sides = "ATASAN" if number == 0 else "REKAN"
        question = scale.items.get(theme=theme)
        Comment.objects.create(reviewee=reviewee, item=question, theme=theme, sides=sides, text=text)
    return reviewee
