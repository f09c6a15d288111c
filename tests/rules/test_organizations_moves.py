"""Files of moves without a database: each cell, each row beside the others, rows that fall with others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from organizations.rules import PositionKind
from organizations.rules.move_list import Leader, MoveFacts, Mover, Place, Post, judge_moves, kind_of
from organizations.rules.move_row import MoveRow, MoveVerdict, read_move

TODAY = date(2026, 11, 22)
SINCE = date(2026, 12, 1)
ANI, BUDI, CITRA, DEWI = (
    "199001012015032003",
    "197505052000031002",
    "197001011995032001",
    "198803032012032005",
)
CELLS = {
    "NIP": ANI,
    "JABATAN BARU": "KEPALA BIDANG",
    "KODE UNIT BARU": "B",
    "KEPALA": "YA",
    "TMT": "01-12-2026",
    "NO SK": "SK 1",
}


# --- One row -------------------------------------------------------------------------------------


def test_a_row_is_read_and_capitals_become_readable() -> None:
    verdict = read_move(2, CELLS, today=TODAY)

    assert verdict.row == MoveRow(2, ANI, "Kepala Bidang", "B", True, SINCE, "SK 1")
    assert verdict.faults == []


@pytest.mark.parametrize(
    ("changes", "column", "said"),
    [
        ({"NIP": "19900101201503"}, "NIP", "18 angka. Di sini ada 14"),
        ({"NIP": "199013012015032003"}, "NIP", "bukan tanggal lahir yang ada"),
        ({"NIP": "199001012015033003"}, "NIP", "jenis kelamin"),
        ({"NIP": "199001012015032000"}, "NIP", "Nomor urut"),
        ({"NIP": "19900101201503200X"}, "NIP", "hanya berisi angka"),
        ({"NIP": 199001012015032003}, "NIP", "tersimpan sebagai angka"),
        ({"NIP": "1.99001E+17"}, "NIP", "tersimpan sebagai angka"),
        ({"NIP": None}, "NIP", "tanpa NIP"),
        ({"JABATAN BARU": " "}, "JABATAN BARU", "belum lengkap"),
        ({"JABATAN BARU": "x" * 201}, "JABATAN BARU", "201 huruf"),
        ({"KODE UNIT BARU": None}, "KODE UNIT BARU", "belum lengkap"),
        ({"KEPALA": "MUNGKIN"}, "KEPALA", "belum dikenal"),
        ({"KEPALA": None}, "KEPALA", "belum dikenal"),
        ({"TMT": None}, "TMT", "tanpa tanggal mulai"),
        ({"TMT": "31-02-2026"}, "TMT", "tidak ada di kalender"),
        ({"TMT": "1 Desember"}, "TMT", "belum dikenal sebagai tanggal"),
        ({"TMT": 46000}, "TMT", "angka, bukan tanggal"),
        ({"TMT": "01-12-2062"}, "TMT", "lebih dari setahun"),
        ({"NO SK": ""}, "NO SK", "belum lengkap"),
        ({"NO SK": "=A1"}, "NO SK", "rumus"),
        ({"NIP ATASAN": "123"}, "NIP ATASAN", "Di sini ada 3"),
    ],
)
def test_what_is_wrong_with_a_cell_is_said(changes: dict[str, Any], column: str, said: str) -> None:
    verdict = read_move(2, CELLS | changes, today=TODAY)

    assert verdict.row is None
    assert [fault.column for fault in verdict.faults] == [column]
    assert said in verdict.faults[0].cause
    assert verdict.faults[0].repair


def test_every_fault_of_a_row_is_said_at_once() -> None:
    verdict = read_move(2, dict.fromkeys(CELLS), today=TODAY)

    assert [fault.column for fault in verdict.faults] == list(CELLS)


@pytest.mark.parametrize("word", ["YA", "ya", "Y", "TIDAK", "t"])
def test_words_for_heads(word: str) -> None:
    row = read_move(2, CELLS | {"KEPALA": word}, today=TODAY).row
    assert row is not None
    assert row.is_head == (word.upper()[0] == "Y")


# --- Rows beside each other ------------------------------------------------------------------------


def post(unit: str, head: bool = False, title: str = "Staf") -> Post:
    return Post(unit, title, head, date(2024, 1, 1))


def facts(**changes: Any) -> MoveFacts:
    """Budi leads A, Citra leads B, Ani works in A, Dewi holds no post since June; C is empty, X closed."""
    leader = lambda nip, name: (Leader(nip, name, date(2024, 1, 1), None),)  # noqa: E731
    values: dict[str, Any] = {
        "people": {
            ANI: Mover("Ani", True, post("A")),
            BUDI: Mover("Budi", True, post("A", head=True)),
            CITRA: Mover("Citra", True, post("B", head=True)),
            DEWI: Mover("Dewi", True, None, date(2026, 12, 31)),
        },
        "units": {
            "A": Place("Unit A", "III.b", None, leader(BUDI, "Budi")),
            "B": Place("Unit B", "III.b", None, leader(CITRA, "Citra")),
            "C": Place("Unit C", "II.b"),
            "X": Place("Unit X", closed_on=date(2026, 1, 1)),
        },
        "kinds": {"kepala": [PositionKind.ADMINISTRATOR], "staf": [PositionKind.EXECUTIVE]},
    }
    return MoveFacts(**(values | changes))


def rows_of(*rows: tuple[str, str, str, dict[str, Any]]) -> list[MoveVerdict]:
    """Return verdicts for (NIP, unit, "YA" or "TIDAK", changes), numbered from line 2."""
    found = []
    for line, (nip, unit, head, changes) in enumerate(rows, start=2):
        values: dict[str, Any] = {"title": "Kepala" if head == "YA" else "Staf", "since": SINCE, "note": "SK"}
        row = MoveRow(line=line, nip=nip, unit=unit, is_head=head == "YA", **(values | changes))
        found.append(MoveVerdict(line, nip, row=row))
    return found


def judged(verdicts: list[MoveVerdict], known: MoveFacts | None = None) -> list[tuple[str, str]]:
    """Return (column, cause) of the first fault of each row, ("", "") where there is none."""
    judge_moves(verdicts, known or facts())
    return [
        (verdict.faults[0].column, verdict.faults[0].cause) if verdict.faults else ("", "")
        for verdict in verdicts
    ]


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ((ANI, "B", "TIDAK", {}), "", ""),
        ((ANI, "C", "YA", {}), "", ""),
        (("198001012005011999", "B", "TIDAK", {}), "NIP", "bentuk NIP ini benar, tetapi tidak ada pegawai"),
        ((ANI, "Z", "TIDAK", {}), "KODE UNIT BARU", "tidak ada unit"),
        ((ANI, "X", "TIDAK", {}), "KODE UNIT BARU", "sudah ditutup sejak 01-01-2026"),
        ((ANI, "A", "TIDAK", {}), "JABATAN BARU", "sudah memegang jabatan itu"),
        ((ANI, "B", "TIDAK", {"since": date(2024, 1, 1)}), "TMT", "baru mulai 01-01-2024"),
        ((DEWI, "B", "TIDAK", {}), "TMT", "masih berjalan sampai 31-12-2026"),
        ((DEWI, "B", "TIDAK", {"since": date(2027, 1, 1)}), "", ""),
        ((ANI, "B", "YA", {}), "KODE UNIT BARU", "masih dipimpin Citra, yang tidak pindah"),
        ((ANI, "B", "TIDAK", {"superior": ANI}), "NIP ATASAN", "tidak menilai dirinya"),
        ((ANI, "B", "TIDAK", {"superior": "198001012005011999"}), "NIP ATASAN", "tidak ada pegawai"),
        ((ANI, "B", "TIDAK", {"superior": BUDI}), "", ""),
    ],
)
def test_one_row_beside_what_is_known(row: Any, column: str, said: str) -> None:
    [(found, cause)] = judged(rows_of(row))

    assert found == column
    assert said in cause


def test_who_is_not_active_is_not_moved_and_is_no_superior() -> None:
    people = dict(facts().people) | {DEWI: Mover("Dewi", False)}
    moved, named = judged(
        rows_of((DEWI, "B", "TIDAK", {}), (ANI, "B", "TIDAK", {"superior": DEWI})), facts(people=people)
    )

    assert (moved[0], named[0]) == ("NIP", "NIP ATASAN")
    assert "Dewi sudah tidak aktif" in moved[1]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_heads_follow_each_other_in_any_order(order: tuple[int, ...]) -> None:
    chain = [(BUDI, "C", "YA", {}), (CITRA, "A", "YA", {}), (ANI, "B", "YA", {})]

    assert judged(rows_of(*(chain[number] for number in order))) == [("", "")] * 3


def test_two_heads_change_places() -> None:
    assert judged(rows_of((BUDI, "B", "YA", {}), (CITRA, "A", "YA", {}))) == [("", "")] * 2


def test_a_row_that_falls_takes_with_it_who_was_to_follow() -> None:
    verdicts = rows_of((ANI, "B", "YA", {}), (CITRA, "A", "YA", {}), (BUDI, "Z", "YA", {}))

    found = judged(verdicts)

    assert [column for column, _ in found] == ["KODE UNIT BARU"] * 3
    assert "Unit A masih dipimpin Budi, yang barisnya (4) perlu diperbaiki." in found[1][1]
    assert "Unit B masih dipimpin Citra, yang barisnya (3) perlu diperbaiki." in found[0][1]


@pytest.mark.parametrize(("leaves", "sound"), [(SINCE, True), (date(2026, 12, 2), False)])
def test_the_old_head_leaves_at_the_latest_on_the_day_the_new_one_begins(leaves: date, sound: bool) -> None:
    found = judged(rows_of((CITRA, "C", "TIDAK", {"since": leaves}), (ANI, "B", "YA", {})))

    assert (found[1] == ("", "")) == sound


def test_a_head_whose_end_is_known_makes_room_from_then_on() -> None:
    leaders = (Leader(CITRA, "Citra", date(2024, 1, 1), date(2026, 11, 30)),)
    units = dict(facts().units) | {"B": Place("Unit B", leaders=leaders)}

    assert judged(rows_of((ANI, "B", "YA", {})), facts(units=units)) == [("", "")]
    earlier = rows_of((ANI, "B", "YA", {"since": date(2026, 11, 30)}))
    assert judged(earlier, facts(units=units))[0][0] == "KODE UNIT BARU"


def test_one_unit_gets_one_head_and_one_person_one_row() -> None:
    both = judged(rows_of((ANI, "C", "YA", {}), (BUDI, "C", "YA", {})))
    twice = judged(rows_of((ANI, "C", "TIDAK", {}), (ANI, "B", "TIDAK", {})))

    assert "baris 3 juga menunjuk kepala Unit C" in both[0][1]
    assert "baris 2 juga menunjuk kepala Unit C" in both[1][1]
    assert "juga ada di baris 3" in twice[0][1]
    assert "juga ada di baris 2" in twice[1][1]


def test_a_head_keeps_the_unit_under_another_title() -> None:
    assert judged(rows_of((BUDI, "A", "YA", {"title": "Kepala Utama"}))) == [("", "")]


def named_lines(rows: Sequence[MoveRow]) -> Mapping[str, str | None]:
    return {row.nip: row.superior or None for row in rows}


def test_superiors_in_a_ring_are_told_by_name() -> None:
    verdicts = rows_of(
        (ANI, "B", "TIDAK", {"superior": BUDI}),
        (BUDI, "B", "TIDAK", {"superior": CITRA}),
        (CITRA, "C", "TIDAK", {"superior": ANI}),
        (DEWI, "B", "TIDAK", {"since": date(2027, 1, 1), "superior": ANI}),
    )

    found = judged(verdicts, facts(lines=named_lines))

    assert [column for column, _ in found] == ["NIP ATASAN"] * 3 + [""]
    assert found[0][1] == "atasan berputar: Ani dinilai Budi dinilai Citra dinilai Ani."


def test_a_ring_that_an_old_override_closes_is_told_at_the_unit() -> None:
    lines = lambda rows: {ANI: BUDI, BUDI: ANI} if rows else {}  # noqa: E731

    found = judged(rows_of((ANI, "B", "TIDAK", {})), facts(lines=lines))

    assert found[0][0] == "KODE UNIT BARU"
    assert "Ani dinilai Budi dinilai Ani" in found[0][1]


def test_what_should_be_known_of_a_sound_row_is_noted() -> None:
    verdicts = rows_of((BUDI, "C", "YA", {"title": "Kepala Baru"}), (CITRA, "A", "TIDAK", {}))
    judge_moves(verdicts, facts())

    assert verdicts[0].notes == [
        "Jabatan ini baru, dicatat sebagai jabatan pimpinan tinggi pratama.",
        "Unit A belum punya kepala pengganti; yang di atasnya menilai.",
    ]
    assert verdicts[1].notes == ["Unit B belum punya kepala pengganti; yang di atasnya menilai."]


@pytest.mark.parametrize(
    ("title", "head", "kind"),
    [
        ("Kepala", True, PositionKind.ADMINISTRATOR),  # as recorded
        ("Kepala Pusat", True, PositionKind.JPT_PRATAMA),  # by the echelon of the unit
        ("Arsiparis Ahli Muda", False, PositionKind.FUNCTIONAL),
        ("Juru Ukur", False, PositionKind.EXECUTIVE),
        ("Analis", True, PositionKind.SUPERVISOR),  # recorded twice: the managerial one for a head
        ("Analis", False, PositionKind.EXECUTIVE),
    ],
)
def test_the_kind_of_a_position_follows_from_its_title(title: str, head: bool, kind: PositionKind) -> None:
    kinds = dict(facts().kinds) | {"analis": [PositionKind.EXECUTIVE, PositionKind.SUPERVISOR]}

    assert kind_of(MoveRow(2, ANI, title, "C", head, SINCE, "SK"), facts(kinds=kinds)) == kind


def test_a_chosen_kind_counts() -> None:
    row = MoveRow(2, ANI, "Kepala", "C", False, SINCE, "SK", kind="PENGAWAS")
    assert kind_of(row, facts()) == PositionKind.SUPERVISOR
