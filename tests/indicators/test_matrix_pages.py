"""The pages of the role and result matrix: the leader's, one result for several people, and the answer."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from indicators.models import Assignment, Plan, Result
from indicators.queries import PEOPLE
from organizations.models import Employee, Placement, Supervision
from tests.indicators.plans import drafted
from tests.indicators.test_assignments import decline, hand, plan_of, take
from tests.pages import form_of, forms_of, queries_of, text_of
from tests.world import NOW, World

pytestmark = pytest.mark.usefixtures("clock")


def href(plan: Plan, query: str = "") -> str:
    return reverse("indicators:matrix", args=[plan.pk]) + query


def name_of(world: World, person: str, result: Result) -> str:
    return f"s{world.placements[person].pk}-{result.pk}"


# --- The leader's page --------------------------------------------------------------------------------


def test_the_leader_hands_down_and_reads_what_became_of_it(world: World, enter: Any) -> None:
    plan, client = plan_of(world), enter(world.budi)
    first, second = plan.results.order_by("order")

    page = client.get(href(plan))
    assert form_of(page).visible == [
        name_of(world, person, result) for person in ("ani", "fajar") for result in (first, second)
    ]
    typed = form_of(page).fields | {name_of(world, "ani", first): "Akta di loket 1"}
    answer = client.post(href(plan), typed, follow=True)

    assert "1 hasil diturunkan. Pegawai membacanya di SKP saya." in text_of(answer)
    assert form_of(answer).fields[name_of(world, "ani", first)] == "Akta di loket 1"
    assert Assignment.objects.get().text == "Akta di loket 1"


def test_nothing_typed_changes_nothing_and_says_so(world: World, enter: Any) -> None:
    plan, client = plan_of(world), enter(world.budi)
    hand(world, plan, {("ani", 1): "Baris satu\nBaris dua"})

    answer = client.post(href(plan), form_of(client.get(href(plan))).fields, follow=True)

    assert "Tidak ada yang berubah." in text_of(answer)
    assert Assignment.objects.get().version == 1


def test_what_was_taken_is_read_only_and_what_came_back_shows_the_reply(world: World, enter: Any) -> None:
    plan = plan_of(world)
    hand(world, plan, {("ani", 1): "Satu", ("ani", 2): "Dua"})
    one, two = Assignment.objects.order_by("pk")
    take(world, drafted(world), one)
    decline(world, two, "Loket 2 dipegang rekan.")

    page = enter(world.budi).get(href(plan))

    assert "Satu Sudah dipakai" in text_of(page)
    assert "Belum sesuai: Loket 2 dipegang rekan." in text_of(page)
    assert form_of(page).visible[0] == f"s{two.placement_id}-{two.result_id}"
    assert "0 usulan menunggu jawaban, 1 sudah dipakai, 1 belum sesuai" in text_of(page)


def test_two_tabs_meet_with_both_texts_and_lose_nothing_else(world: World, enter: Any) -> None:
    plan, client = plan_of(world), enter(world.budi)
    hand(world, plan, {("ani", 1): "Lama", ("ani", 2): "Lama juga"})
    first, second = plan.results.order_by("order")
    mine = form_of(client.get(href(plan))).fields
    theirs = form_of(client.get(href(plan))).fields
    client.post(
        href(plan), theirs | {name_of(world, "ani", first): "Kedua", name_of(world, "ani", second): "Dua"}
    )

    page = client.post(
        href(plan), mine | {name_of(world, "ani", first): "Pertama", name_of(world, "fajar", first): "Arsip"}
    )

    assert page.status_code == 409
    assert "Pertama" in text_of(page)
    assert "Kedua" in text_of(page)
    assert not Assignment.objects.filter(text="Arsip").exists()

    again = form_of(page)
    assert client.post(again.action, again.fields).status_code == 302
    texts = set(Assignment.objects.values_list("text", flat=True))
    assert texts == {"Pertama", "Dua", "Arsip"}, "what the other tab changed alone stays as it is"


def test_untouched_cells_never_conflict(world: World, enter: Any) -> None:
    plan, client = plan_of(world), enter(world.budi)
    hand(world, plan, {("ani", 1): "Lama"})
    first = plan.results.earliest("order")
    mine = form_of(client.get(href(plan))).fields
    hand(world, plan, {("ani", 1): ("Dari tab lain", 1), ("ani", 2): "Baru"})

    answer = client.post(href(plan), mine | {name_of(world, "fajar", first): "Arsip"})

    assert answer.status_code == 302
    assert set(Assignment.objects.values_list("text", flat=True)) == {"Dari tab lain", "Baru", "Arsip"}


def test_what_was_taken_meanwhile_stays_and_the_rest_is_sent_in_one_press(world: World, enter: Any) -> None:
    plan, client = plan_of(world), enter(world.budi)
    hand(world, plan, {("ani", 1): "Lama"})
    first = plan.results.earliest("order")
    mine = form_of(client.get(href(plan))).fields
    take(world, drafted(world), Assignment.objects.get())

    typed = {name_of(world, "ani", first): "Lain", name_of(world, "fajar", first): "Arsip"}
    page = client.post(href(plan), mine | typed)

    assert page.status_code == 409
    assert "Lama (sudah dipakai)" in text_of(page)
    again = form_of(page)
    assert client.post(again.action, again.fields).status_code == 302
    assert set(Assignment.objects.values_list("text", "status")) == {
        ("Lama", "DIPAKAI"),
        ("Arsip", "DIUSULKAN"),
    }


def test_a_result_that_was_removed_meanwhile_keeps_the_typed_text(world: World, enter: Any) -> None:
    plan, client = plan_of(world), enter(world.budi)
    first = plan.results.earliest("order")
    mine = form_of(client.get(href(plan))).fields
    long, name = "Terbitnya akta kelahiran paling lama tiga hari kerja", name_of(world, "ani", first)
    first.delete()

    page = client.post(href(plan), mine | {name: long})

    assert page.status_code == 422
    assert long in page.content.decode()
    assert not Assignment.objects.exists()


def test_a_text_that_is_too_long_is_refused_at_its_cell(world: World, enter: Any) -> None:
    plan, client = plan_of(world), enter(world.budi)
    name = name_of(world, "ani", plan.results.earliest("order"))

    page = client.post(href(plan), form_of(client.get(href(plan))).fields | {name: "a" * 2001})

    assert page.status_code == 422
    assert f'href="#{name}"' in page.content.decode()
    assert form_of(page).fields[name] == "a" * 2001


@pytest.mark.parametrize("version", ["", "1", "x-y:z:0", "1-2:99999999999:0", "0" * 5000])
def test_a_broken_hidden_text_is_no_way_in(world: World, enter: Any, version: str) -> None:
    plan, client = plan_of(world), enter(world.budi)
    hand(world, plan, {("ani", 1): "Lama"})
    name = name_of(world, "ani", plan.results.earliest("order"))

    page = client.post(href(plan), {"version": version, name: "Lain"})

    assert page.status_code == 409
    assert Assignment.objects.get().text == "Lama"


def test_others_of_the_line_read_a_submitted_plan_only(world: World, enter: Any) -> None:
    plan = plan_of(world)
    hand(world, plan, {("ani", 1): "Akta"})
    client = enter(world.citra)
    assert client.get(href(plan)).status_code == 403

    Plan.objects.filter(pk=plan.pk).update(status="DIAJUKAN", submitted_at=NOW)
    page = client.get(href(plan))

    assert "Akta" in text_of(page)
    assert forms_of(page)[0].visible == []
    assert client.post(href(plan), {"version": ""}).status_code == 403


def test_a_plan_without_results_says_what_to_write_first(world: World, enter: Any) -> None:
    page = enter(world.budi).get(href(plan_of(world, results=0)))

    assert "Tulis dulu hasil kerja Anda sendiri." in text_of(page)


def test_who_leads_nobody_has_no_matrix(world: World, enter: Any) -> None:
    page = enter(world.ani).get(href(plan_of(world, "ani")))

    assert page.status_code == 403
    assert "punya anggota tim" in text_of(page)


# --- 60 people and 15 results ---------------------------------------------------------------------------

RESULT = "Meningkatnya kepuasan warga atas layanan kependudukan dan pencatatan sipil nomor {}"
CELL = "Terbitnya akta dan kartu keluarga tepat waktu untuk loket {} sesuai standar"


def team_of(world: World, people: int) -> None:
    """Let Budi lead that many people."""
    ani = world.placements["ani"]
    new = people - 2
    employees = Employee.objects.bulk_create(
        Employee(nip=f"1990010120150{n:05d}", name=f"Pegawai Nomor {n:03d}", kind="PNS") for n in range(new)
    )
    placements = Placement.objects.bulk_create(
        Placement(
            pk=70_000 + number,  # as long as in a large city
            employee=person,
            position=ani.position,
            unit=ani.unit,
            started_on=ani.started_on,
        )
        for number, person in enumerate(employees)
    )
    Supervision.objects.bulk_create(
        Supervision(placement=row, superior=world.budi, upper=world.citra, started_on=ani.started_on)
        for row in placements
    )


def large(world: World, people: int = 60, results: int = 15, *, filled: bool = True) -> Plan:
    """Return a leader's plan with a whole matrix."""
    team_of(world, people)
    plan = drafted(world, "budi")
    rows = Result.objects.bulk_create(
        Result(pk=70_000 + n, plan=plan, order=n, text=RESULT.format(n)) for n in range(1, results + 1)
    )
    placements = Placement.objects.filter(supervisions__superior=world.budi).order_by("employee__name", "pk")
    if filled:
        Assignment.objects.bulk_create(
            Assignment(
                placement=place, result=row, text=CELL.format(row.order), given_by=world.budi, given_at=NOW
            )
            for place in placements
            for row in rows
        )
    return plan


