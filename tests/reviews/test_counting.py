"""Realisations that follow from notes: what is counted, what stays, who may, and two notes at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators.models import Indicator, Period
from reviews.models import Evaluation, Note, Realisation
from reviews.operations import counting, progress
from reviews.operations import note as notes
from reviews.rules.note import NoteDraft
from tests.reviews.test_progress_operations import indicator_of
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

MARCH, MAY, NOVEMBER = date(2026, 3, 12), date(2026, 5, 4), date(2026, 11, 20)


@pytest.fixture
def indicator(world: World) -> Indicator:
    return indicator_of(agreed_plan(world))


def write(world: World, indicator: Indicator, *amounts: tuple[date, int | str | None]) -> list[Note]:
    drafts = [
        NoteDraft(
            "Akta terbit.", day, indicator.result_id, indicator.pk, None if many is None else Decimal(many)
        )
        for day, many in amounts
    ]
    return notes.write_notes(drafts=drafts, by=world.ani, at=NOW)


def told(indicator: Indicator) -> dict[int, tuple[Decimal | None, bool]]:
    """Return amount and origin by number of the term."""
    rows = Realisation.objects.filter(indicator=indicator).order_by("term__number")
    return {row.term.number: (row.amount, row.is_counted) for row in rows.select_related("term")}


def by_hand(
    world: World, indicator: Indicator, amount: Any, version: int | None = None, term: int = 4
) -> Realisation:
    return progress.report(
        indicator=indicator,
        term=world.term(term),
        version=version,
        amount=None if amount is None else Decimal(amount),
        note="Dihitung dari buku.",
        noted_on=world.term(term).started_on,
        evidence_url="",
        by=world.ani,
        at=NOW,
    )


def test_a_note_with_an_amount_becomes_the_realisation_of_its_quarter(world, indicator) -> None:
    write(world, indicator, (MARCH, 5), (MARCH, 4), (date(2026, 3, 1), 5), (MARCH, None))

    row = Realisation.objects.get()
    assert (row.term.number, row.amount, row.is_counted) == (1, 14, True)
    assert (row.note, row.noted_on) == ("Jumlah 14 dari 3 catatan.", MARCH)
    assert Event.objects.filter(action="progress.counted").count() == 1


def test_amounts_count_from_the_start_of_the_year(world, indicator) -> None:
    write(world, indicator, (MARCH, 5))
    write(world, indicator, (MAY, 4))

    assert told(indicator) == {1: (5, True), 2: (9, True)}


def test_a_late_note_reaches_the_later_quarters_that_are_counted(world, indicator) -> None:
    write(world, indicator, (MAY, 4))
    write(world, indicator, (MARCH, 5))

    assert told(indicator) == {1: (5, True), 2: (9, True)}


def test_of_a_level_the_latest_note_counts(world, indicator) -> None:
    Indicator.objects.update(unit="menit", aspect="WAKTU")

    write(world, indicator, (MARCH, 90), (date(2026, 3, 20), 35), (date(2026, 3, 1), 120))

    row = Realisation.objects.get()
    assert (row.amount, row.note) == (35, "Dari catatan terakhir, 20 Maret.")


def test_a_number_typed_by_hand_stays(world, indicator) -> None:
    by_hand(world, indicator, 50)

    write(world, indicator, (NOVEMBER, 5))

    assert told(indicator) == {4: (50, False)}


def test_a_report_without_a_number_gets_the_counted_one_and_keeps_its_words(world, indicator) -> None:
    by_hand(world, indicator, None)

    write(world, indicator, (NOVEMBER, 5))

    assert told(indicator) == {4: (5, True)}
    assert Realisation.objects.get().note == "Dihitung dari buku."


def test_who_types_another_number_over_a_counted_one_takes_it_in_the_own_hands(world, indicator) -> None:
    write(world, indicator, (NOVEMBER, 5))
    by_hand(world, indicator, 6, version=1)
    write(world, indicator, (NOVEMBER, 5))
    assert told(indicator) == {4: (6, False)}

    counting.take_counted(indicator=indicator, term=world.term(4), version=2, by=world.ani, at=NOW)
    write(world, indicator, (NOVEMBER, 1))

    assert told(indicator) == {4: (11, True)}


def test_who_changes_only_the_words_of_a_counted_one_leaves_it_counted(world, indicator) -> None:
    write(world, indicator, (NOVEMBER, 5))
    by_hand(world, indicator, 5, version=1)

    write(world, indicator, (NOVEMBER, 5))

    assert told(indicator) == {4: (10, True)}
    assert Realisation.objects.get().note == "Dihitung dari buku."


def test_a_note_that_goes_takes_its_amount_along(world, indicator) -> None:
    first, second = write(world, indicator, (MARCH, 5), (MARCH, 4))

    notes.remove_note(note=first, version=1, by=world.ani, at=NOW)
    assert told(indicator) == {1: (4, True)}

    notes.remove_note(note=second, version=1, by=world.ani, at=NOW)
    assert told(indicator) == {}, "not reported is not 0"


def test_a_note_without_its_amount_leaves_the_words_of_a_report(world, indicator) -> None:
    by_hand(world, indicator, None)
    (note,) = write(world, indicator, (NOVEMBER, 5))

    notes.remove_note(note=note, version=1, by=world.ani, at=NOW)

    assert told(indicator) == {4: (None, True)}


def test_a_note_that_moves_to_another_quarter_is_counted_in_both(world, indicator) -> None:
    write(world, indicator, (MARCH, 5), (MAY, 1))
    (note,) = write(world, indicator, (MARCH, 4))

    draft = NoteDraft("Akta terbit.", MAY, indicator.result_id, indicator.pk, Decimal(4))
    notes.change_note(note=note, version=1, draft=draft, by=world.ani, at=NOW)

    assert told(indicator) == {1: (5, True), 2: (10, True)}


@pytest.mark.parametrize("term", [1, 5])
def test_what_was_judged_for_good_is_not_counted_again(world, indicator, term) -> None:
    Evaluation.objects.create(
        plan=indicator.result.plan,
        term=world.period.terms.get(number=term),
        appraiser=world.budi,
        status="FINAL",
        shared_at=NOW,
        talked_on=TODAY,
        final_at=NOW,
        **RATED,
    )

    write(world, indicator, (MARCH, 5))

    assert told(indicator) == {}


def test_a_closed_year_is_left_alone(world, indicator) -> None:
    (note,) = write(world, indicator, (MARCH, 5))
    Period.objects.update(closed_at=NOW, closed_by=world.gita)
    Note.objects.update(amount=9)

    assert counting.recount(indicator=indicator, on=note.noted_on, by=world.ani, at=NOW) == []
    assert told(indicator) == {1: (5, True)}


def test_a_sum_too_large_for_a_realisation_is_refused(world, indicator) -> None:
    largest = "999999999999"

    with pytest.raises(Refused, match="12 angka"):
        write(world, indicator, (MARCH, largest), (MARCH, 1))

    assert not Note.objects.exists()


def test_counting_again_changes_nothing_and_records_nothing(world, indicator) -> None:
    write(world, indicator, (MARCH, 5))
    events = Event.objects.count()

    assert counting.recount(indicator=indicator, on=MARCH, by=world.ani, at=NOW) == []
    assert Event.objects.count() == events


# --- Taking the counted number ----------------------------------------------------------------------


def take(world: World, indicator: Indicator, **changes: Any) -> Realisation:
    values = {"term": world.term(4), "version": 1, "by": world.ani, "at": NOW} | changes
    return counting.take_counted(indicator=indicator, **values)


def test_only_the_owner_takes_the_counted_number(world, indicator) -> None:
    by_hand(world, indicator, 50)
    write(world, indicator, (NOVEMBER, 5))

    with pytest.raises(Denied):
        take(world, indicator, by=world.budi)
    assert told(indicator) == {4: (50, False)}


def test_nothing_is_taken_where_no_note_has_a_number(world, indicator) -> None:
    by_hand(world, indicator, 50)

    with pytest.raises(Refused, match="Belum ada catatan dengan angka"):
        take(world, indicator)


def test_who_takes_a_number_that_changed_meanwhile_reads_it(world, indicator) -> None:
    by_hand(world, indicator, 50)
    write(world, indicator, (NOVEMBER, 5))
    by_hand(world, indicator, 60, version=1)

    with pytest.raises(Conflict) as conflict:
        take(world, indicator)

    assert conflict.value.theirs == {"Realisasi yang tersimpan": "60.000"}


def test_notes_from_before_counting_are_taken_with_one_press(world, indicator) -> None:
    write(world, indicator, (NOVEMBER, 5))
    Realisation.objects.all().delete()

    take(world, indicator, version=None)

    assert told(indicator) == {4: (5, True)}
