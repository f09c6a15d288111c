"""The pages of the library: what people find, how a form takes it over, how proposals travel."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from indicators import operations
from indicators.models import Indicator, LibraryEntry
from indicators.queries import look_up
from tests.indicators.plans import complete, drafted
from tests.indicators.test_library import QUEUE, edition, proposed, sent_back, shipped
from tests.pages import form_of, queries_of
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

WRITTEN = {
    "text": "Jumlah warga yang pulang sebelum dilayani",
    "field": "Layanan Publik",
    "position_kind": "PELAKSANA",
    "aspect": "KUALITAS",
    "measure": "orang",
    "direction": "TURUN",
    "formula": "Hitungan nomor antrean yang tidak hadir saat dipanggil",
    "source": "Mesin antrean",
}


def address(name, *args):
    return reverse(f"indicators:{name}", args=args)


def text_of(response):
    return response.content.decode()


def saying(text):
    return replace(QUEUE, text=text)


def codes(response):
    return re.findall(r'<span class="muted">([A-Z]{3}-\d+)', text_of(response))


# --- Looking for an entry ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "waktu tunggu loket",
        "LOKET, tunggu!",
        "antrian menit",  # as people spell it, from the formula and the unit
        "lyn-001",
        "tunggu warga 15",  # from the example
    ],
)
def test_words_are_found_in_any_order_and_any_column(world, enter, words):
    response = enter(world.ani).get(address("library"), {"q": words})

    assert "LYN-001" in codes(response)
    assert "paling dekat" not in text_of(response)


def test_what_comes_nearest_is_shown_when_nothing_holds_all_the_words(world, enter):
    response = enter(world.ani).get(address("library"), {"q": "waktu tunggu loket bandara"})

    assert codes(response)[0] == "LYN-001"
    assert "paling dekat" in text_of(response)


@pytest.mark.parametrize("words", ["zzzz", "zzzz qqqq wwww"])
def test_nothing_found_says_what_to_try(world, enter, words):
    body = text_of(enter(world.ani).get(address("library"), {"q": words}))

    assert "Coba kata lain" in body


@pytest.mark.parametrize("words", ["%", "_", " ", "!"])
def test_signs_alone_ask_nothing(world, enter, words):
    assert "225 indikator" in text_of(enter(world.ani).get(address("library"), {"q": words}))


def test_field_kind_and_aspect_narrow_the_list_together(world, enter):
    asked = {"bidang": "Kesehatan", "jenis": "FUNGSIONAL", "aspek": "WAKTU"}
    body = text_of(enter(world.ani).get(address("library"), asked))

    expected = LibraryEntry.objects.filter(field="Kesehatan", position_kind="FUNGSIONAL", aspect="WAKTU")
    assert re.findall(r"KES-\d+", body) == [row.code for row in expected.order_by("code")]
    for label, left in (
        ("Kesehatan", "jenis=FUNGSIONAL&amp;aspek=WAKTU"),
        ("Waktu", "bidang=Kesehatan&amp;jenis=FUNGSIONAL"),
    ):
        assert re.search(rf'href="\?{left}"[^>]*>.*{label}', body)


def test_what_is_on_no_list_is_not_asked(world, enter):
    body = text_of(enter(world.ani).get(address("library"), {"bidang": "Antariksa", "aspek": "<b>"}))

    assert "225 indikator." in body
    assert "Antariksa" not in body


def test_pages_hold_twenty_five_and_reach_every_entry_once(world, enter):
    client, href, seen = enter(world.ani), address("library"), []
    while href:
        response = client.get(href)
        assert 0 < len(codes(response)) <= 25
        seen += codes(response)
        following = re.search(r'href="(\?sesudah[^"]+)" rel="next"', text_of(response))
        href = address("library") + following[1].replace("&amp;", "&") if following else ""

    assert seen == sorted(LibraryEntry.objects.values_list("code", flat=True))


def test_a_page_costs_the_same_whatever_the_library_holds(world, enter):
    client = enter(world.ani)
    client.get(address("library"))
    asked = [address("library") + query for query in ("", "?q=waktu", "?q=waktu+zzzz")]
    small = [queries_of(client, href) for href in asked]
    rows = LibraryEntry.objects.all()
    LibraryEntry.objects.bulk_create(
        LibraryEntry(
            code=f"{row.code}{number}", field=row.field, text=f"{row.text} {number}", aspect=row.aspect,
            measure=row.measure, direction=row.direction, status="DITERIMA",
        )
        for row in list(rows)
        for number in range(3)
    )  # fmt: skip
    large = [queries_of(client, href) for href in asked]

    assert small == large
    assert max(large) <= 7


@pytest.mark.parametrize("after", ["x", "|", "KES-001|x", "KES-001|", f"KES-001|{10**25}", "%00", "'|1"])
def test_a_page_after_nothing_real_is_a_page(world, enter, after):
    assert enter(world.ani).get(address("library") + f"?sesudah={after}").status_code in {200, 404}


@pytest.mark.parametrize("pk", [0, 999_999, 2**63 - 1, 2**63, 10**30])
def test_an_entry_that_is_not_there_is_not_found(world, enter, pk):
    client = enter(world.gita)
    for name in ("entry-detail", "entry-edit", "entry-return", "library-preview"):
        assert client.get(address(name, pk)).status_code == 404


# --- One entry ----------------------------------------------------------------------------------------


def test_an_entry_shows_how_it_is_counted(world, enter):
    entry = shipped("LYN-001")
    body = text_of(enter(world.ani).get(address("entry-detail", entry.pk)))

    for word in (
        entry.text,
        entry.formula,
        entry.source,
        entry.example,
        "Makin rendah makin baik",
        "Berlaku",
    ):
        assert word in body
    assert "edisi baru" not in body.lower()


def test_older_editions_stay_readable_and_lead_to_each_other(world, enter):
    old = shipped()
    new = edition(world)
    operations.accept_entry(entry=new, version=1, by=world.gita, at=NOW)

    for here, there in ((old, new), (new, old)):
        body = text_of(enter(world.ani).get(address("entry-detail", here.pk)))
        assert address("entry-detail", there.pk) in body
    assert "Diganti edisi baru" in text_of(enter(world.ani).get(address("entry-detail", old.pk)))


def test_a_proposal_is_nobodys_but_its_proposers_and_the_bkds(world, enter):
    entry = proposed(world)

    found = {
        name: enter(world.people[name]).get(address("entry-detail", entry.pk)).status_code
        for name in ("ani", "eko", "gita", "indra")
    }

    assert found == {"ani": 404, "eko": 200, "gita": 200, "indra": 404}
    assert entry.text not in text_of(enter(world.ani).get(address("library"), {"q": entry.code}))


def test_who_decides_sees_what_an_edition_would_change(world, enter):
    body = text_of(enter(world.gita).get(address("entry-detail", edition(world).pk)))

    assert "Yang berubah dari edisi 1" in body
    assert "per seratus" in body
    assert "Terima ke kamus" in body
    assert "Terima ke kamus" not in text_of(enter(world.eko).get(address("entry-detail", proposed(world).pk)))


# --- Proposing and deciding ---------------------------------------------------------------------------


def test_a_unit_admin_proposes_by_form(world, enter):
    client = enter(world.eko)
    assert "Kirim usulan" in text_of(client.get(address("entry-new")))

    response = client.post(address("entry-new"), WRITTEN)

    entry = LibraryEntry.objects.get(status="USULAN")
    assert response.url == address("entry-detail", entry.pk)
    assert (entry.code, entry.text, entry.proposed_by) == ("LYN-101", WRITTEN["text"], world.eko)
    assert "Usulan LYN-101 terkirim ke BKD." in text_of(client.get(response.url))
    assert "Menunggu BKD" in text_of(client.get(address("entry-queue")))


def test_the_bkd_adds_by_the_same_form(world, enter):
    client = enter(world.gita)
    assert "Simpan ke kamus" in text_of(client.get(address("entry-new")))

    client.post(address("entry-new"), WRITTEN)

    assert LibraryEntry.objects.get(code="LYN-101").status == "DITERIMA"


def test_what_is_missing_stands_at_its_field_and_nothing_typed_is_lost(world, enter):
    response = enter(world.eko).post(
        address("entry-new"), WRITTEN | {"formula": "", "text": "Melaksanakan rapat"}
    )
    assert response.status_code == 422
    assert "supaya dua orang menghitung angka yang sama" in text_of(response)
    assert "Melaksanakan rapat" in text_of(response)

    response = enter(world.eko).post(address("entry-new"), WRITTEN | {"text": "Melaksanakan rapat"})
    assert response.status_code == 422
    assert "menyebut kegiatan" in text_of(response)
    assert not LibraryEntry.objects.filter(status="USULAN").exists()


def test_a_new_edition_is_proposed_from_the_page_of_the_entry(world, enter):
    entry, client = shipped("LYN-001"), enter(world.eko)
    form = form_of(client.get(address("entry-edit", entry.pk)))
    assert (form.fields["text"], form.fields["measure"]) == (entry.text, "menit")
    assert "field" not in form.fields

    client.post(address("entry-edit", entry.pk), form.fields | {"measure": "detik"})

    fresh = LibraryEntry.objects.get(code="LYN-001", edition=2)
    assert (fresh.status, fresh.measure, fresh.field) == ("USULAN", "detik", "Layanan Publik")


def test_an_edition_of_what_the_bkd_replaced_meanwhile_shows_both_texts(world, enter):
    entry, client = shipped(), enter(world.eko)
    form = form_of(client.get(address("entry-edit", entry.pk)))
    operations.accept_entry(entry=edition(world, by="gita"), version=1, by=world.gita, at=NOW)

    response = client.post(
        address("entry-edit", entry.pk), form.fields | {"formula": "Cara hitung kami sendiri"}
    )

    assert response.status_code == 409
    assert "sudah diganti" in text_of(response)
    assert "Cara hitung kami sendiri" in text_of(response)


def test_what_came_back_is_mended_by_its_proposer(world, enter):
    entry, client = sent_back(world, proposed(world)), enter(world.eko)
    body = text_of(client.get(address("entry-queue")))
    assert "Dikembalikan dengan catatan" in body
    assert "Tulis satuannya per bulan." in body
    form = form_of(client.get(address("entry-edit", entry.pk)))

    client.post(address("entry-edit", entry.pk), form.fields | {"measure": "orang per bulan"})

    entry.refresh_from_db()
    assert (entry.status, entry.measure) == ("USULAN", "orang per bulan")


def test_the_bkd_works_through_its_queue(world, enter):
    one, two = proposed(world), proposed(world, saying("Jumlah nomor antrean dari rumah"))
    client = enter(world.gita)
    body = text_of(client.get(address("entry-queue")))
    assert one.text in body
    assert two.text in body

    assert client.post(address("entry-accept", one.pk), {"version": "1"}).url == address("entry-queue")
    assert client.get(address("entry-return", two.pk)).status_code == 200
    client.post(address("entry-return", two.pk), {"version": "1", "note": "Sebut jamnya."})

    one.refresh_from_db(), two.refresh_from_db()
    assert (one.status, two.status, two.note) == ("DITERIMA", "DIKEMBALIKAN", "Sebut jamnya.")
    assert "Tidak ada usulan yang menunggu." in text_of(client.get(address("entry-queue")))


def test_a_note_is_asked_for(world, enter):
    response = enter(world.gita).post(
        address("entry-return", proposed(world).pk), {"version": "1", "note": ""}
    )

    assert response.status_code == 422
    assert "supaya pengusul tahu" in text_of(response)


def test_who_decides_second_is_told(world, enter):
    entry, client = proposed(world), enter(world.gita)
    sent_back(world, entry)

    response = client.post(address("entry-accept", entry.pk), {"version": "1"})

    assert response.status_code == 409
    assert "sudah dikembalikan dengan catatan oleh Gita" in text_of(response)


def test_the_queue_costs_the_same_whatever_it_holds(world, enter):
    client = enter(world.gita)
    client.get(address("entry-queue"))
    proposed(world)
    few = queries_of(client, address("entry-queue"))
    for number in range(30):
        proposed(world, saying(f"Jumlah loket nomor {number}"))

    assert queries_of(client, address("entry-queue")) == few
    assert few <= 8
    assert text_of(client.get(address("entry-queue"))).count("Eko") == 25


# --- From within the form of a result --------------------------------------------------------------------


def typed(*rows, **more):
    """Return the form of a result as a browser sends it; a row is a dict of its columns."""
    data = {
        "kind": "UTAMA",
        "text": "Terlayaninya warga",
        "no_support_reason": "SKP atasan belum disusun",
        "indikator-TOTAL_FORMS": str(len(rows)),
        "indikator-INITIAL_FORMS": "0",
    }
    for number, row in enumerate(rows):
        columns = {"text": "", "aspect": "", "target": "", "unit": "", "direction": "NAIK"} | row
        data |= {f"indikator-{number}-{name}": value for name, value in columns.items()}
    return data | more


MINE = {"text": "Jumlah warga", "aspect": "KUANTITAS", "target": "12", "unit": "orang"}


def test_looking_keeps_what_was_typed_and_writes_nothing(world, enter):
    plan = drafted(world)
    data = typed(MINE, {}, version="1", kata="waktu tunggu loket", cari="1")

    response = enter(world.ani).post(address("result-new", plan.pk), data)

    assert response.status_code == 200
    sent = form_of(response).fields
    for name in ("text", "no_support_reason", "indikator-0-text", "indikator-0-target", "version", "kata"):
        assert sent[name] == data[name]
    body = text_of(response)
    assert body.index("LYN-001") > 0
    assert 0 < body.count('name="pakai"') <= 8
    assert not plan.results.exists()


def test_the_kind_of_the_owners_position_comes_first():
    for kind in ("PELAKSANA", "ADMINISTRATOR"):
        hits = look_up("waktu pengaduan", kind).hits
        kinds = [LibraryEntry.objects.get(pk=hit.pk).position_kind for hit in hits]
        assert len(hits) == 8
        assert kinds[0] == kind


def test_those_with_all_the_words_come_before_those_with_some():
    found = look_up("waktu tunggu obat", "ADMINISTRATOR")

    assert found.hits[0].code == "KES-004"
    assert not found.is_near
    assert look_up("waktu tunggu obat bandara zebra", "FUNGSIONAL").is_near


@pytest.mark.parametrize("text", ["", " ", "a", "!!"])
def test_no_words_ask_nothing(text, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert look_up(text, "PELAKSANA").hits == []


def test_taking_fills_the_first_empty_row(world, enter):
    plan, entry = drafted(world), shipped("LYN-001")

    response = enter(world.ani).post(
        address("result-new", plan.pk), typed(MINE, {}, {}, version="1", kata="tunggu", pakai=str(entry.pk))
    )

    sent = form_of(response).fields
    assert sent["indikator-0-text"] == "Jumlah warga"
    assert sent["indikator-1-text"] == entry.text
    assert (sent["indikator-1-aspect"], sent["indikator-1-unit"]) == ("WAKTU", "menit")
    assert (sent["indikator-1-direction"], sent["indikator-1-entry"]) == ("TURUN", str(entry.pk))
    assert sent["indikator-2-text"] == ""
    assert re.search(r'name="indikator-1-target"[^>]*autofocus', text_of(response))


@pytest.mark.parametrize("direction", ["NAIK", "TURUN", "RENTANG", "STABIL"])
def test_every_direction_of_the_library_can_be_taken(world, enter, direction):
    entry = LibraryEntry.objects.filter(direction=direction).first()

    response = enter(world.ani).post(
        address("result-new", drafted(world).pk), typed({}, version="1", pakai=str(entry.pk))
    )

    assert form_of(response).fields["indikator-0-direction"] == direction


def test_taking_adds_a_row_when_none_is_empty_and_stops_when_the_sheet_is_full(world, enter):
    plan, entry = drafted(world), shipped("LYN-001")
    client, href = enter(world.ani), address("result-new", plan.pk)

    response = client.post(href, typed(MINE, version="1", pakai=str(entry.pk)))
    assert form_of(response).fields["indikator-1-text"] == entry.text

    response = client.post(href, typed(*[MINE] * 12, version="1", kata="tunggu", pakai=str(entry.pk)))
    assert entry.text not in form_of(response).fields.values()
    assert "sudah penuh" in text_of(response)
    assert 'name="pakai"' not in text_of(response)


@pytest.mark.parametrize("key", ["", "0", "x", "-1", "99999999999999999999", "１"])
def test_taking_what_is_not_there_keeps_the_sheet(world, enter, key):
    response = enter(world.ani).post(
        address("result-new", drafted(world).pk), typed(MINE, version="1", pakai=key)
    )

    assert response.status_code == 200
    assert form_of(response).fields["indikator-0-text"] == "Jumlah warga"


def test_a_proposal_cannot_be_taken(world, enter):
    entry = proposed(world)

    response = enter(world.ani).post(
        address("result-new", drafted(world).pk), typed({}, version="1", pakai=str(entry.pk))
    )

    assert entry.text not in text_of(response)


def test_an_indicator_remembers_its_entry_through_saving_and_changing(world, enter):
    plan, entry = drafted(world), shipped("LYN-001")
    client, href = enter(world.ani), address("result-new", plan.pk)
    taken = form_of(client.post(href, typed({}, {}, version="1", kata="tunggu", pakai=str(entry.pk)))).fields

    client.post(href, taken | {"indikator-0-target": "15", "simpan": "1"})

    row = Indicator.objects.get(result__plan=plan)
    assert (row.text, row.entry, row.target, row.unit) == (entry.text, entry, 15, "menit")
    form = form_of(client.get(address("result-edit", row.result_id))).fields
    client.post(address("result-edit", row.result_id), form | {"indikator-0-text": "Waktu tunggu saya"})
    row.refresh_from_db()
    assert (row.text, row.entry) == ("Waktu tunggu saya", entry)


@pytest.mark.parametrize("key", ["987654", "-1", str(2**63), "9" * 30, "proposal"])
def test_an_entry_that_nobody_may_use_is_not_remembered(world, enter, key):
    plan = drafted(world)
    key = str(proposed(world).pk) if key == "proposal" else key

    enter(world.ani).post(address("result-new", plan.pk), typed(MINE | {"entry": key}, version="1"))

    assert Indicator.objects.get(result__plan=plan).entry is None


def test_a_row_with_nothing_but_an_entry_counts_as_none(world, enter):
    plan = drafted(world)

    enter(world.ani).post(
        address("result-new", plan.pk), typed(MINE, {"entry": str(shipped().pk)}, version="1")
    )

    assert Indicator.objects.filter(result__plan=plan).count() == 1


def test_enter_in_the_search_box_looks_and_elsewhere_saves(world, enter):
    """The first button of the form is the one that Enter presses; it has no name."""
    plan = drafted(world)
    client, href = enter(world.ani), address("result-new", plan.pk)

    looked = client.post(href, typed(MINE, version="1", kata="tunggu", dicari=""))
    assert looked.status_code == 200
    assert not plan.results.exists()

    sent = form_of(looked).fields
    assert (sent["kata"], sent["dicari"]) == ("tunggu", "tunggu")
    assert client.post(href, sent).status_code == 302
    assert plan.results.count() == 1


def test_saving_with_words_in_the_search_box_saves(world, enter):
    plan = drafted(world)

    response = enter(world.ani).post(
        address("result-new", plan.pk), typed(MINE, version="1", kata="tunggu", dicari="", simpan="1")
    )

    assert response.status_code == 302


def test_htmx_gets_the_indicators_only(world, enter):
    result = complete(world).results.get()

    response = enter(world.ani).post(
        address("result-edit", result.pk),
        typed(MINE, version="2", kata="tunggu", cari="1"),
        headers={"HX-Request": "true"},
    )

    body = text_of(response)
    assert body.strip().startswith('<section id="indikator"')
    assert "<html" not in body
    assert "LYN-001" in body


def test_a_leaders_form_has_no_aspect_and_takes_the_rest(world, enter):
    plan, entry = drafted(world, "citra"), shipped("PND-008")

    response = enter(world.citra).post(
        address("result-new", plan.pk), typed({}, version="1", pakai=str(entry.pk))
    )

    sent = form_of(response).fields
    assert sent["indikator-0-text"] == entry.text
    assert "indikator-0-aspect" not in sent


def test_the_page_of_all_targets_keeps_the_entry(world, enter):
    result, entry = complete(world).results.get(), shipped()
    result.indicators.update(entry=entry)
    client, href = enter(world.ani), address("plan-targets", result.plan_id)
    form = form_of(client.get(href))
    key = next(name for name in form.fields if name.startswith("target-"))

    client.post(href, form.fields | {key: "7"})

    row = result.indicators.get()
    assert (row.target, row.entry) == (7, entry)
    assert not any(name.startswith("entry") for name in form.fields)
