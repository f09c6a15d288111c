"""A flood of a thousand voices hides no honest one and fills no disk."""

from __future__ import annotations

import random
from typing import Any

import pytest

from organizations.rules.wording import Names
from reviews.models import ServicePoint, Voice, VoiceSurplus
from reviews.operations.voice import Outcome
from reviews.queries.voice import Tally
from reviews.queries.voice_pages import PAGE, moderation_page, results_page
from reviews.rules.voice import COUNTED_TIMES, ROOM, ROWS_A_DAY, Kind
from tests.reviews.voices import PER_NETWORK, TEXTS, open_point, rubbish, say
from tests.world import NOW, TODAY, World

FLOOD = "Jelek semua jangan datang ke sini"


@pytest.fixture
def point(world: World) -> ServicePoint:
    return open_point(world.units["bidang"])


def flood_of(kind: str, number: int, rng: random.Random) -> dict[str, Any]:
    """Return the voice with this number: one network and many texts, one text or rubbish from many."""
    if kind == "one network":
        return {"text": f"Buruk {rng.choice(TEXTS)} {rng.choice(TEXTS)}", "source": "flood"}
    text = FLOOD if kind == "one text" else rubbish(rng)
    return {"text": text, "source": f"{kind[:3]}{number}"}


def totals(point: ServicePoint) -> Tally:
    return results_page(point, Names(), TODAY, 1)["quarters"][0][1]


@pytest.mark.once
def test_a_thousand_voices_of_a_flood_do_not_hide_twenty_honest_ones(point: ServicePoint) -> None:
    rng = random.Random(4)
    kinds = ["one network", "one text", "rubbish"]
    for number in range(1000):
        say(point, mark=1, **flood_of(kinds[number % 3], number, rng))
        if number % 50 == 49:  # the honest ones come in the midst of it
            honest = TEXTS[number // 50]
            assert say(point, honest, mark=3 + number % 2, source=f"warga{number}") is Outcome.KEPT

    rows = Voice.objects.filter(point=point)
    assert rows.filter(improve__in=TEXTS, mark__gte=3, flag="").count() == 20
    # in the queue: what is unflagged fits three pages, and every honest voice stands there
    pages = [moderation_page(point, "baru", number) for number in (1, 2, 3)]
    queue = [row.voice.improve for page in pages for row in page["rows"]]
    assert set(TEXTS) <= set(queue)
    assert len(queue) < 3 * PAGE
    # in public: each honest voice counts, and the flood stays within what one network may say
    tally = totals(point)
    assert tally.counts[3] + tally.counts[4] == 20
    assert tally.counts[1] <= PER_NETWORK + COUNTED_TIMES + 3
    # the rest was counted, not kept
    kept = sum(rows.values_list("times", flat=True))
    assert rows.count() <= 20 + PER_NETWORK + 1 + ROOM[Kind.SUSPECT] + 3
    assert kept + VoiceSurplus.objects.get(point=point, day=TODAY).count == 1020


def test_a_day_of_a_point_never_takes_more_rows_than_its_room(point: ServicePoint) -> None:
    """Full rooms stay full: rows are laid to the limit, then one of each kind comes from a new network."""
    kinds = [("kata", Kind.WORDS, ""), ("", Kind.MARK, ""), ("acak", Kind.SUSPECT, "ACAK")]
    Voice.objects.bulk_create(
        Voice(point=point, mark=2, improve=text, said_on=TODAY, source=f"{number}", flag=flag)
        for text, kind, flag in kinds
        for number in range(ROOM[kind])
    )

    outcomes = [say(point, text, source="baru") for text in ("Kursi kurang", "", "xkcdqwzrtplkj")]

    assert outcomes == [Outcome.COUNTED] * 3
    assert Voice.objects.filter(point=point).count() == ROWS_A_DAY == 450


def test_the_second_half_of_the_room_is_kept_for_those_who_said_little(point: ServicePoint) -> None:
    Voice.objects.bulk_create(
        Voice(point=point, mark=1, improve=f"{number}", said_on=TODAY, source=f"bot{number % 8}")
        for number in range(ROOM[Kind.WORDS] // 2)
    )

    loud = say(point, "Bot bersuara sekali lagi", source="bot1")
    quiet = [say(point, text, source="warga") for text in TEXTS[:4]]

    assert loud is Outcome.COUNTED
    assert quiet == [Outcome.KEPT] * 3 + [Outcome.COUNTED]


def test_words_that_are_the_same_become_one_row_and_count_five_times_at_most(point: ServicePoint) -> None:
    for number in range(30):
        say(point, "Bagus!" + "!" * (number % 3), mark=4, source=f"jaringan{number}")

    row = Voice.objects.get(point=point)
    assert (row.times, totals(point).counts[4]) == (30, COUNTED_TIMES)


def test_marks_without_words_count_as_often_as_the_network_may_speak(point: ServicePoint) -> None:
    """An office or a kiosk shares one network: it is heard up to the policy's figure, then counted apart."""
    outcomes = [say(point, mark=4, source="kios") for _ in range(PER_NETWORK + 5)]
    say(point, mark=4, source="ponsel")

    assert outcomes.count(Outcome.COUNTED) == 5
    assert Voice.objects.filter(point=point).count() == 2
    assert totals(point).counts[4] == PER_NETWORK + 1
    assert totals(point).surplus == 5


def test_one_network_cannot_use_many_marks_to_say_more(point: ServicePoint) -> None:
    kept = [say(point, mark=1 + number % 4, source="kios") for number in range(40)].count(Outcome.KEPT)

    assert kept == PER_NETWORK


def test_counting_repetitions_stops_before_the_column_is_full(point: ServicePoint) -> None:
    say(point, "Bagus")
    Voice.objects.update(times=1_000_000)

    assert say(point, "Bagus") is Outcome.KEPT
    assert Voice.objects.get().times == 1_000_000


def test_a_stamp_that_comes_a_thousand_times_counts_once(point: ServicePoint) -> None:
    outcomes = [say(point, "Kursi kurang", nonce="0" * 16) for _ in range(50)]
    other = say(point, "Toilet kotor", nonce="0" * 16)

    assert (set(outcomes), other) == ({Outcome.KEPT}, Outcome.USED)
    assert Voice.objects.get().times == 1


def test_the_next_voice_forgets_from_where_those_of_past_days_came(point: ServicePoint) -> None:
    point.voices.create(mark=3, said_on="2026-11-21", source="kemarin", stamp="kemarin")

    say(point, "Kursi kurang", at=NOW)

    assert Voice.objects.filter(source="", stamp="", said_on="2026-11-21").count() == 1
    assert Voice.objects.exclude(source="").get().said_on == TODAY
