"""The chain over events: what it finds, how it grows, and that it is the same on both databases."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from appraisal import audit, chain
from appraisal.chain import guards, sealing
from appraisal.chain.link import COLUMNS, canonical
from appraisal.jobs.kernel import look_at_trail
from appraisal.models import Anchor, Event, EventLink
from tests.world import NOW

DAY = timedelta(days=1)


def write(count: int, *, start: int = 1) -> None:
    """Write events that differ."""
    audit.record_many(
        audit.entry(action="plan.agreed", by=None, at=NOW, note=f"nomor {number}", after={"n": number})
        for number in range(start, start + count)
    )


def sql(statement: str, *values: Any) -> None:
    """Do what somebody with the keys of the database could do."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def ids() -> list[int]:
    return list(EventLink.objects.order_by("position").values_list("event_id", flat=True))


@pytest.fixture
def sealed(db: None) -> list[int]:
    """Nine events with their links; returns their numbers in the order of the chain."""
    write(9)
    assert chain.seal(NOW) == 9
    return ids()


# --- How the chain grows ---------------------------------------------------------------------------


def test_positions_count_without_a_gap_and_each_digest_covers_the_one_before(sealed: list[int]) -> None:
    links = list(EventLink.objects.order_by("position").values_list("position", "event_id", "digest"))

    assert [position for position, _, _ in links] == list(range(1, 10))
    assert sealed == sorted(sealed)
    previous = chain.GENESIS
    for _, event, digest in links:
        previous = chain.digest_of(previous, Event.objects.values_list(*COLUMNS).get(pk=event))
        assert digest == previous


def test_sealing_twice_adds_nothing_and_goes_on_where_it_ended(sealed: list[int]) -> None:
    assert chain.seal(NOW) == 0
    write(2, start=10)
    assert chain.seal(NOW) == 2
    assert chain.check(NOW) == chain.Verdict(11, 11)


def test_sealing_goes_in_short_transactions(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 4)
    write(10)

    assert chain.seal(NOW) == 10
    assert chain.check(NOW).is_whole


def test_an_event_that_was_committed_late_is_linked_behind_the_others(sealed: list[int]) -> None:
    """A long transaction took its number before others that were sealed meanwhile."""
    hole = max(sealed) + 1
    late = Event(pk=hole, at=NOW, by_label="Sistem", action="late", target_type="", target_label="")
    write(3)
    sql("UPDATE appraisal_event SET id = id + 5 WHERE id > %s", max(sealed))
    chain.seal(NOW)
    Event.objects.bulk_create([late])

    chain.seal(NOW)

    assert ids()[-1] == hole
    assert ids()[-1] < ids()[-2]
    assert chain.check(NOW).is_whole


def test_the_daily_sweep_links_what_came_later_than_the_anchor_before_it(sealed: list[int]) -> None:
    sql("UPDATE appraisal_event SET id = id + 5 WHERE id = %s", sealed[-1])
    sql("UPDATE appraisal_eventlink SET event_id = event_id + 5 WHERE event_id = %s", sealed[-1])
    sql("DELETE FROM appraisal_eventlink WHERE position = 9")
    chain.seal(NOW)
    chain.anchor(NOW)
    late = Event(pk=sealed[-1], at=NOW, by_label="Sistem", action="late", target_type="", target_label="")
    Event.objects.bulk_create([late])

    assert chain.seal(NOW) == 0  # the quick look starts behind the sweep
    chain.anchor(NOW + DAY)

    assert ids()[-1] == sealed[-1]
    assert chain.check(NOW + DAY).is_whole


