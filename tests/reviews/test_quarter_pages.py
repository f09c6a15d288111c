"""Pages of the quarter and of help: what a person reads, presses and gets, and what it costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from indicators.models import Plan
from reviews.models import Action, Attachment, EvidenceFile, HelpRequest, Note, Realisation, ResultOutlook
from tests.pages import form_of, forms_of, queries_of, read, text_of
from tests.world import NOW, World, agreed_plan

pytestmark = pytest.mark.once
QUARTER = "/kemajuan/triwulan/"


@pytest.fixture
def plan(world: World, clock: Any) -> Plan:
    return agreed_plan(world)


def form_page(world: World, plan: Plan, number: int = 4) -> str:
    return reverse("reviews:action-plan", args=[plan.results.earliest("pk").pk, world.term(number).pk])


def note(world: World, plan: Plan, day: date, amount: int | None, text: str = "Akta terbit.") -> None:
    indicator = plan.results.earliest("pk").indicators.get()
    Note.objects.create(
        placement=plan.placement,
        result=indicator.result,
        indicator=indicator,
        noted_on=day,
        text=text,
        amount=amount,
        written_by=world.ani,
        written_at=NOW,
    )


def counted(world: World, plan: Plan, amount: int, *, is_counted: bool = True) -> Realisation:
    return Realisation.objects.create(
        indicator=plan.results.earliest("pk").indicators.get(),
        term=world.term(4),
        amount=amount,
        is_counted=is_counted,
        note="Kata saya.",
        noted_on=date(2026, 11, 20),
        reported_at=NOW,
    )


def press(page: Any, words: str) -> tuple[str, dict[str, str]]:
    """Return where a button of the page's common form leads, and what its press sends."""
    import re

    found = re.search(
        r'<button[^>]*formaction="([^"]+)"(?: name="version" value="(\d*)")?[^>]*>' + words,
        page.content.decode(),
    )
    assert found, words
    return found[1], form_of(page).fields | {"version": found[2] or ""}


# --- The quarter --------------------------------------------------------------------------------------


def test_an_empty_quarter_says_what_steps_are_good_for(world, plan, enter) -> None:
    told = text_of(enter(world.ani).get(QUARTER))

    assert "Belum ada rencana aksi untuk Triwulan IV." in told
    assert "Misalnya untuk" in told
    assert "Belum dilaporkan." in told
    assert "0% target" not in told


def test_steps_status_and_help_are_written_on_one_page(world, plan, enter) -> None:
    client = enter(world.ani)
    form = form_of(client.get(form_page(world, plan)))
    typed = {"steps": "- Menyusun jadwal\n- Melatih petugas", "due_on": "1-12-2026"}
    typed |= {"outlook": "BUTUH_BANTUAN", "note": "Antre panjang.", "obstacle": "Perlu satu petugas lagi."}

    answer = client.post(form_page(world, plan), form.fields | typed, follow=True)

    told = text_of(answer)
    assert "Permintaan bantuan tersampaikan kepada atasan Anda." in told
    assert "Menyusun jadwal Paling lambat 1 Desember 2026" in told
    assert "Butuh bantuan" in told
    assert "Antre panjang." in told
    assert "Permintaan bantuan Anda menunggu jawaban" in told
    assert HelpRequest.objects.get().text == "Perlu satu petugas lagi."


def test_what_is_missing_is_said_at_its_field_and_the_typed_text_stays(world, plan, enter) -> None:
    client = enter(world.ani)
    fields = form_of(client.get(form_page(world, plan))).fields
    sent = fields | {"steps": "Menyusun jadwal", "outlook": "BUTUH_BANTUAN", "due_on": "besok"}

    page = client.post(form_page(world, plan), sent)
    assert page.status_code == 422
    assert form_of(page).fields["steps"] == "Menyusun jadwal"
    page = client.post(form_page(world, plan), sent | {"due_on": "", "_once": "x"})

    assert "Tulis apa yang menghambat dan bantuan apa yang Anda perlukan." in text_of(page)
    assert form_of(page).fields["outlook"] == "BUTUH_BANTUAN"
    assert not Action.objects.exists()


def test_a_step_is_ticked_where_it_stands(world, plan, enter) -> None:
    Action.objects.create(
        result=plan.results.get(), term=world.term(4), text="Menyusun jadwal", written_at=NOW
    )
    client = enter(world.ani)

    answer = client.post(*press(client.get(QUARTER), "Selesai"), follow=True)

    assert "Langkah yang selesai (1)" in text_of(answer)
    assert "Selesai 22 November 2026" in text_of(answer)
    client.post(*press(answer, "Buka lagi"))
    assert Action.objects.get().done_on is None