class _Elements(HTMLParser):
    count = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.count += 1


def test_a_matrix_of_60_people_and_15_results_keeps_to_the_budget(world: World, enter: Any) -> None:
    plan, client = large(world), enter(world.budi)

    page = client.get(href(plan))
    counter = _Elements()
    counter.feed(page.content.decode())

    assert len(form_of(page).visible) == PEOPLE * 15
    assert counter.count <= 1500
    assert len(page.content) <= 60_000
    assert len(gzip.compress(page.content)) <= 20 * 1024
    assert queries_of(client, href(plan)) <= 12
    print(counter.count, len(page.content), len(gzip.compress(page.content)), queries_of(client, href(plan)))


def test_queries_do_not_grow_with_people_and_results(world: World, enter: Any) -> None:
    plan, client = plan_of(world), enter(world.budi)
    hand(world, plan, {("ani", 1): "Akta"})
    client.get(href(plan))
    small = queries_of(client, href(plan))
    Plan.objects.all().delete()
    big = large(world)

    assert queries_of(client, href(big)) == small


def test_people_come_in_pages_and_all_pages_show_everybody_once(world: World, enter: Any) -> None:
    plan, client = large(world, filled=False), enter(world.budi)
    seen: list[str] = []
    for number in range(1, 6):
        page = client.get(href(plan, f"?hal={number}"))
        people = {name.split("-")[0] for name in form_of(page).visible}
        assert len(people) == PEOPLE
        seen += people

    assert len(set(seen)) == len(seen) == 60
    assert client.get(href(plan, "?hal=99")).context["content"].number == 5
    assert client.get(href(plan, "?hal=0")).context["content"].number == 1
    assert client.get(href(plan, "?hal=²")).status_code == 200