def test_looking_for_new_events_reads_only_what_came_after_the_sweep(
    sealed: list[int], django_assert_num_queries: Any
) -> None:
    chain.anchor(NOW)

    with django_assert_num_queries(2) as seen:
        chain.seal(NOW)

    assert f"> {sealed[-1]}" in seen[1]["sql"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_link_every_event_once() -> None:
    write(400)

    def run() -> None:
        sealing.seal(NOW)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert chain.check(NOW) == chain.Verdict(400, 400)


# --- Anchors ---------------------------------------------------------------------------------------


def test_a_day_has_one_anchor_and_it_is_noted_outside_the_database(
    sealed: list[int], settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any, caplog: Any
) -> None:
    settings.AUDIT_ANCHOR_FILE = str(tmp_path / "jangkar.txt")
    caplog.set_level("INFO", "appraisal.chain")

    with django_capture_on_commit_callbacks(execute=True):
        first = chain.anchor(NOW)
        second = chain.anchor(NOW)

    assert first is not None
    assert first == second
    line = f"{first.day} 9 {EventLink.objects.get(pk=9).digest}"
    assert Path(settings.AUDIT_ANCHOR_FILE).read_text() == f"{line}\n"
    assert f"audit anchor {line}" in caplog.text
    found = [chain.Mark(str(first.day), 9, first.digest)]
    assert chain.read_marks([f"INFO 2026 audit anchor {line}\n", "bukan jangkar", ""]) == found
    assert chain.read_marks([line]) == found


def test_without_events_there_is_no_anchor_and_the_empty_chain_is_whole(db: None) -> None:
    assert chain.anchor(NOW) is None
    assert chain.check(NOW) == chain.Verdict(0, 0)


# --- What the check finds --------------------------------------------------------------------------


def change(events: list[int]) -> None:
    sql("UPDATE appraisal_event SET note = 'palsu' WHERE id = %s", events[4])


def change_time(events: list[int]) -> None:
    moved = Event.objects.get(pk=events[4]).at + timedelta(microseconds=1)
    sql("UPDATE appraisal_event SET at = %s WHERE id = %s", moved, events[4])


def change_facts(events: list[int]) -> None:
    sql("UPDATE appraisal_event SET after = %s WHERE id = %s", json.dumps({"n": 4}), events[4])


def change_actor(events: list[int]) -> None:
    sql("UPDATE appraisal_event SET by_id = 77 WHERE id = %s", events[4])


def remove(events: list[int]) -> None:
    sql("DELETE FROM appraisal_event WHERE id = %s", events[4])


def remove_with_link(events: list[int]) -> None:
    remove(events)
    sql("DELETE FROM appraisal_eventlink WHERE position = 5")


def swap(events: list[int]) -> None:
    """Exchange what two events say, and leave their numbers where they are."""
    one, two = (Event.objects.get(pk=pk) for pk in (events[4], events[6]))
    for event, other in ((one, two), (two, one)):
        values = (other.note, json.dumps(other.after), event.pk)
        sql("UPDATE appraisal_event SET note = %s, after = %s WHERE id = %s", *values)


def swap_links(events: list[int]) -> None:
    for before, now in ((5, 50), (7, 5), (50, 7)):
        sql("UPDATE appraisal_eventlink SET position = %s WHERE position = %s", now, before)


def swap_held(events: list[int]) -> None:
    for before, now in ((events[4], 999_999), (events[6], events[4]), (999_999, events[6])):
        sql("UPDATE appraisal_eventlink SET event_id = %s WHERE event_id = %s", now, before)


def remove_link(events: list[int]) -> None:
    sql("DELETE FROM appraisal_eventlink WHERE position = 5")


def foreign(events: list[int]) -> None:
    sql("UPDATE appraisal_eventlink SET digest = %s WHERE position = 5", "ab" * 32)


BREAKS: dict[str, tuple[Callable[[list[int]], None], str]] = {
    "changed": (change, "Isi peristiwa {event} diubah sesudah disegel di mata rantai 5."),
    "changed by a microsecond": (change_time, "Isi peristiwa {event} diubah sesudah disegel"),
    "changed facts": (change_facts, "Isi peristiwa {event} diubah sesudah disegel"),
    "changed actor": (change_actor, "Isi peristiwa {event} diubah sesudah disegel"),
    "deleted": (remove, "Peristiwa {event}, yang disegel di mata rantai 5, sudah dihapus."),
    "deleted with its link": (remove_with_link, "Mata rantai 5 tidak ada: urutan melompat ke 6."),
    "swapped": (swap, "Isi tertukar: mata rantai 5 (peristiwa {event}) dan mata rantai 7"),
    "swapped links": (swap_links, "Urutan tertukar: mata rantai 5"),
    "swapped holders": (swap_held, "Urutan tertukar: mata rantai 5"),
    "link removed": (remove_link, "Mata rantai 5 tidak ada: urutan melompat ke 6."),
    "foreign digest": (foreign, "Sidik mata rantai 5 (peristiwa {event}) diganti dengan yang asing"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_first_broken_link_is_named(sealed: list[int], name: str) -> None:
    act, words = BREAKS[name]
    act(sealed)
    sql("UPDATE appraisal_event SET note = 'juga palsu' WHERE id = %s", sealed[8])

    verdict = chain.check(NOW)

    assert verdict.broken_at == 5
    assert verdict.checked == 4
    assert words.format(event=sealed[4]) in verdict.sentence


def cut(events: list[int], left: int) -> None:
    sql("DELETE FROM appraisal_eventlink WHERE position > %s", left)
    sql("DELETE FROM appraisal_event WHERE id > %s", events[left - 1])


def test_an_end_that_was_cut_off_is_seen_by_the_anchor_and_not_sealed_over(sealed: list[int]) -> None:
    chain.anchor(NOW)
    cut(sealed, 6)
    write(5)

    verdict = chain.check(NOW)

    assert (verdict.broken_at, verdict.last) == (7, 6)
    assert "Ujung rantai terpotong: jangkar 2026-11-22 mencatat mata rantai 9" in verdict.sentence
    assert EventLink.objects.count() == 6


def test_a_chain_written_anew_is_seen_by_an_anchor(sealed: list[int]) -> None:
    """Somebody takes all links away, changes an event and seals everything again."""
    mark = chain.anchor(NOW)
    assert mark is not None
    sql("DELETE FROM appraisal_eventlink WHERE position > 0")
    change(sealed)
    chain.seal(NOW, whole=True)

    verdict = chain.check(NOW)

    assert verdict.broken_at == 9
    assert "bukan yang dicatat jangkar 2026-11-22" in verdict.sentence


def test_an_anchor_kept_elsewhere_sees_what_the_database_forgot(sealed: list[int], tmp_path: Path) -> None:
    file = tmp_path / "jangkar.txt"
    file.write_text(f"{chain.anchor(NOW)}\n")
    sql("DELETE FROM appraisal_anchor")
    cut(sealed, 6)

    assert chain.check(NOW).is_whole
    with pytest.raises(CommandError, match="Rantai rusak di mata rantai 7. Ujung rantai terpotong"):
        call_command("verify_audit", against=file)


def test_a_fault_in_front_is_named_before_the_end_that_is_missing(sealed: list[int]) -> None:
    chain.anchor(NOW)
    cut(sealed, 6)
    change(sealed)

    assert chain.check(NOW).broken_at == 5


def test_a_check_may_start_behind_what_was_checked_before(sealed: list[int]) -> None:
    change(sealed)

    assert chain.check(NOW, start=6) == chain.Verdict(4, 9)
    assert chain.check(NOW, start=5).broken_at == 5
    sql("DELETE FROM appraisal_eventlink WHERE position = 6")
    assert "tidak bisa mulai di 7" in chain.check(NOW, start=7).sentence


# --- The command -----------------------------------------------------------------------------------


def test_the_commands_say_what_they_did_and_leave_it_in_the_trail(sealed: list[int]) -> None:
    out = StringIO()
    write(1)
    call_command("seal_events", stdout=out)
    call_command("verify_audit", stdout=out, stderr=StringIO())

    assert "1 peristiwa disegel." in out.getvalue()
    assert "Rantai utuh: 10 mata rantai diperiksa, ujungnya 10." in out.getvalue()
    event = Event.objects.get(action="audit.checked")
    assert event.after == {"checked": 10, "last": 10, "broken_at": None}

    change(sealed)
    with pytest.raises(CommandError, match="mata rantai 5. Isi peristiwa"):
        call_command("verify_audit", start=3)
    assert Event.objects.latest("pk").after["broken_at"] == 5


@pytest.mark.parametrize("content", [None, "tanpa jangkar\n"])
def test_a_file_without_anchors_is_no_proof(sealed: list[int], tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "jangkar.txt"
    if content is not None:
        file.write_text(content)

    with pytest.raises(CommandError, match="Berkas jangkar"):
        call_command("verify_audit", against=file)


def test_the_nightly_check_goes_on_where_the_last_one_ended_and_on_sundays_begins_anew(
    sealed: list[int],
) -> None:
    monday = NOW + DAY
    assert chain.check_nightly(NOW) == chain.Verdict(9, 9)  # 22 November 2026 is a Sunday
    assert chain.check_nightly(monday) == chain.Verdict(1, 10)
    change(sealed)
    assert chain.check_nightly(monday + DAY).is_whole

    assert chain.check_nightly(NOW + 7 * DAY).broken_at == 5
    assert chain.check_nightly(monday + 7 * DAY).broken_at == 5  # until it is whole again


def test_health_names_a_broken_chain_and_unguarded_tables(sealed: list[int]) -> None:
    def told() -> tuple[str, str]:
        found = look_at_trail(NOW)
        return found.state.name, found.sentence

    assert told()[0] == "WARN"
    guards.install(connection)
    try:
        assert told() == ("WARN", "Rantai jejak audit belum pernah diperiksa.")
        chain.check_nightly(NOW)
        assert told() == ("OK", "Rantai jejak audit utuh.")
    finally:
        guards.remove(connection)
    change(sealed)
    chain.check_nightly(NOW)
    assert told()[0] == "BAD"


# --- The same bytes on both databases --------------------------------------------------------------

FACTS = {
    "half": 1.5,
    "whole": 3.0,
    "large": 1e16,
    "larger": 1.2345e22,
    "largest": 1e300,
    "small": 1e-07,
    "minus zero": -0.0,
    "number": 199001012020121001,
    "decimal": "1.50",
    "unicode": "é ꦗ 👩‍👩‍👧",
    "nested": [{"b": None, "a": [True, False, 0.1]}, []],
}
CANONICAL = (
    b'{"about_id":null,"action":"x","after":{"decimal":"1.50","half":1.5,"large":10000000000000000,'
    b'"larger":12345000000000000000000,"largest":1' + b"0" * 300 + b',"minus zero":0,'
    b'"nested":[{"a":[true,false,0.1],"b":null},[]],"number":199001012020121001,"small":1e-07,'
    b'"unicode":"\\u00e9 \\ua997 \\ud83d\\udc69\\u200d\\ud83d\\udc69\\u200d\\ud83d\\udc67","whole":3},'
    b'"at":"2026-11-22T03:42:00.000007+00:00","before":null,"by_id":null,"by_label":"Sistem","id":%d,'
    b'"note":"satu\\r\\ndua","target_id":null,"target_label":"","target_type":""}'
)


def test_an_event_is_sealed_as_the_same_bytes_on_every_database(db: None) -> None:
    at = datetime(2026, 11, 22, 3, 42, 0, 7, tzinfo=UTC)
    event = audit.record(action="x", by=None, at=at, after=FACTS, note="satu\r\ndua")

    stored = Event.objects.values_list(*COLUMNS).get(pk=event.pk)

    assert canonical(stored) == CANONICAL % event.pk


def test_every_column_of_an_event_is_sealed() -> None:
    assert {field.attname for field in Event._meta.concrete_fields} == set(COLUMNS)


# --- What the models refuse ------------------------------------------------------------------------

LINK = {"digest": "a" * 64, "sealed_at": NOW}


@pytest.mark.parametrize(
    "row",
    [
        EventLink(position=0, event_id=1, **LINK),
        EventLink(position=3, event_id=1000, **LINK),
        EventLink(position=1000, event_id=3, digest="A" * 64, sealed_at=NOW),
        EventLink(position=1000, event_id=999, digest="kurang", sealed_at=NOW),
        Anchor(day=NOW.date(), position=0, digest="a" * 64, swept_to=0, at=NOW),
        Anchor(day=NOW.date(), position=1, digest="", swept_to=0, at=NOW),
        Anchor(day=NOW.date() + DAY, position=1, digest="a" * 64, swept_to=0, at=NOW),
    ],
    ids=["position 0", "position taken", "capital", "short", "anchor 0", "no digest", "day taken"],
)
def test_the_database_refuses_links_and_anchors_that_cannot_be(sealed: list[int], row: Any) -> None:
    Anchor(day=NOW.date() + DAY, position=1, digest="a" * 64, swept_to=0, at=NOW).save()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.bulk_create([row])


def test_an_event_has_one_link(sealed: list[int]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        EventLink(position=10, event_id=sealed[0], **LINK).save()


def test_links_and_anchors_are_append_only_in_the_program(sealed: list[int]) -> None:
    link = EventLink.objects.get(pk=5)

    for tamper in (link.save, link.delete, EventLink.objects.all().delete):
        with pytest.raises(TypeError, match="append-only"):
            tamper()
    with pytest.raises(TypeError, match="append-only"):
        EventLink.objects.filter(pk=5).update(digest="b" * 64)