def test_what_the_quarter_before_left_open_is_copied_with_one_press(world, plan, enter) -> None:
    Action.objects.create(
        result=plan.results.get(), term=world.term(3), text="Melatih petugas", written_at=NOW
    )
    client = enter(world.ani)

    answer = client.post(*press(client.get(QUARTER), "Salin dari Triwulan III"), follow=True)

    assert "1 langkah disalin ke Triwulan IV." in text_of(answer)
    assert "belum selesai." not in text_of(answer)


def test_a_status_that_is_calm_again_offers_to_close_the_request(world, plan, enter) -> None:
    result = plan.results.get()
    HelpRequest.objects.create(plan=plan, result=result, text="Pemindai rusak.", asked_at=NOW)
    row = ResultOutlook.objects.create(result=result, term=world.term(4), outlook="BUTUH_BANTUAN", set_at=NOW)
    client = enter(world.ani)
    assert "Tutup permintaan" not in text_of(client.get(QUARTER))

    ResultOutlook.objects.filter(pk=row.pk).update(outlook="SESUAI_RENCANA")
    answer = client.post(*press(client.get(QUARTER), "Tutup permintaan"), follow=True)

    assert "Permintaan bantuan ditutup." in text_of(answer)
    assert HelpRequest.objects.get().closed_by == world.ani


# --- Realisations from notes --------------------------------------------------------------------------


def test_a_counted_number_says_how_it_came_about(world, plan, enter) -> None:
    note(world, plan, date(2026, 3, 2), 5)
    note(world, plan, date(2026, 11, 20), 9)
    counted(world, plan, 14)

    told = text_of(enter(world.ani).get(QUARTER))

    assert "Tercapai 14." in told
    assert "Jumlah 14 dari 2 catatan. Kata saya." in told
    assert "14% target (realisasi ÷ target)." in told
    assert "Pakai angka dari catatan" not in told


def test_the_policy_of_the_year_caps_the_achievement(world, plan, enter) -> None:
    counted(world, plan, 500)
    assert "120% target" in text_of(enter(world.ani).get(QUARTER))

    world.period.figures.filter(key="capaian_maks").update(value=110)

    assert "110% target" in text_of(enter(world.ani).get(QUARTER))
    assert "110% target" in text_of(enter(world.budi).get(reverse("reviews:team-plan", args=[plan.pk])))


def test_a_typed_number_stands_beside_the_counted_one_until_it_is_taken(world, plan, enter) -> None:
    note(world, plan, date(2026, 11, 20), 9)
    counted(world, plan, 50, is_counted=False)
    client = enter(world.ani)
    page = client.get(QUARTER)
    assert "Menurut catatan Anda 9, realisasi yang Anda isi 50." in text_of(page)

    answer = client.post(*press(page, "Pakai angka dari catatan"), follow=True)

    assert "Tercapai 9." in text_of(answer)
    assert Realisation.objects.get().is_counted
    report = reverse(
        "reviews:progress-report", args=[Realisation.objects.get().indicator_id, world.term(4).pk]
    )
    assert "Menurut catatan Anda 9. Jumlah 9 dari 1 catatan." in text_of(client.get(report))


def test_files_and_latest_notes_stand_on_the_card(world, plan, enter) -> None:
    for day in range(10, 15):
        note(world, plan, date(2026, 11, day), None, f"Catatan {day}.")
    file = EvidenceFile.objects.create(
        key="k" * 22,
        owner=world.ani,
        name="foto.jpg",
        content_type="image/jpeg",
        size=9,
        sha256="0" * 64,
        uploaded_at=NOW,
    )
    Attachment.objects.create(
        file=file, realisation=counted(world, plan, 5, is_counted=False), attached_at=NOW
    )

    told = text_of(enter(world.ani).get(QUARTER))

    assert "Catatan terakhir (3) Catatan 14. 14 November 2026 Catatan 13." in told
    assert "Catatan 11." not in told
    assert "foto.jpg" in told


# --- The superior -----------------------------------------------------------------------------------------


def test_the_superior_reads_steps_status_and_requests_beside_the_results(world, plan, enter) -> None:
    result = plan.results.get()
    for number, done in ((3, NOW.date()), (4, None)):
        Action.objects.create(
            result=result, term=world.term(number), text=f"Langkah {number}", done_on=done, written_at=NOW
        )
    ResultOutlook.objects.create(
        result=result, term=world.term(4), outlook="PERLU_PERHATIAN", note="Blanko tipis.", set_at=NOW
    )
    HelpRequest.objects.create(plan=plan, text="Pemindai rusak.", asked_at=NOW)
    client = enter(world.budi)

    team = text_of(client.get(reverse("reviews:team-plan", args=[plan.pk])))
    rate = text_of(client.get(reverse("reviews:evaluation-rate", args=[plan.pk, world.final.pk])))

    now = "Triwulan IV Perlu perhatian Blanko tipis. Langkah 4 Belum selesai"
    before = "Triwulan III Langkah 3 Selesai 22 November 2026"
    assert f"{now} {before}" in team
    assert f"{before} {now}" in rate  # from the beginning of the year on
    assert "Permintaan bantuan menunggu jawaban : Pemindai rusak." in team


