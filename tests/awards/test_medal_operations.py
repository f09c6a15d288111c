"""Records noted and withdrawn, medals proposed, sent and received: who may, who was second, what follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from awards.models import MedalPaper, MedalProposal, ServiceRecord
from awards.operations import medal, record
from awards.operations.record_file import apply_records, keep_records, undo_records
from awards.queries.medal import PAST, Asked, candidate_rows, candidates, unread
from awards.queries.record import own_page
from awards.resources.record import record_template, upload_records
from awards.rules.medal import Standing
from awards.rules.proposal import Paper, PaperState, ProposalState
from awards.rules.service import Medal
from indicators.models import PolicyFigure
from organizations.models import Absence, Employee, RoleGrant
from organizations.rules import Role
from reviews.models import PastResult
from tests.sheets import workbook
from tests.world import NOW, TODAY, World

DECREE = {"letter_number": "800/17/2020", "letter_on": date(2020, 2, 1)}


@pytest.fixture
def two(world: World) -> World:
    """The office with a second admin of the whole agency: Indra."""
    RoleGrant.objects.create(
        employee=world.indra, role=Role.BKD_ADMIN, unit=world.units["kota"], started_on=date(2024, 1, 1)
    )
    return world


def noted(world: World, name: str = "ani", kind: str = "DISIPLIN_SEDANG", **changes: Any) -> ServiceRecord:
    values = {"kind": kind, "started_on": date(2020, 2, 1), "by": world.gita, "at": NOW} | DECREE | changes
    return record.note_record(employee=world.people[name], **values)


def prepared(world: World, name: str = "ani", kind: Medal = Medal.X) -> MedalProposal:
    return medal.prepare(employee=world.people[name], medal=kind, by=world.gita, at=NOW)


def completed(world: World, name: str = "ani") -> MedalProposal:
    proposal = prepared(world, name)
    checked = {Paper(row.paper): (PaperState.THERE, "") for row in proposal.papers.all()}
    who = {"by": world.gita, "at": NOW}
    proposal = medal.check_papers(proposal=proposal, version=proposal.version, checked=checked, **who)
    return medal.move(proposal=proposal, version=proposal.version, to=ProposalState.COMPLETE, **who)


def sent(world: World, name: str = "ani") -> MedalProposal:
    proposal = completed(world, name)
    medal.send(proposals=[proposal.pk], addressee="Gubernur", by=world.gita, at=NOW)
    proposal.refresh_from_db()
    return proposal


# --- Records ----------------------------------------------------------------------------------------


def test_record_is_noted_and_the_trail_tells_the_person(world: World) -> None:
    made = noted(world, note="Melapor terlambat.")

    event = Event.objects.get(action="record.noted")
    assert (event.about_id, event.target_id) == (world.ani.pk, made.pk)
    assert "Melapor" not in str(event.after) + event.note, "the text of a record stands in the record alone"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"started_on": TODAY + timedelta(days=1)}, "started_on"),
        ({"ended_on": date(2020, 1, 1)}, "ended_on"),
        ({"kind": "SATYA_X", "ended_on": date(2021, 1, 1)}, "ended_on"),
        ({"kind": "PIDANA"}, "threat_years"),
        ({"threat_years": 4}, "threat_years"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(world: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        noted(world, **changes)
    assert refused.value.field == field


def test_the_same_record_is_noted_once(world: World) -> None:
    noted(world)
    with pytest.raises(Refused, match="sudah ada"):
        noted(world)


def test_nobody_notes_about_himself_or_without_the_role(world: World) -> None:
    with pytest.raises(Denied, match="Anda sendiri"):
        noted(world, "gita")
    with pytest.raises(Denied, match="admin BKD"):
        noted(world, by=world.eko)


def test_a_wrong_record_is_withdrawn_by_another_admin_and_once(two: World) -> None:
    made = noted(two)
    who = {"record": made, "version": made.version, "reason": "Keliru orang.", "at": NOW}
    with pytest.raises(Denied, match="mata kedua"):
        record.withdraw_record(by=two.gita, **who)

    record.withdraw_record(by=two.indra, **who)

    assert ServiceRecord.objects.get().withdraw_reason == "Keliru orang."
    assert not ServiceRecord.objects.valid().exists()
    with pytest.raises(Conflict):
        record.withdraw_record(by=two.indra, **who)


def test_a_lone_admin_withdraws_alone(world: World) -> None:
    made = noted(world)
    record.withdraw_record(record=made, version=1, reason="Keliru.", by=world.gita, at=NOW)
    assert Event.objects.filter(action="record.withdrawn", about_id=world.ani.pk).count() == 1


# --- A file -----------------------------------------------------------------------------------------

HEADER = ("NIP", "JENIS CATATAN", "MULAI", "NOMOR KEPUTUSAN", "TANGGAL KEPUTUSAN", "ANCAMAN PIDANA")


def brought(world: World, *rows: tuple[Any, ...]) -> Any:
    content = workbook([HEADER, *rows])
    return upload_records(name="catatan.xlsx", content=content, by=world.gita, on=TODAY, at=NOW)


def test_rows_of_a_file_are_new_the_same_or_faulty(world: World) -> None:
    noted(world, kind="SATYA_X", started_on=date(2025, 8, 17))
    ani, budi = world.ani.nip, world.budi.nip
    day = "17-08-2025"

    upload = brought(
        world,
        (ani, "Satyalancana X", day, "Keppres 1", day, None),
        (budi, "Sedang", day, "800/1", day, None),
        (budi, "sedang", day, "800/1", day, None),
        (budi, "Teguran", day, "800/1", day, None),
        (budi, "Pidana", day, "12/Pid/2025", day, None),
        (budi, "Pidana", day, "12/Pid/2025", day, "4 tahun"),
        (budi, "CLTN", "31-02-2020", "", day, None),
        (world.gita.nip, "Ringan", day, "800/1", day, None),
        ("199901012025031001", "Ringan", day, "800/1", day, None),
    )

    outcomes = [row["outcome"] for row in upload.rows]
    assert outcomes == ["same", "new", *["faulty"] * 3, "new", *["faulty"] * 3]
    assert len(upload.rows[6]["faults"]) == 2, "all faults of a row at once"


def test_a_file_is_applied_once_and_taken_back_by_withdrawing(world: World) -> None:
    upload = brought(world, (world.ani.nip, "Ringan", "1-2-2020", "800/1", "1-2-2020", None))
    old = seen_again(upload)
    apply_records(upload=upload, version=upload.version, by=world.gita, at=NOW)
    with pytest.raises(Conflict):
        apply_records(upload=old, version=old.version, by=world.gita, at=NOW)
    upload.refresh_from_db()

    late = NOW + timedelta(days=7, seconds=1)
    with pytest.raises(Refused, match="tujuh hari"):
        undo_records(upload=upload, version=upload.version, by=world.gita, at=late)
    undo_records(upload=upload, version=upload.version, by=world.gita, at=NOW)

    row = ServiceRecord.objects.get()
    assert (row.withdrawn_by_id, row.version) == (world.gita.pk, 2)
    with pytest.raises(Conflict):
        undo_records(upload=upload, version=upload.version, by=world.gita, at=NOW)


def seen_again(upload: Any) -> Any:
    return type(upload).objects.get(pk=upload.pk)


def test_what_changed_since_the_preview_is_a_conflict(world: World) -> None:
    upload = brought(world, (world.ani.nip, "Ringan", "1-2-2020", "800/1", "1-2-2020", None))
    noted(world, kind="DISIPLIN_RINGAN")
    with pytest.raises(Conflict, match="sejak pratinjau"):
        apply_records(upload=upload, version=upload.version, by=world.gita, at=NOW)


def test_the_template_is_read_again_and_only_the_bkd_brings_files(world: World) -> None:
    assert record_template().startswith(b"PK")
    with pytest.raises(Denied):
        keep_records(name="x", rows=[], by=world.eko, at=NOW)


# --- Who comes up -----------------------------------------------------------------------------------


def named(found: list[Any]) -> dict[str, tuple[str, str]]:
    return {one.name: (one.medal.value, one.month) for one in found}


def test_candidates_of_the_next_twelve_months_and_of_before(world: World) -> None:
    Employee.objects.filter(pk=world.fajar.pk).update(nip="199102022016111004")  # full this very month
    Employee.objects.filter(pk=world.eko.pk).update(nip="198504042017111006")  # the last month of the window
    Employee.objects.filter(pk=world.dewi.pk).update(nip="198803032017122005")  # one month too late
    Employee.objects.filter(pk=world.hadi.pk).update(kind="PPPK")

    assert named(candidates(TODAY, Asked())) == {
        "Fajar": ("X", "November 2026"),
        "Eko": ("X", "November 2027"),
    }
    past = named(candidates(TODAY, Asked(window=PAST)))
    assert past["Budi"] == ("XX", "Maret 2020")
    assert past["Citra"] == ("XXX", "Maret 2025")
    assert not {"Hadi", "Fajar", "Eko", "Dewi"} & set(past)


def test_unpaid_leave_of_the_staff_data_closes_and_filters_hold(world: World) -> None:
    Absence.objects.create(
        employee=world.ani,
        kind="CLTN",
        started_on=date(2018, 1, 1),
        ended_on=date(2018, 6, 30),
        note="SK",
        set_by=world.gita,
        set_at=NOW,
    )
    found = {one.name: one for one in candidates(TODAY, Asked(window=PAST))}

    assert found["Ani"].standing == Standing.CLOSED
    assert found["Budi"].standing == Standing.UNSURE, "no predicates yet"
    asked = Asked(window=PAST, medal="X", standing="BELUM", unit=world.units["dinas"].pk)
    assert [one.name for one in candidates(TODAY, asked)] == ["Ani"]
    assert [row[0] for row in candidate_rows(TODAY, asked)] == ["Ani"]


def test_good_years_make_ready_and_a_medal_moves_on(world: World) -> None:
    upload = brought(world, (world.ani.nip, "Ringan", "1-2-2020", "800/1", "1-2-2020", None))
    for year in (2024, 2025):
        PastResult.objects.create(
            employee=world.budi, year=year, predicate="BAIK", source="SIASN", upload=upload
        )
    found = {one.name: one for one in candidates(TODAY, Asked(window=PAST))}
    assert found["Budi"].standing == Standing.READY

    noted(world, "budi", kind="SATYA_XX")

    assert "Budi" not in named(candidates(TODAY, Asked(window=PAST)))


def test_the_running_year_counts_once_its_result_is_final(world: World) -> None:
    upload = brought(world, (world.ani.nip, "Ringan", "1-2-2020", "800/1", "1-2-2020", None))
    for year, word in ((2024, "BAIK"), (2025, "BAIK"), (2026, "SANGAT_BAIK")):
        PastResult.objects.create(
            employee=world.ani, year=year, predicate=word, source="SIASN", upload=upload
        )

    facts = {row["fact"] for row in own_page(world.ani, TODAY)["medal"]["answers"]}

    assert "2026 Sangat Baik, 2025 Baik." in facts


def test_a_leave_that_lasts_is_no_highest_medal(world: World) -> None:
    PolicyFigure.objects.filter(key="satya_cltn").update(value=1)
    noted(world, kind="CLTN")

    medal = own_page(world.ani, TODAY)["medal"]

    assert (medal["key"], medal["is_done"]) == ("", False)


def test_whose_nip_tells_no_month_is_named_apart(world: World) -> None:
    Employee.objects.filter(pk=world.fajar.pk).update(nip="199102022016131004")
    Employee.objects.filter(pk=world.dewi.pk).update(nip="198803031988031005")  # at no age

    assert [name for _, name, _ in unread()] == ["Dewi", "Fajar"]
    assert not {"Dewi", "Fajar"} & set(named(candidates(TODAY, Asked(window=PAST))))


def test_candidates_cost_the_same_whoever_comes_up(world: World, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(7):
        few = candidates(TODAY, Asked(window=PAST))
    people = [
        Employee(nip=f"19800101200001{1 + number % 2}{number:03}", name=f"Orang {number}", kind="PNS")
        for number in range(1, 60)
    ]
    Employee.objects.bulk_create(people)
    with django_assert_num_queries(7):
        many = candidates(TODAY, Asked(window=PAST))

    assert len(many) == len(few) + 59


def test_own_page_tells_when_and_which_papers(world: World) -> None:
    Employee.objects.filter(pk=world.ani.pk).update(nip="199001012017072003")
    world.ani.refresh_from_db()
    prepared(world)

    page = own_page(world.ani, TODAY)

    assert (page["medal"]["service"], page["medal"]["when"]) == ("9 tahun 4 bulan", "Juli 2027")
    assert len(page["proposals"][0]["papers"]) == 8, "the charter is asked for XX and XXX only"


# --- Proposals --------------------------------------------------------------------------------------


def test_from_papers_to_the_medal_in_the_records(world: World) -> None:
    proposal = sent(world)

    proposal = medal.receive(proposal=proposal, version=proposal.version, by=world.gita, at=NOW, **DECREE)

    assert proposal.state == ProposalState.RECEIVED
    assert proposal.record.kind == "SATYA_X"
    actions = Event.objects.filter(action__startswith="medal.", about_id=world.ani.pk).order_by("pk")
    assert [one.action for one in actions] == [
        *("medal.prepared", "medal.checked", "medal.moved", "medal.sent", "medal.moved")
    ]


def test_withdrawing_the_medal_opens_its_proposal_again(world: World) -> None:
    proposal = sent(world)
    who = {"by": world.gita, "at": NOW}
    medal.receive(proposal=proposal, version=proposal.version, **DECREE, **who)
    made = ServiceRecord.objects.get()

    record.withdraw_record(record=made, version=1, reason="Keppres keliru.", **who)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.record_id) == ("DIUSULKAN", None)


def moved(world: World, proposal: MedalProposal, to: ProposalState) -> MedalProposal:
    return medal.move(proposal=proposal, version=proposal.version, to=to, by=world.gita, at=NOW)


def punished_then_sent(world: World) -> None:
    proposal = completed(world)
    noted(world)
    medal.send(proposals=[proposal.pk], addressee="Gubernur", by=world.gita, at=NOW)


REFUSED: dict[str, tuple[Callable[[World], Any], type[Refused], str]] = {
    "about oneself": (lambda w: prepared(w, "gita"), Denied, "Anda sendiri"),
    "twice": (lambda w: [prepared(w), prepared(w)], Refused, "sudah ada"),
    "too early": (lambda w: prepared(w, kind=Medal.XX), Refused, "dua belas bulan"),
    "punished": (lambda w: [noted(w), prepared(w)], Refused, "belum terpenuhi"),
    "received": (lambda w: [noted(w, kind="SATYA_X"), prepared(w)], Refused, "sudah tercatat"),
    "nobody chosen": (
        lambda w: medal.send(proposals=[], addressee="G", by=w.gita, at=NOW),
        Refused,
        "Pilih satu",
    ),
    "punished since": (punished_then_sent, Refused, "tidak lagi terpenuhi"),
    "no reason": (lambda w: moved(w, prepared(w), ProposalState.POSTPONED), Refused, "mengapa"),
    "papers missing": (lambda w: moved(w, prepared(w), ProposalState.COMPLETE), Refused, "SK CPNS"),
    "skipping": (lambda w: moved(w, prepared(w), ProposalState.SENT), Conflict, "berpindah"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(world: World, name: str) -> None:
    act, kind, words = REFUSED[name]
    with pytest.raises(kind, match=words):
        act(world)


def test_whoever_is_second_is_told(world: World) -> None:
    """Two admins with the same page: the second one's press changes nothing."""
    proposal = prepared(world)
    stale = MedalProposal.objects.get(pk=proposal.pk)
    who = {"by": world.gita, "at": NOW}
    checked = {Paper.CANDIDATE_DECREE: (PaperState.THERE, "")}
    medal.check_papers(proposal=proposal, version=1, checked=checked, **who)
    with pytest.raises(Conflict):
        medal.check_papers(proposal=stale, version=1, checked=checked, **who)
    with pytest.raises(Conflict):
        medal.move(proposal=stale, version=1, to=ProposalState.POSTPONED, reason="x", **who)
    assert MedalPaper.objects.filter(state="ADA").count() == 1

    other = sent(world, "dewi")
    with pytest.raises(Conflict):
        medal.send(proposals=[other.pk], addressee="G", **who)
    again = MedalProposal.objects.get(pk=other.pk)
    medal.receive(proposal=other, version=other.version, **DECREE, **who)
    with pytest.raises((Conflict, Refused)):
        medal.receive(proposal=again, version=again.version, **DECREE, **who)
    assert ServiceRecord.objects.count() == 1