def test_one_press_hands_down_and_leads_to_the_next_people(world: World, enter: Any) -> None:
    plan, client = large(world, filled=False), enter(world.budi)
    page = client.get(href(plan))
    typed = dict.fromkeys(form_of(page).visible[:3], "Akta")

    answer = client.post(href(plan), form_of(page).fields | typed | {"lanjut": "1"})

    assert answer["Location"] == href(plan, "?hal=2")
    assert Assignment.objects.count() == 3


# --- On paper ----------------------------------------------------------------------------------------


def printed(client: Any, plan: Plan) -> list[str]:
    """Return the text of each page of the printed matrix."""
    response = client.get(reverse("indicators:matrix-print", args=[plan.pk]))
    assert response["Content-Type"] == "application/pdf"
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(response.content)).pages]


def test_the_matrix_prints_with_its_head_on_every_page(world: World, enter: Any) -> None:
    plan = large(world, people=14, results=7)
    hand(world, plan, {("dewi", 1): "Tim bersama"})

    pages = printed(enter(world.budi), plan)

    assert all("PEGAWAI" in page and f"dari {len(pages)}" in page for page in pages)
    assert "MATRIKS PERAN HASIL TAHUN 2026" in pages[0]
    assert "Hasil kerja 1 sampai 5 dari 7" in pages[0]
    assert "Hasil kerja 6 sampai 7 dari 7" in pages[-1]
    assert any("Lurah, Kelurahan Sukajaya (di luar tim) Tim bersama" in page for page in pages)
    assert sum(page.count("Pegawai Nomor 003") for page in pages) == 2


