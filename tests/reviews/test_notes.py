"""Notes: written in one field and one tap, changed, taken back, found again."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from appraisal.errors import Conflict, Denied
from appraisal.models import Event
from indicators.models import Period
from reviews.documents.note_form import blank_form
from reviews.models import Note, Realisation
from reviews.operations.note import NoteRefused, change_note, remove_note, write_notes
from reviews.queries.note import last_note_days
from reviews.queries.note_facts import note_facts, own_facts
from reviews.rules.note import NoteDraft
from tests.pages import form_of, text_of
from tests.world import NOW, TODAY, World, agreed_plan

Enter = Callable[[Any], Client]
pytestmark = pytest.mark.usefixtures("clock")


def write(world: World, name: str = "ani", **values: Any) -> Note:
    draft = NoteDraft(**{"text": "Sepuluh akta terbit.", "noted_on": TODAY} | values)
    return write_notes(drafts=[draft], by=world.people[name], at=NOW)[0]


def close_year(world: World) -> None:
    Period.objects.filter(pk=world.period.pk).update(closed_at=NOW, closed_by=world.gita)


# --- Operations -------------------------------------------------------------------------------------


def test_a_note_without_a_plan_hangs_on_the_post_of_its_day(world: World) -> None:
    note = write(world, "fajar", noted_on=date(2026, 7, 1))

    assert (note.placement, note.result, note.version) == (world.placements["fajar"], None, 1)
    event = Event.objects.get(action="note.written")
    assert (event.by, event.target_id, event.after["text"]) == (world.fajar, note.pk, "Sepuluh akta terbit.")


def test_an_amount_counts_for_the_only_indicator_of_the_result(world: World) -> None:
    result = agreed_plan(world).results.get()

    note = write(world, result=result.pk, amount=Decimal(4))

    assert note.indicator == result.indicators.get()


def test_the_realisation_follows_the_amounts_of_notes(world: World) -> None:
    first, second = agreed_plan(world, results=2).results.order_by("order")
    note = write(world, result=first.pk, amount=Decimal(4))
    write(world, result=first.pk, amount=Decimal(3), noted_on=date(2026, 10, 5))

    def reached() -> list[tuple[int, Decimal]]:
        return list(Realisation.objects.order_by("pk").values_list("indicator__result", "amount"))

    assert reached() == [(first.pk, 7)]
    draft = NoteDraft("Pindah.", TODAY, result=second.pk, amount=Decimal(5))
    note = change_note(note=note, version=1, draft=draft, by=world.ani, at=NOW)
    assert reached() == [(first.pk, 3), (second.pk, 5)]
    remove_note(note=note, version=2, by=world.ani, at=NOW)
    assert reached() == [(first.pk, 3)]


def test_several_notes_are_written_all_or_none(world: World) -> None:
    good = NoteDraft("Rapat.", TODAY)
    with pytest.raises(NoteRefused) as caught:
        write_notes(drafts=[good, NoteDraft("", TODAY)], by=world.ani, at=NOW)

    assert (caught.value.row, caught.value.field) == (1, "text")
    assert not Note.objects.exists()


def test_results_of_others_and_of_drafts_take_no_notes(world: World) -> None:
    foreign = agreed_plan(world, "dewi").results.get()
    own = agreed_plan(world, status="DRAF").results.get()
    for result in (foreign, own):
        with pytest.raises(NoteRefused):
            write(world, result=result.pk)


def test_a_note_is_changed_by_its_owner_who_saw_the_last_version(world: World) -> None:
    note = write(world)
    draft = NoteDraft("Dua belas akta terbit.", TODAY - timedelta(days=1))

    change_note(note=note, version=1, draft=draft, by=world.ani, at=NOW)

    note.refresh_from_db()
    assert (note.text, note.noted_on, note.version) == ("Dua belas akta terbit.", draft.noted_on, 2)
    with pytest.raises(Conflict) as second:
        change_note(note=note, version=1, draft=draft, by=world.ani, at=NOW)
    assert second.value.theirs == {"Catatan yang tersimpan": "Dua belas akta terbit."}
    with pytest.raises(Denied):
        change_note(note=note, version=2, draft=draft, by=world.budi, at=NOW)


def test_a_note_stays_with_a_result_that_a_change_took_out(world: World) -> None:
    result = agreed_plan(world).results.get()
    note = write(world, result=result.pk)
    type(result).every.filter(pk=result.pk).update(removed_at=NOW)
    draft = NoteDraft("Lebih rapi.", TODAY, result=result.pk)

    assert change_note(note=note, version=1, draft=draft, by=world.ani, at=NOW).result_id == result.pk
    with pytest.raises(NoteRefused):
        write(world, result=result.pk)


def test_a_note_is_taken_back_once_and_stays_in_the_record(world: World) -> None:
    note = write(world)
    with pytest.raises(Denied):
        remove_note(note=note, version=1, by=world.budi, at=NOW)

    remove_note(note=note, version=1, by=world.ani, at=NOW)

    assert (Note.objects.count(), Note.objects.kept().count()) == (1, 0)
    for act in (
        lambda: remove_note(note=note, version=2, by=world.ani, at=NOW),
        lambda: change_note(note=note, version=2, draft=NoteDraft("x", TODAY), by=world.ani, at=NOW),
    ):
        with pytest.raises(Conflict):
            act()


def test_notes_of_a_closed_year_stay_as_they_are(world: World) -> None:
    note = write(world)
    close_year(world)

    for act in (
        lambda: change_note(note=note, version=1, draft=NoteDraft("x", TODAY), by=world.ani, at=NOW),
        lambda: remove_note(note=note, version=1, by=world.ani, at=NOW),
    ):
        with pytest.raises(Denied):
            act()
    with pytest.raises(NoteRefused):
        write(world)
    note.refresh_from_db()
    assert (note.version, note.removed_at) == (1, None)


# --- Pages ------------------------------------------------------------------------------------------


def test_one_field_and_one_tap_write_a_note(world: World, enter: Enter) -> None:
    client = enter(world.ani)
    form = form_of(client.get("/kemajuan/"))

    answer = client.post("/kemajuan/", form.fields | {"text": "Menata arsip loket."})

    assert (answer.status_code, answer["Location"]) == (302, "/kemajuan/")
    page = client.get("/kemajuan/")
    assert "Catatan tersimpan pukul 10.42." in text_of(page)
    assert 'data-draft-saved="catatan-baru"' in page.content.decode()
    assert "Minggu, 22 November Menata arsip loket." in text_of(page)
    note = Note.objects.get()
    assert (note.noted_on, note.result, note.amount, note.minutes) == (TODAY, None, None, None)


def test_the_details_take_result_amount_time_day_and_link(world: World, enter: Enter) -> None:
    indicator = agreed_plan(world).results.get().indicators.get()
    sent = {"text": "Terbit.", "subject": f"{indicator.result_id}-{indicator.pk}", "amount": "1,5"}
    sent |= {"minutes": "90", "noted_on": "20-11-2026", "evidence_url": "drive.contoh.go.id/a"}

    assert enter(world.ani).post("/kemajuan/", sent).status_code == 302

    note = Note.objects.get()
    assert (note.indicator, note.amount, note.minutes) == (indicator, Decimal("1.5"), 90)
    assert (note.noted_on, note.evidence_url) == (date(2026, 11, 20), "https://drive.contoh.go.id/a")


@pytest.mark.once
@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": ""}, "Tulis satu kalimat tentang apa yang bergerak."),
        ({"noted_on": "23-11-2026"}, "Tanggal ini belum tiba."),
        ({"amount": "4"}, "Jumlah dihitung untuk satu indikator."),
        ({"minutes": "2000"}, "Tulis menitnya dengan angka bulat, 1 sampai 1.440."),
        ({"evidence_url": "http://a.b"}, "Tulis tautan yang diawali https://"),
        ({"subject": "1-2"}, "Pilih salah satu dari daftar."),
    ],
)
def test_what_cannot_stand_is_told_at_its_field_and_nothing_typed_is_lost(
    world: World, enter: Enter, sent: dict[str, str], says: str
) -> None:
    agreed_plan(world)

    page = enter(world.ani).post("/kemajuan/", {"text": "Arsip tertata.", "minutes": "30"} | sent)

    assert page.status_code == 422
    assert says in text_of(page)
    fields = form_of(page).fields
    assert all(fields[name] == value for name, value in sent.items() if name != "subject")
    assert not Note.objects.exists()


def test_the_note_of_yesterday_is_copied_into_the_box_and_not_written(world: World, enter: Enter) -> None:
    client = enter(world.ani)
    assert "Salin catatan" not in text_of(client.get("/kemajuan/"))
    write(world, noted_on=TODAY - timedelta(days=1), text="Melayani loket 3.", minutes=60)

    page = client.get("/kemajuan/")
    assert "Salin catatan kemarin" in text_of(page)
    fields = form_of(client.get("/kemajuan/?salin=1")).fields

    assert (fields["text"], fields["minutes"], fields["noted_on"]) == (
        "Melayani loket 3.",
        "60",
        "22-11-2026",
    )
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Arsip tertata", "Rapat loket", "Akta terbit"]),
        ({"waktu": "2026-11-16"}, ["Arsip tertata"]),
        ({"waktu": "2026-10"}, ["Rapat loket"]),
        ({"waktu": "2026-03-10"}, ["Akta terbit"]),
        ({"kata": "LOKET rapat"}, ["Rapat loket"]),
        ({"kata": "loket arsip"}, []),
        ({"hasil": "result"}, ["Akta terbit"]),
        (
            {"hasil": "999", "waktu": "2026-13-45", "halaman": "x"},
            ["Arsip tertata", "Rapat loket", "Akta terbit"],
        ),
    ],
)
def test_notes_are_found_by_result_week_month_and_words(
    world: World, enter: Enter, query: dict[str, str], found: list[str]
) -> None:
    result = agreed_plan(world).results.get()
    write(world, text="Arsip tertata", noted_on=date(2026, 11, 20))
    write(world, text="Rapat loket", noted_on=date(2026, 10, 5))
    write(world, text="Akta terbit", noted_on=date(2026, 3, 9), result=result.pk)
    query = {name: str(result.pk) if value == "result" else value for name, value in query.items()}

    shown = enter(world.ani).get("/kemajuan/", query).context["timeline"]

    assert [line.note.text for week in shown.weeks for day in week.days for line in day.lines] == found


@pytest.mark.once
def test_a_month_without_notes_is_told_without_reproach(world: World, enter: Enter) -> None:
    write(world, noted_on=date(2026, 11, 20))
    write(world, noted_on=date(2026, 8, 31))

    weeks = [week.label for week in enter(world.ani).get("/kemajuan/").context["timeline"].weeks]

    assert weeks[:4] == [
        "16 sampai 22 November 2026",
        "Oktober 2026: belum ada catatan",
        "September 2026: belum ada catatan",
        "31 Agustus 2026 sampai 6 September 2026",
    ]
    assert weeks[-1] == "Januari 2026: belum ada catatan"


def test_fifty_notes_stand_on_a_page(world: World, enter: Enter) -> None:
    days = [TODAY - timedelta(days=number) for number in range(51)]
    write_notes(drafts=[NoteDraft(f"Catatan {day}", day) for day in days], by=world.ani, at=NOW)
    client = enter(world.ani)

    first, second = (client.get("/kemajuan/", {"halaman": page}).context["timeline"] for page in ("1", "2"))

    assert (first.count, len(first.page.rows), len(second.page.rows)) == (51, 50, 1)
    assert (first.page.label, first.page.next_href) == ("Halaman 1 dari 2", "?halaman=2")


@pytest.mark.once
def test_a_year_of_notes_costs_no_more_queries_than_one(world: World, enter: Enter) -> None:
    agreed_plan(world, results=3)
    client, costs = enter(world.ani), []
    client.get("/kemajuan/")
    for count in (1, 60):
        days = [TODAY - timedelta(days=number) for number in range(count)]
        write_notes(drafts=[NoteDraft("Loket.", day) for day in days], by=world.ani, at=NOW)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/kemajuan/").status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 12


def test_last_days_come_in_one_query(world: World) -> None:
    write(world, noted_on=date(2026, 11, 1))
    write(world, noted_on=date(2026, 11, 20))
    gone = write(world, "dewi")
    remove_note(note=gone, version=1, by=world.dewi, at=NOW)
    ids = [placement.pk for placement in world.placements.values()]

    with CaptureQueriesContext(connection) as queries:
        found = last_note_days(ids)

    assert found == {world.placements["ani"].pk: date(2026, 11, 20)}
    assert len(queries) == 1


def test_facts_of_many_people_come_in_five_queries(world: World) -> None:
    agreed_plan(world)
    agreed_plan(world, "dewi", results=2)

    with CaptureQueriesContext(connection) as queries:
        found = note_facts([person.pk for person in world.people.values()])

    assert len(queries) == 5
    assert [row.code for row in found[world.dewi.pk].subjects] == ["1", "1a", "2", "2a"]
    assert found[world.indra.pk].subjects == ()


def test_a_note_that_was_taken_back_is_nowhere(world: World, enter: Enter) -> None:
    note, client = write(world), enter(world.ani)
    href = f"/kemajuan/catatan/{note.pk}/"
    fields = form_of(client.get(href)).fields
    assert (fields["text"], fields["version"]) == ("Sepuluh akta terbit.", "1")

    answer = client.post(f"{href}hapus/", {"version": "1"})

    assert (answer.status_code, answer["Location"]) == (302, "/kemajuan/")
    page = client.get("/kemajuan/")
    assert "Catatan diambil kembali." in text_of(page)
    assert page.context["timeline"].count == 0
    assert client.get(href).status_code == 404
    assert client.post(href, {"text": "x", "version": "2"}).status_code == 404


# --- Several days -----------------------------------------------------------------------------------


@pytest.mark.once
def test_the_last_seven_working_days_wait_in_a_table(world: World, enter: Enter) -> None:
    fields = form_of(enter(world.ani).get("/kemajuan/beberapa-hari/")).fields

    days = [fields[f"noted_on-{number}"] for number in range(7)]
    assert days == [f"{day:02}-11-2026" for day in (12, 13, 16, 17, 18, 19, 20)]
    fields = form_of(enter(world.ani).get("/kemajuan/beberapa-hari/?minggu=2026-11-16")).fields
    assert [fields[f"noted_on-{number}"] for number in (0, 6)] == ["16-11-2026", "22-11-2026"]


def test_rows_that_hold_something_become_notes(world: World, enter: Enter) -> None:
    indicator = agreed_plan(world).results.get().indicators.get()
    client = enter(world.ani)
    fields = form_of(client.get("/kemajuan/beberapa-hari/")).fields
    fields |= {
        "text-0": "Rapat.",
        "text-3": "Loket.",
        "subject-3": f"{indicator.result_id}-",
        "amount-3": "5",
    }

    answer = client.post("/kemajuan/beberapa-hari/", fields)

    assert (answer.status_code, answer["Location"]) == (302, "/kemajuan/")
    found = Note.objects.order_by("noted_on").values_list("noted_on__day", "text", "indicator", "amount")
    assert list(found) == [(12, "Rapat.", None, None), (17, "Loket.", indicator.pk, 5)]


@pytest.mark.once
def test_faults_stand_in_their_rows_and_nothing_typed_is_lost(world: World, enter: Enter) -> None:
    agreed_plan(world)
    client = enter(world.ani)
    fields = form_of(client.get("/kemajuan/beberapa-hari/")).fields
    typed = {"text-0": "Rapat.", "minutes-1": "30", "text-2": "Loket.", "noted_on-2": "31-11-2026"}
    typed |= {"text-3": "Terbit.", "amount-3": "5", "text-4": "Besok.", "noted_on-4": "23-11-2026"}

    page = client.post("/kemajuan/beberapa-hari/", fields | typed)

    assert page.status_code == 422
    for says in (
        "Baris 2: Catatannya belum ada.",
        "Baris 3: Tanggal 31-11-2026 tidak ada di kalender.",
        "Baris 4: Jumlah dihitung untuk satu indikator.",
        "Baris 5: Tanggal ini belum tiba.",
    ):
        assert says in text_of(page)
    again = form_of(page).fields
    assert all(again[name] == value for name, value in typed.items())
    assert not Note.objects.exists()
    assert "Isi paling sedikit satu baris." in text_of(client.post("/kemajuan/beberapa-hari/", fields))


# --- Reading as a superior, and on paper ------------------------------------------------------------


def test_a_superior_reads_the_notes_of_the_plan_and_changes_none(world: World, enter: Enter) -> None:
    plan = agreed_plan(world)
    write(world, result=plan.results.get().pk)
    write(world, noted_on=date(2025, 12, 30), text="Sebelum SKP ini.")

    page = enter(world.budi).get(f"/tim/{plan.pk}/catatan/")

    assert "Sepuluh akta terbit. Terlayaninya warga di loket 1" in text_of(page)
    assert "Sebelum SKP ini." not in text_of(page)
    assert "/kemajuan/catatan/" not in page.content.decode()
    assert enter(world.citra).get(f"/tim/{plan.pk}/catatan/?hasil={plan.results.get().pk}").status_code == 200
    assert enter(world.dewi).get(f"/tim/{plan.pk}/catatan/").status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("results", [0, 1, 60])
def test_the_form_on_paper_names_the_results_on_at_most_two_pages(world: World, results: int) -> None:
    if results:
        agreed_plan(world, results=results)

    made = PdfReader(io.BytesIO(blank_form(world.ani, own_facts(world.ani), TODAY)))

    text = made.pages[0].extract_text()
    assert len(made.pages) == 2
    assert "Ani, Pengadministrasi Perkantoran" in text
    assert ("1a Jumlah dokumen yang terbit di loket 1 (dokumen)" in " ".join(text.split())) == (results == 1)
    assert ("Dan 20 hasil lain di SKP." in text) == (results == 60)