def test_a_request_goes_from_asking_to_closing(world, plan, enter) -> None:
    client = enter(world.ani)
    new = reverse("reviews:help-new")
    typed = {"text": "Pemindai rusak.", "result": str(plan.results.get().pk)}
    asked = client.post(new, form_of(client.get(new)).fields | typed, follow=True)
    assert "Belum ada jawaban." in text_of(asked)
    href = asked.redirect_chain[-1][0]

    client = enter(world.budi)
    page = client.get(href)
    assert "Diminta hari ini" in text_of(page)
    assert len(forms_of(page)) == 1
    answer = client.post(href, form_of(page).fields | {"text": "Pinjam dari loket 3."}, follow=True)
    assert "Jawaban tersimpan. Ani sudah bisa membacanya." in text_of(answer)

    client = enter(world.ani)
    page = client.get(href)
    assert "Pinjam dari loket 3." in text_of(page)
    closed = client.post(form_of(page).action, form_of(page).fields, follow=True)
    assert "Ditutup oleh Ani" in text_of(closed)
    assert forms_of(closed) == []


def test_a_second_reply_shows_both_texts(world, plan, enter) -> None:
    row = HelpRequest.objects.create(plan=plan, text="Pemindai rusak.", asked_at=NOW)
    href = reverse("reviews:help-detail", args=[row.pk])
    client = enter(world.citra)
    fields = form_of(client.get(href)).fields
    HelpRequest.objects.update(reply="Pinjam.", replied_by=world.budi, replied_at=NOW, version=2)

    page = client.post(href, fields | {"text": "Saya belikan."})

    assert page.status_code == 409
    assert "Pinjam." in text_of(page)
    assert "Saya belikan." in page.content.decode()


# --- What it costs ------------------------------------------------------------------------------------------


def busy(world: World, plan: Plan, results: int) -> None:
    """Give a plan many results with steps, status, requests, notes and reports."""
    for result in plan.results.all():
        indicator = result.indicators.get()
        HelpRequest.objects.create(plan=plan, result=result, text="Pemindai rusak.", asked_at=NOW)
        for number in (3, 4):
            term = world.term(number)
            for step in range(4):
                Action.objects.create(
                    result=result, term=term, text=f"Langkah panjang nomor {step}", written_at=NOW
                )
            ResultOutlook.objects.create(result=result, term=term, outlook="SESUAI_RENCANA", set_at=NOW)
            Realisation.objects.create(
                indicator=indicator, term=term, amount=9, note="x", noted_on=term.started_on, reported_at=NOW
            )
        Note.objects.bulk_create(
            Note(
                placement=plan.placement,
                result=result,
                indicator=indicator,
                noted_on=date(2026, 11, day),
                text=f"Menerbitkan akta pada hari {day} bulan ini.",
                amount=Decimal(day),
                written_by=world.ani,
                written_at=NOW,
            )
            for day in range(1, 22)
        )
    assert plan.results.count() == results


def test_ten_results_cost_no_more_queries_than_one_and_few_bytes(world, clock, enter) -> None:
    import gzip

    few, many = agreed_plan(world, "ani"), agreed_plan(world, "fajar", results=10)
    busy(world, few, 1)
    busy(world, many, 10)

    costs = []
    for person, plan in ((world.ani, few), (world.fajar, many)):
        client = enter(person)
        client.get(QUARTER)  # the first page after a login notes in the session that somebody was there
        costs.append((queries_of(client, QUARTER), queries_of(client, form_page(world, plan))))

    assert costs[0] == costs[1]
    assert max(costs[1]) <= 12
    assert len(gzip.compress(enter(world.fajar).get(QUARTER).content)) <= 10 * 1024


def test_the_list_of_help_costs_the_same_for_forty(world, plan, enter) -> None:
    client = enter(world.citra)
    href = reverse("reviews:help-list") + "?lingkup=unit"
    ask = lambda: HelpRequest.objects.create(plan=plan, text="Pemindai rusak.", asked_at=NOW)  # noqa: E731
    ask()
    client.get(href)
    few = queries_of(client, href)
    for _ in range(39):
        ask()

    assert queries_of(client, href) == few <= 12
    page = client.get(href)
    assert "Halaman 1 dari 2" in text_of(page)
    assert len([form for form in read(page).forms if form.method == "post"]) == 1, "only the way out"