def test_long_texts_print_whole(world: World, enter: Any) -> None:
    plan = plan_of(world, results=5)
    Result.objects.filter(order=1).update(text="Hasil " + "panjang " * 240)
    hand(world, plan, {("ani", 1): "awal " + "isi " * 480 + "akhir"})

    pages = printed(enter(world.budi), plan)

    assert 1 < len(pages) < 8
    assert "".join(pages).count("isi ") == 480
    assert any("akhir" in page for page in pages)


# --- One result for several people ----------------------------------------------------------------------


def one_href(result: Result) -> str:
    return reverse("indicators:result-hand-down", args=[result.pk])


def test_one_result_goes_to_everybody_ticked(world: World, enter: Any) -> None:
    plan, client = plan_of(world), enter(world.budi)
    result = plan.results.earliest("order")

    page = client.get(one_href(result))
    assert form_of(page).fields["text"] == result.text
    people = [str(world.placements[name].pk) for name in ("ani", "fajar")]
    answer = client.post(one_href(result), {"text": "Bersama", "people": people}, follow=True)

    assert "2 hasil diturunkan." in text_of(answer)
    assert set(Assignment.objects.values_list("placement", "text")) == {
        (world.placements[name].pk, "Bersama") for name in ("ani", "fajar")
    }


def test_all_are_ticked_by_one_button_and_the_text_stays(world: World, enter: Any) -> None:
    plan, client = plan_of(world), enter(world.budi)
    result = plan.results.earliest("order")

    page = client.post(one_href(result), {"text": "Bersama", "semua": "1"})

    assert page.status_code == 200
    assert page.content.decode().count("checked") == 2
    assert form_of(page).fields["text"] == "Bersama"
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("find", ["dew", "198803032012032005", "1988 0303"])
def test_somebody_of_another_unit_is_found_and_gets_it(world: World, enter: Any, find: str) -> None:
    plan, client = plan_of(world), enter(world.budi)
    result = plan.results.earliest("order")
    typed = {"text": "Tim bersama", "find": find, "people": [str(world.placements["ani"].pk)]}

    page = client.post(one_href(result), typed | {"cari": "1"})

    assert "Dewi, Lurah (Kelurahan Sukajaya)" in text_of(page)
    assert form_of(page).fields["text"] == "Tim bersama"
    dewi = world.placements["dewi"].pk
    answer = client.post(one_href(result), typed | {"others": [str(dewi)]}, follow=True)
    assert "2 hasil diturunkan." in text_of(answer)
    assert "Dewi Lurah, Kelurahan Sukajaya (di luar tim)" in text_of(answer)


