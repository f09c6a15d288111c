"""The library of indicators: proposing, accepting, sending back, loading the shipped set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations
from indicators.access import library as access
from indicators.models import LibraryEntry
from indicators.rules import EntryFacts
from organizations.models import RoleGrant
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db

QUEUE = EntryFacts(
    text="Jumlah warga yang pulang sebelum dilayani",
    field="Layanan Publik",
    aspect="KUALITAS",
    measure="orang",
    direction="TURUN",
    formula="Hitungan nomor antrean yang tidak hadir saat dipanggil",
    source="Mesin antrean",
    example="Petugas loket: terlayaninya semua yang datang; target paling banyak 5 orang",
    position_kind="PELAKSANA",
)


def shipped(code="KES-001"):
    return LibraryEntry.objects.get(code=code, status="DITERIMA")


def proposed(world, facts=QUEUE, by="eko", **more):
    return operations.propose_entry(facts=facts, by=world.people[by], at=NOW, **more)


def edition(world, code="KES-001", by="eko", **changes):
    """Return the proposal of a new edition of a shipped entry."""
    base = shipped(code)
    facts = replace(operations.library.facts_of(base), **({"measure": "per seratus"} | changes))
    return proposed(world, facts, by, replaces=base, version=base.version)


def accepted(world, entry):
    return operations.accept_entry(entry=entry, version=entry.version, by=world.gita, at=NOW)


def sent_back(world, entry, note="Tulis satuannya per bulan."):
    return operations.send_back_entry(entry=entry, version=entry.version, note=note, by=world.gita, at=NOW)


def actions():
    rows = Event.objects.filter(action__startswith="library.").order_by("pk")
    return list(rows.values_list("action", flat=True))


# --- The shipped set ------------------------------------------------------------------------------


def test_every_installation_begins_with_the_shipped_set():
    assert LibraryEntry.objects.filter(status="DITERIMA", proposed_by=None, edition=1).count() >= 150


def test_loading_again_changes_nothing_and_adds_what_is_missing(capsys):
    LibraryEntry.objects.filter(code="KES-001").update(text="Milik daerah")
    LibraryEntry.objects.filter(code__in=["PND-001", "PND-002"]).delete()
    count = LibraryEntry.objects.count()

    call_command("load_library")
    call_command("load_library")

    assert capsys.readouterr().out.split("\n")[:2] == [
        "2 indikator ditambahkan ke kamus.",
        "0 indikator ditambahkan ke kamus.",
    ]
    assert LibraryEntry.objects.count() == count + 2
    assert shipped("KES-001").text == "Milik daerah"
    assert actions() == ["library.loaded"]
    assert Event.objects.get(action="library.loaded").after == {"codes": ["PND-001", "PND-002"]}


# --- Proposing ------------------------------------------------------------------------------------


def test_a_unit_admin_proposes_and_the_code_comes_by_itself(world):
    first = proposed(world)
    second = proposed(world, replace(QUEUE, text="Jumlah nomor antrean yang diambil dari rumah"))

    assert (first.code, first.edition, first.status) == ("LYN-101", 1, "USULAN")
    assert (first.proposed_by, first.proposed_at, first.decided_by) == (world.eko, NOW, None)
    assert second.code == "LYN-102"
    assert actions() == ["library.proposed", "library.proposed"]
    assert Event.objects.latest("pk").after["code"] == "LYN-102"


@pytest.mark.parametrize("name", ["ani", "budi", "hadi", "indra"])
def test_others_do_not_propose(world, name):
    with pytest.raises(Denied, match="admin unit"):
        proposed(world, by=name)
    assert not LibraryEntry.objects.filter(status="USULAN").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "Melakukan pelayanan"}, "text"),
        ({"formula": " "}, "formula"),
        ({"field": "Lain"}, "field"),
        ({"text": "rata-rata waktu  TUNGGU warga di loket"}, "text"),
    ],
)
def test_what_others_could_not_count_is_refused_at_its_field(world, changes, field):
    with pytest.raises(Refused) as refused:
        proposed(world, replace(QUEUE, **changes))
    assert refused.value.field == field


def test_the_twin_is_named(world):
    with pytest.raises(Refused, match="LYN-001"):
        proposed(world, replace(QUEUE, text="Rata-rata waktu tunggu warga di loket"))


def test_the_same_text_in_another_field_is_another_indicator(world):
    assert proposed(world, replace(QUEUE, text="Rata-rata waktu tunggu warga di loket", field="Kesehatan"))


# --- New editions -----------------------------------------------------------------------------------


def test_a_new_edition_replaces_the_old_one_when_it_is_accepted_and_both_stay_readable(world):
    old = shipped()
    entry = edition(world)
    assert (entry.code, entry.edition) == ("KES-001", 2)
    assert shipped() == old

    accepted(world, entry)

    old.refresh_from_db()
    assert (old.status, old.measure) == ("DIGANTI", "persen")
    assert (shipped().edition, shipped().measure) == (2, "per seratus")
    assert (shipped().decided_by, shipped().decided_at) == (world.gita, NOW)
    assert actions() == ["library.proposed", "library.accepted"]
    event = Event.objects.latest("pk")
    assert (event.before["measure"], event.after["measure"]) == ("persen", "per seratus")


def test_an_edition_keeps_the_field_of_its_code(world):
    with pytest.raises(Refused, match="mengikuti kodenya"):
        edition(world, field="Pendidikan")


def test_one_new_edition_waits_at_a_time(world):
    edition(world)
    with pytest.raises(Refused, match="sudah diusulkan"):
        edition(world, by="gita")


def test_an_edition_of_what_was_replaced_meanwhile_is_a_conflict(world):
    old = shipped()
    accepted(world, edition(world))
    facts = replace(operations.library.facts_of(old), measure="bagian")

    with pytest.raises(Conflict, match="sudah diganti"):
        proposed(world, facts, replaces=old, version=old.version)


def test_an_edition_of_what_changed_meanwhile_is_a_conflict(world):
    old = shipped()
    with pytest.raises(Conflict):
        proposed(world, operations.library.facts_of(old), replaces=old, version=old.version + 1)


# --- Deciding ---------------------------------------------------------------------------------------


def test_the_bkd_accepts_once(world):
    entry = proposed(world)
    accepted(world, entry)

    with pytest.raises(Conflict, match=r"sudah diterima oleh Gita pada 22 November 2026"):
        operations.accept_entry(entry=entry, version=1, by=world.gita, at=NOW)
    assert actions() == ["library.proposed", "library.accepted"]


def test_who_sends_back_second_reads_that_it_was_accepted(world):
    entry = proposed(world)
    stale = LibraryEntry.objects.get(pk=entry.pk)
    accepted(world, entry)

    with pytest.raises(Conflict, match="sudah diterima"):
        sent_back(world, stale)
    assert shipped("LYN-101").note == ""


def test_who_accepts_second_reads_that_it_was_sent_back(world):
    entry = proposed(world)
    stale = LibraryEntry.objects.get(pk=entry.pk)
    sent_back(world, entry)

    with pytest.raises(Conflict, match="sudah dikembalikan"):
        accepted(world, stale)


def test_only_the_bkd_decides(world):
    entry = proposed(world)
    for act in (operations.accept_entry, operations.send_back_entry):
        more = {"note": "Baik."} if act is operations.send_back_entry else {}
        with pytest.raises(Denied):
            act(entry=entry, version=1, by=world.eko, at=NOW, **more)
    with pytest.raises(Denied):
        operations.add_entry(facts=QUEUE, by=world.eko, at=NOW)


@pytest.mark.parametrize("note", ["", "  ", "x" * 501])
def test_a_note_goes_with_what_is_sent_back(world, note):
    with pytest.raises(Refused) as refused:
        sent_back(world, proposed(world), note)
    assert refused.value.field == "note"


def test_what_became_a_twin_meanwhile_is_not_accepted(world):
    one, two = proposed(world), proposed(world, replace(QUEUE, text=QUEUE.text.upper()))
    accepted(world, one)

    with pytest.raises(Refused, match="LYN-101"):
        accepted(world, two)


def test_the_bkd_adds_directly_in_two_recorded_steps(world):
    entry = operations.add_entry(facts=QUEUE, by=world.gita, at=NOW)

    assert (entry.status, entry.proposed_by, entry.decided_by) == ("DITERIMA", world.gita, world.gita)
    assert actions() == ["library.proposed", "library.accepted"]


# --- Mending ----------------------------------------------------------------------------------------


def revised(world, entry, version=None, by="eko", **changes):
    facts = replace(operations.library.facts_of(entry), **changes)
    stamp = {"version": version or entry.version, "by": world.people[by], "at": NOW}
    return operations.revise_entry(entry=entry, facts=facts, **stamp)


def test_what_came_back_is_mended_and_waits_again(world):
    entry = sent_back(world, proposed(world))
    assert (entry.status, entry.note) == ("DIKEMBALIKAN", "Tulis satuannya per bulan.")

    entry = revised(world, entry, measure="orang per bulan")

    assert (entry.code, entry.edition, entry.status) == ("LYN-101", 1, "USULAN")
    accepted(world, entry)
    assert shipped("LYN-101").measure == "orang per bulan"
    assert actions() == ["library.proposed", "library.sent_back", "library.revised", "library.accepted"]


def test_an_edition_that_came_back_goes_on_from_the_one_that_was_accepted_meanwhile(world):
    late = sent_back(world, edition(world))
    accepted(world, edition(world, by="gita", measure="dari seratus"))

    late = revised(world, late, measure="%")

    assert late.edition == 4  # 3 is in force, 2 came back
    accepted(world, late)
    assert shipped().measure == "%"
    assert list(
        LibraryEntry.objects.filter(code="KES-001").order_by("edition").values_list("status", flat=True)
    ) == [
        "DIGANTI",
        "DIGANTI",
        "DITERIMA",
    ]


def test_an_older_edition_is_not_accepted_over_a_later_one(world):
    late = sent_back(world, edition(world))
    accepted(world, edition(world, by="gita", measure="dari seratus"))
    LibraryEntry.objects.filter(pk=late.pk).update(status="USULAN")

    with pytest.raises(Refused, match="Edisi 3 sudah berlaku"):
        accepted(world, late)


def test_only_the_proposer_mends_and_only_while_it_is_open(world):
    entry = proposed(world)
    with pytest.raises(Denied, match="pengusulnya"):
        revised(world, entry, by="gita", measure="kali")

    accepted(world, entry)
    with pytest.raises(Conflict, match="sudah diterima"):
        revised(world, entry, version=1, measure="kali")


def test_mending_keeps_the_field_and_the_rules(world):
    entry = proposed(world)
    with pytest.raises(Refused, match="mengikuti kodenya"):
        revised(world, entry, field="Kesehatan")
    with pytest.raises(Refused, match="cara menghitungnya"):
        revised(world, entry, formula="")


# --- Who sees what ------------------------------------------------------------------------------------


def test_everybody_reads_what_was_accepted_and_only_some_the_proposals(world):
    entry = proposed(world)
    old = shipped()
    accepted(world, edition(world))

    def sees(name):
        rows = access.visible_entries(world.people[name], TODAY)
        return rows.filter(pk=old.pk).exists(), rows.filter(pk=entry.pk).exists()

    assert {name: sees(name) for name in ("ani", "eko", "gita", "indra")} == {
        "ani": (True, False),
        "eko": (True, True),
        "gita": (True, True),
        "indra": (True, False),
    }


def test_a_role_that_has_ended_proposes_nothing(world):
    RoleGrant.objects.filter(employee=world.eko).update(ended_on=date(2026, 11, 1))
    with pytest.raises(Denied):
        proposed(world)