def test_searching_on_keeps_who_was_ticked_before(world: World, enter: Any) -> None:
    result = plan_of(world).results.earliest("order")
    typed = {"text": "Tim", "find": "gita", "others": [str(world.placements["dewi"].pk)], "cari": "1"}

    page = enter(world.budi).post(one_href(result), typed)

    words = text_of(page)
    assert words.index("Dewi, Lurah") < words.index("Gita, Analis")
    assert page.content.decode().count("checked") == 1


def test_who_searches_for_nobody_is_told(world: World, enter: Any) -> None:
    result = plan_of(world).results.earliest("order")

    page = enter(world.budi).post(one_href(result), {"text": "Tim", "find": "zzz", "cari": "1"})

    assert "Belum ada pegawai lain yang cocok." in text_of(page)


def test_somebody_must_be_ticked_and_a_text_written(world: World, enter: Any) -> None:
    client, result = enter(world.budi), plan_of(world).results.earliest("order")

    nobody = client.post(one_href(result), {"text": "Tim"})
    nothing = client.post(one_href(result), {"text": " ", "people": [str(world.placements["ani"].pk)]})

    assert (nobody.status_code, nothing.status_code) == (422, 422)
    assert "Centang paling sedikit satu orang." in text_of(nobody)
    assert "Tulis hasil antara yang Anda usulkan." in text_of(nothing)


def test_who_has_the_result_already_is_listed_and_not_asked_again(world: World, enter: Any) -> None:
    plan = plan_of(world)
    hand(world, plan, {("ani", 1): "Akta", ("fajar", 1): "Arsip"})

    page = enter(world.budi).get(one_href(plan.results.earliest("order")))

    assert "Ani: Akta" in text_of(page)
    assert "people" not in form_of(page).visible


def test_one_result_costs_the_same_queries_for_many_people(world: World, enter: Any) -> None:
    plan, client = plan_of(world), enter(world.budi)
    result = plan.results.earliest("order")
    client.get(one_href(result))
    small = queries_of(client, one_href(result))
    team_of(world, 60)

    assert queries_of(client, one_href(result)) == small <= 12


# --- The person's side ------------------------------------------------------------------------------------


def compose(plan: Plan) -> str:
    return reverse("indicators:plan-compose", args=[plan.pk])


def test_proposals_wait_on_ones_own_page_and_in_the_draft(world: World, enter: Any) -> None:
    hand(world, plan_of(world), {("ani", 1): "Satu", ("ani", 2): "Dua"})
    client = enter(world.ani)

    assert "2 usulan dari Budi . Mulai draf Anda" in text_of(client.get(reverse("indicators:plan-mine")))
    plan = drafted(world)
    assert "Lihat dan pakai" in text_of(client.get(reverse("indicators:plan-mine")))
    page = client.get(compose(plan))
    assert "Usulan dari pimpinan" in text_of(page)
    assert "Mendukung: Terlayaninya warga di loket 1" in text_of(page)


def test_one_press_takes_one_or_all(world: World, enter: Any) -> None:
    hand(world, plan_of(world), {("ani", 1): "Satu", ("ani", 2): "Dua"})
    client, plan = enter(world.ani), drafted(world)
    take_href = reverse("indicators:assignment-take", args=[plan.pk])
    forms = [form for form in forms_of(client.get(compose(plan))) if form.action == take_href]
    one = Assignment.objects.earliest("pk")

    answer = client.post(take_href, forms[0].fields | {"usulan": f"{one.pk}-1"})

    result = plan.results.get()
    assert answer["Location"] == reverse("indicators:result-edit", args=[result.pk])
    page = client.get(compose(plan))
    rest = Assignment.objects.latest("pk")
    sent = {"version": form_of(page, take_href).fields["version"], "usulan": [f"{rest.pk}-1"]}
    answer = client.post(take_href, sent, follow=True)
    assert "1 usulan masuk ke draf Anda." in text_of(answer)
    assert plan.results.count() == 2


def test_all_proposals_go_into_the_draft_together(world: World, enter: Any) -> None:
    hand(world, plan_of(world), {("ani", 1): "Satu", ("ani", 2): "Dua"})
    client, plan = enter(world.ani), drafted(world)
    rows = Assignment.objects.order_by("pk")
    sent = {"version": "1", "usulan": [f"{row.pk}-{row.version}" for row in rows]}

    answer = client.post(reverse("indicators:assignment-take", args=[plan.pk]), sent, follow=True)

    assert "2 usulan masuk ke draf Anda." in text_of(answer)
    assert set(plan.results.values_list("text", flat=True)) == {"Satu", "Dua"}
    assert "Usulan dari pimpinan" not in text_of(answer)


@pytest.mark.parametrize("said", ["", "x", "1", "1-x", "1-2-3", "9" * 30 + "-1"])
def test_broken_presses_take_nothing(world: World, enter: Any, said: str) -> None:
    plan = drafted(world)

    answer = enter(world.ani).post(
        reverse("indicators:assignment-take", args=[plan.pk]), {"version": "1", "usulan": said}
    )

    assert answer.status_code == 422


def test_pages_say_who_assigned_from_outside_the_line(world: World, enter: Any) -> None:
    hand(world, plan_of(world), {("ani", 1): "Dari atasan"})
    hand(world, plan_of(world, "citra"), {("ani", 1): "Dari tim lain"})
    plan = drafted(world)
    take(world, plan, *Assignment.objects.order_by("pk"))
    client = enter(world.ani)

    for page in (client.get(compose(plan)), client.get(reverse("indicators:plan-detail", args=[plan.pk]))):
        assert text_of(page).count("penugasan dari") == 1
        assert "penugasan dari Citra" in text_of(page)


def test_a_reply_reaches_the_leader(world: World, enter: Any) -> None:
    leader = plan_of(world)
    hand(world, leader, {("ani", 1): "Satu"})
    row = Assignment.objects.get()
    page_href = reverse("indicators:assignment-decline", args=[row.pk])
    client = enter(world.ani)

    empty = client.post(page_href, form_of(client.get(page_href)).fields)
    assert empty.status_code == 422
    assert "Tulis alasan singkat" in text_of(empty)
    answer = client.post(page_href, {"version": "1", "reply": "Saya di loket 3."}, follow=True)

    assert "Jawaban Anda terbaca oleh Budi." in text_of(answer)
    assert "Belum sesuai: Saya di loket 3." in text_of(enter(world.budi).get(href(leader)))


def test_a_proposal_that_changed_while_replying_shows_both_texts(world: World, enter: Any) -> None:
    leader = plan_of(world)
    hand(world, leader, {("ani", 1): "Lama"})
    row, client = Assignment.objects.get(), enter(world.ani)
    hand(world, leader, {("ani", 1): ("Baru", 1)})

    page = client.post(
        reverse("indicators:assignment-decline", args=[row.pk]), {"version": "1", "reply": "Saya di loket 3."}
    )

    assert page.status_code == 409
    assert "Saya di loket 3." in text_of(page)
    assert "Baru" in text_of(page)


def test_each_cell_is_named_by_its_person_and_its_result(world: World, enter: Any) -> None:
    plan = plan_of(world)
    html = enter(world.budi).get(href(plan)).content.decode()

    assert re.findall(r'aria-labelledby="(p\d r\d)"', html) == ["p1 r1", "p1 r2", "p2 r1", "p2 r2"]
    assert [html.count(f'id="{name}"') for name in ("p1", "p2", "r1", "r2")] == [1, 1, 1, 1]
