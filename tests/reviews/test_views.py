"""Pages of progress, team, rating and results: what a person reads, presses and gets, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Plan
from organizations.frame import Frame
from organizations.models import DataReport, Employee, Placement, SuperiorOverride, Supervision
from organizations.operations import refresh_lines
from reviews.models import Evaluation, Feedback, Objection, Realisation
from tests.pages import form_of, forms_of, queries_of, text_of
from tests.scenes import RATED, Scene
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.once

Login = Callable[[str], Client]


@pytest.fixture
def as_person(world: World, clock: Any) -> Login:
    def log_in(name: str) -> Client:
        client = Client()
        client.force_login(world.people[name], backend="organizations.backends.NipBackend")
        return client

    return log_in


# --- Home -----------------------------------------------------------------------------------------


def tasks(client: Client) -> list[tuple[str, str]]:
    return [(task.title, task.href) for task in client.get("/").context["tasks"]]


def test_home_without_a_year_says_what_comes(office: World, clock: Any, client: Client) -> None:
    client.force_login(office.ani, backend="organizations.backends.NipBackend")

    page = client.get("/")

    assert "Belum ada tahun penilaian yang dibuka." in text_of(page)
    assert page.context["tasks"] == []
    client.force_login(office.gita, backend="organizations.backends.NipBackend")
    assert tasks(client) == [("Buka tahun penilaian", "/bkd/periode/")]


def test_home_begins_with_the_plan(world: World, as_person: Login) -> None:
    assert tasks(as_person("ani")) == [("Susun SKP 2026", "/skp/")]


@pytest.mark.parametrize(
    ("status", "title"),
    [
        ("DRAF", "Lanjutkan SKP 2026"),
        ("DIKEMBALIKAN", "Lanjutkan SKP 2026"),
        ("DIAJUKAN", "Lihat SKP yang Anda ajukan"),
        ("DISEPAKATI", "Catat kemajuan Triwulan IV"),
    ],
)
def test_home_says_the_next_step_of_the_own_plan(
    world: World, as_person: Login, status: str, title: str
) -> None:
    agreed_plan(world, status=status)

    assert [name for name, _ in tasks(as_person("ani")) if name != "Tulis penilaian diri"] == [title]


def test_home_of_the_superior_counts_what_waits(world: World, as_person: Login) -> None:
    agreed_plan(world, status="DIAJUKAN")
    agreed_plan(world, "fajar")

    page = as_person("budi").get("/")

    assert "Ani menunggu jawaban Anda." in text_of(page)
    assert "1 orang belum menerima hasil." in text_of(page)


def test_home_leads_the_upper_superior_to_the_objection(scene: Scene, as_person: Login) -> None:
    row = scene.things["evaluation.objected.ani"]

    assert ("Putuskan keberatan", f"/hasil/{row.pk}/") in tasks(as_person("citra"))
    assert "Putuskan keberatan" not in [name for name, _ in tasks(as_person("budi"))]


def test_the_upper_superior_of_today_decides_and_not_the_one_of_then(scene: Scene, as_person: Login) -> None:
    """Citra moved on after the result was shared: Hadi, who leads Budi now, finds the objection at home."""
    world, row = scene.world, scene.things["evaluation.objected.ani"]
    Supervision.objects.filter(placement=world.placements["ani"]).update(upper=world.hadi)

    assert ("Putuskan keberatan", f"/hasil/{row.pk}/") in tasks(as_person("hadi"))
    assert "Putuskan keberatan" not in [name for name, _ in tasks(as_person("citra"))]
    assert as_person("citra").get(f"/hasil/{row.pk}/").status_code == 404


def test_every_task_of_everybody_opens(scene: Scene, as_person: Login) -> None:
    for name in scene.world.people:
        client = as_person(name)
        for title, href in tasks(client):
            assert client.get(href).status_code == 200, (name, title)


# --- Progress ---------------------------------------------------------------------------------------


def test_progress_without_an_agreed_plan_says_what_comes_first(world: World, as_person: Login) -> None:
    page = as_person("ani").get("/kemajuan/triwulan/")

    assert page.status_code == 200
    assert page.context["progress"] is None
    agreed_plan(world, status="DRAF")
    assert as_person("ani").get("/kemajuan/triwulan/").context["progress"] is None


@pytest.mark.parametrize(("asked", "shown"), [("", 4), ("2", 2), ("9", 4), ("x", 4)])
def test_progress_shows_the_running_term_or_the_one_that_was_asked_for(
    scene: Scene, as_person: Login, asked: str, shown: int
) -> None:
    page = as_person("ani").get("/kemajuan/triwulan/", {"masa": asked} if asked else {})

    assert page.context["term"].number == shown


def test_a_report_is_saved_and_leads_back_to_its_term(scene: Scene, as_person: Login) -> None:
    client, href = as_person("ani"), scene.href("reviews:progress-report", "indicator.ani")
    form = form_of(client.get(href))
    assert form.fields["noted_on"] == "22-11-2026"

    answer = client.post(href, form.fields | {"amount": "1.240,5", "note": "Akta terbit."})

    assert (answer.status_code, answer["Location"]) == (302, "/kemajuan/triwulan/?masa=4")
    assert "Catatan tersimpan pukul 10.42." in text_of(client.get(answer["Location"]))
    again = form_of(client.get(href))
    assert (again.fields["amount"], again.fields["note"]) == ("1240,5", "Akta terbit.")
    assert again.fields["version"] == "1"


def test_a_report_of_a_plan_that_is_not_agreed_shows_the_reason_instead_of_the_form(
    scene: Scene, as_person: Login
) -> None:
    plan = scene.things["plan.submitted.ani"]
    indicator = plan.results.get().indicators.get()
    href = reverse("reviews:progress-report", args=[indicator.pk, plan.period.terms.get().pk])

    page = as_person("ani").get(href)

    assert forms_of(page) == []
    assert "Realisasi bisa diisi setelah SKP disepakati." in text_of(page)


def test_a_term_of_another_year_is_not_found(scene: Scene, as_person: Login) -> None:
    other = scene.things["plan.draft.ani"].period.terms.get()
    indicator = scene.things["indicator.ani"]

    assert (
        as_person("ani").get(reverse("reviews:progress-report", args=[indicator.pk, other.pk])).status_code
        == 404
    )


# --- Team ---------------------------------------------------------------------------------------------


def test_team_lists_people_by_name_with_their_next_step(scene: Scene, as_person: Login) -> None:
    page = as_person("budi").get("/tim/")

    text = text_of(page)
    assert text.index("Ani") < text.index("Fajar")
    assert "Dewi" not in text
    assert "Belum disusun" in text


def test_a_team_of_nobody_says_so(world: World, as_person: Login) -> None:
    assert "Belum ada pegawai yang Anda nilai." in text_of(as_person("ani").get("/tim/"))


def test_the_draft_of_a_team_member_leads_to_the_sealed_page(scene: Scene, as_person: Login) -> None:
    plan = scene.things["plan.draft.ani"]

    answer = as_person("budi").get(reverse("reviews:team-plan", args=[plan.pk]))

    assert (answer.status_code, answer["Location"]) == (302, f"/skp/{plan.pk}/")


def test_feedback_is_saved_and_read_by_the_employee(scene: Scene, as_person: Login) -> None:
    client, href = as_person("budi"), scene.href("reviews:feedback-give", "plan.agreed.ani")
    form = form_of(client.get(href))
    box = next(name for name in form.visible if name.startswith("value_"))

    answer = client.post(href, form.fields | {box: "Ramah kepada warga lanjut usia."})

    assert answer["Location"] == scene.href("reviews:team-plan", "plan.agreed.ani")
    assert "1 umpan balik tersimpan." in text_of(client.get(answer["Location"]))
    assert Feedback.objects.filter(text="Ramah kepada warga lanjut usia.", given_by=scene.world.budi).exists()
    result = as_person("ani").get(scene.href("reviews:evaluation-detail", "evaluation.shared.ani"))
    assert "Ramah kepada warga lanjut usia." in text_of(result)


def test_feedback_that_changes_nothing_says_so(scene: Scene, as_person: Login) -> None:
    client, href = as_person("budi"), scene.href("reviews:feedback-give", "plan.agreed.ani")

    answer = client.post(href, form_of(client.get(href)).fields)

    assert "Tidak ada yang berubah." in text_of(client.get(answer["Location"]))


# --- Rating -------------------------------------------------------------------------------------------

RATING = {
    "results_rating": "DI_ATAS",
    "results_reason": "Dua belas laporan terbit.",
    "behaviour_rating": "DI_ATAS",
    "behaviour_reason": "Menggantikan rekan di loket.",
    "recommendation": "Pelatihan arsip.",
}


def test_nothing_is_preselected_for_who_has_not_rated(world: World, as_person: Login) -> None:
    plan = agreed_plan(world)

    page = as_person("budi").get(reverse("reviews:evaluation-rate", args=[plan.pk, world.final.pk]))

    form = form_of(page)
    assert "results_rating" not in form.fields
    assert "behaviour_rating" not in form.fields
    assert form.fields["version"] == ""


def test_a_year_of_one_person_from_rating_to_decision(world: World, as_person: Login) -> None:
    plan = agreed_plan(world)
    budi, ani, citra = as_person("budi"), as_person("ani"), as_person("citra")
    rate = reverse("reviews:evaluation-rate", args=[plan.pk, world.final.pk])

    check = budi.post(rate, form_of(budi.get(rate)).fields | RATING)
    page = budi.get(check["Location"])
    assert "Sangat Baik" in text_of(page)
    assert "Belum ada hasil" in text_of(ani.get("/hasil/")) or "Sangat Baik" not in text_of(
        ani.get("/hasil/")
    )
    share = form_of(page)
    shared = budi.post(share.action, share.fields | {"talked_on": "22-11-2026"})
    assert "Hasil sudah dibagikan kepada Ani dan bisa dibaca sekarang." in text_of(
        budi.get(shared["Location"])
    )

    detail = ani.get(shared["Location"])
    assert "Dua belas laporan terbit." in text_of(detail)
    acknowledge = next(form for form in forms_of(detail) if form.action.endswith("/terima/"))
    assert ani.post(acknowledge.action, acknowledge.fields | {"comment": "Terima kasih."}).status_code == 302
    detail = ani.get(shared["Location"])
    href = f"{shared['Location']}keberatan/"
    assert href in detail.content.decode()
    objection = form_of(ani.get(href)).fields | {"text": "Triwulan III belum dilihat."}
    assert ani.post(href, objection).status_code == 302

    explain = next(f for f in forms_of(budi.get(shared["Location"])) if f.action.endswith("/penjelasan/"))
    assert budi.post(explain.action, explain.fields | {"text": "Sudah dilihat."}).status_code == 302
    decide = next(f for f in forms_of(citra.get(shared["Location"])) if f.action.endswith("/putusan/"))
    decision = {"results_rating": "SESUAI", "behaviour_rating": "SESUAI", "text": "Bukti ditimbang."}
    assert citra.post(decide.action, decide.fields | decision).status_code == 302

    row = Evaluation.objects.get()
    assert (row.status, row.predicate, row.version) == ("FINAL", "BAIK", 6)
    assert Objection.objects.get().before["predicate"] == "SANGAT_BAIK"
    assert "Bukti ditimbang." in text_of(ani.get(shared["Location"]))


def test_a_refused_rating_names_each_missing_part_and_keeps_the_rest(world: World, as_person: Login) -> None:
    plan = agreed_plan(world)
    href = reverse("reviews:evaluation-rate", args=[plan.pk, world.final.pk])

    page = as_person("budi").post(
        href, RATING | {"behaviour_rating": "", "results_reason": " ", "version": ""}
    )

    assert page.status_code == 422
    text = text_of(page)
    assert "Pilih rating perilaku kerja: satu dari tiga." in text
    assert "Tulis alasan rating hasil kerja dengan menyebut satu kejadian atau bukti." in text
    form = form_of(page)
    assert form.fields["behaviour_reason"] == RATING["behaviour_reason"]
    assert form.fields["results_rating"] == "DI_ATAS"
    assert not Evaluation.objects.exists()


def test_a_talk_that_lies_ahead_is_refused_at_its_field(scene: Scene, as_person: Login) -> None:
    href = scene.href("reviews:evaluation-share", "evaluation.draft.ani")

    page = as_person("budi").post(href, {"version": "1", "talked_on": "23-11-2026"})

    assert page.status_code == 422
    assert "Hasil dibagikan setelah dialog." in text_of(page)
    assert Evaluation.objects.get(pk=scene.things["evaluation.draft.ani"].pk).status == "DRAF"


@pytest.mark.parametrize("name", ["ani", "citra", "gita"])
def test_the_prompts_of_the_rater_are_shown_to_nobody_else(scene: Scene, as_person: Login, name: str) -> None:
    href = scene.href("reviews:evaluation-share", "evaluation.shared.ani")

    page = as_person(name).post(href, {"version": "1", "talked_on": "kacau"})

    assert page.status_code == 403
    assert "Sebelum membagikan" not in text_of(page)


def test_a_shared_result_can_no_longer_be_rated(scene: Scene, as_person: Login) -> None:
    row = scene.things["evaluation.shared.ani"]
    href = reverse("reviews:evaluation-rate", args=[row.plan_id, row.term_id])
    client = as_person("budi")

    assert forms_of(client.get(href)) == []
    page = client.post(href, RATING | {"version": "1"})

    assert page.status_code == 409
    assert "Dua belas laporan terbit." in text_of(page)
    assert Evaluation.objects.get(pk=row.pk).results_rating == "SESUAI"


# --- Results ------------------------------------------------------------------------------------------


def test_a_draft_of_the_superior_opens_his_check_page(scene: Scene, as_person: Login) -> None:
    row = scene.things["evaluation.draft.ani"]

    answer = as_person("budi").get(f"/hasil/{row.pk}/")

    assert answer["Location"] == reverse("reviews:evaluation-check", args=[row.plan_id, row.term_id])


def test_own_results_list_only_what_was_shared(scene: Scene, as_person: Login) -> None:
    page = as_person("ani").get("/hasil/")

    rows = page.context["years"][2026]
    assert {row.evaluation.pk for row in rows if row.evaluation} == {
        scene.things[f"evaluation.{state}.ani"].pk for state in ("shared", "objected", "final")
    }


def test_an_objection_without_words_is_refused_beside_the_reasons_of_the_result(
    scene: Scene, as_person: Login
) -> None:
    href = scene.href("reviews:evaluation-object", "evaluation.shared.ani")

    page = as_person("ani").post(href, {"version": "1", "text": "  "})

    assert page.status_code == 422
    assert "Tulis alasan keberatan Anda" in text_of(page)
    assert "Dua belas laporan terbit." in text_of(page)


def test_a_refused_form_of_who_may_not_act_keeps_the_text_on_the_refusal(
    scene: Scene, as_person: Login
) -> None:
    href = scene.href("reviews:evaluation-object", "evaluation.final.ani")
    text = "Keberatan yang diketik dengan sabar. " * 200

    page = as_person("ani").post(href, {"version": "1", "text": text})

    assert page.status_code == 403
    assert "Keberatan yang diketik dengan sabar." in text_of(page)


# --- The desk -----------------------------------------------------------------------------------------


def test_the_desk_shows_the_numbers_of_the_own_units(scene: Scene, as_person: Login) -> None:
    city = as_person("gita").get("/bkd/").context["numbers"]
    cache.clear()
    unit = as_person("eko").get("/bkd/").context["numbers"]

    assert city[0]["value"] == 9
    assert unit[0]["value"] == 5
    assert as_person("hadi").get("/bkd/").status_code == 200


def test_completeness_of_a_unit_admin_stays_inside(scene: Scene, as_person: Login) -> None:
    client = as_person("eko")
    inside, outside = scene.world.units["bidang"].pk, scene.world.units["lain"].pk

    assert client.get("/bkd/kelengkapan/").status_code == 200
    assert client.get(f"/bkd/kelengkapan/?unit={inside}").status_code == 200
    assert client.get(f"/bkd/kelengkapan/?unit={outside}").status_code == 404
    assert client.get(f"/bkd/kelengkapan/?unit={scene.world.units['kota'].pk}").status_code == 404
    assert "Kelurahan Sukajaya" not in text_of(client.get("/bkd/kelengkapan/"))


@pytest.mark.parametrize(("name", "people"), [("eko", 5), ("gita", 9), ("indra", 9)])
def test_the_recapitulation_holds_the_people_of_the_own_units(
    scene: Scene, as_person: Login, name: str, people: int
) -> None:
    text = as_person(name).get("/bkd/laporan/?format=csv").content.decode("utf-8-sig")

    lines = text.splitlines()
    assert len(lines) == people + 1
    assert lines[0].startswith("NIP;Nama;Jabatan")
    ani = next(line for line in lines if ";Ani;" in line)
    assert "199001012015032003" in ani
    assert ani.rstrip(";").endswith("Baik")


def test_a_draft_predicate_is_not_exported(scene: Scene, as_person: Login) -> None:
    Evaluation.objects.filter(term=scene.world.final).update(status="DRAF", predicate="SANGAT_BAIK")

    text = as_person("gita").get("/bkd/laporan/?format=csv").content.decode("utf-8-sig")

    assert "Sangat" not in text


# --- What a page costs --------------------------------------------------------------------------------


def crowd(world: World, count: int) -> None:
    """Add people to the team of Budi and to the whole agency, and rows to the pages of Ani."""
    budi = world.placements["budi"]
    plan = Plan.objects.get(placement=world.placements["ani"], period=world.period)
    results = list(plan.results.order_by("pk"))
    for number in range(count):
        employee = Employee.objects.create(
            nip=f"19920101201903{number:04d}", name=f"Pegawai {number:02d}", kind="PNS", rank="III/a"
        )
        name = f"pegawai{number}"
        world.people[name] = employee
        world.placements[name] = Placement.objects.create(
            employee=employee,
            position=world.placements["ani"].position,
            unit=budi.unit,
            started_on=budi.started_on,
        )
        other = agreed_plan(world, name, status=("DISEPAKATI", "DIAJUKAN")[number % 2])
        Evaluation.objects.create(
            plan=other,
            term=world.final,
            appraiser=world.budi,
            status="KEBERATAN",
            shared_at=NOW,
            **RATED,
        )
        result = plan.results.create(order=number + 2, text=f"Hasil {number}", no_support_reason="Tugas")
        indicator = result.indicators.create(order=1, text=f"Ukuran {number}", target=1, unit="x")
        results.append(result)
        for term in (world.term(1), world.term(4)):
            Realisation.objects.create(
                indicator=indicator, term=term, note="Catatan.", noted_on=TODAY, reported_at=NOW
            )
            Feedback.objects.create(
                plan=plan, term=term, result=result, text="Baik.", given_by=world.budi, given_at=NOW
            )
        SuperiorOverride.objects.create(
            employee=world.ani,
            superior=world.budi,
            started_on=TODAY,
            reason=f"SP {number}",
            set_by=world.gita,
            set_at=NOW,
        )
        DataReport.objects.create(employee=employee, subject="LAIN", reported_at=NOW)
    refresh_lines(on=world.period.started_on, at=NOW)


COSTLY = [
    ("ani", "reviews:home", "-"),
    ("budi", "reviews:home", "-"),
    ("citra", "reviews:home", "-"),
    ("gita", "reviews:home", "-"),
    ("ani", "reviews:progress-mine", "-"),
    ("ani", "reviews:progress-report", "indicator.ani"),
    ("ani", "reviews:result-mine", "-"),
    ("ani", "reviews:evaluation-detail", "evaluation.objected.ani"),
    ("budi", "reviews:evaluation-detail", "evaluation.objected.ani"),
    ("gita", "reviews:evaluation-detail", "evaluation.objected.ani"),
    ("budi", "reviews:team", "-"),
    ("budi", "reviews:team-plan", "plan.agreed.ani"),
    ("budi", "reviews:feedback-give", "plan.agreed.ani"),
    ("budi", "reviews:evaluation-rate", "evaluation.draft.ani"),
    ("budi", "reviews:evaluation-check", "evaluation.draft.ani"),
    ("gita", "desk:cycle", "-"),
    ("eko", "desk:cycle", "-"),
    ("gita", "desk:completeness", "-"),
    ("eko", "desk:completeness", "-"),
    ("gita", "desk:report-files", "-"),
    ("indra", "desk:trail", "-"),
    ("indra", "desk:trail-event", "event.ani"),
    ("ani", "desk:trail-own", "-"),
    ("gita", "reviews:achievement-list", "-"),
    ("citra", "reviews:achievement-detail", "unit.bidang"),
    ("ani", "organizations:profile", "-"),
    ("gita", "organizations:employee-list", "-"),
    ("eko", "organizations:employee-list", "-"),
    ("gita", "organizations:employee-detail", "employee.ani"),
    ("gita", "organizations:report-list", "-"),
    ("eko", "organizations:report-list", "-"),
    ("gita", "organizations:report-answer", "report.ani"),
    ("gita", "organizations:agency", "-"),
]


def costs(scene: Scene, as_person: Login) -> dict[str, int]:
    found = {}
    for person, name, thing in COSTLY:
        cache.clear()
        client = as_person(person)
        client.get(scene.href(name, thing))  # the session slides and the agency's name is remembered
        found[f"{person} {name}"] = queries_of(client, scene.href(name, thing))
    return found


@pytest.mark.once
def test_pages_of_twelve_people_cost_as_many_queries_as_of_two_and_at_most_twelve(
    scene: Scene, as_person: Login
) -> None:
    crowd(scene.world, 2)
    few = costs(scene, as_person)
    Employee.objects.filter(name__startswith="Pegawai").update(name="Sisa")
    for number in range(2, 12):
        scene.world.people.pop(f"pegawai{number}", None)

    more(scene.world)
    many = costs(scene, as_person)

    assert many == few
    assert {page: count for page, count in many.items() if count > 12} == {}


def more(world: World) -> None:
    """Add ten further people; numbers go on, so that no name or NIP repeats."""
    before = Employee.objects.count()
    employees = Employee.objects.filter(nip__startswith="19920101201903")
    for employee in employees:
        Employee.objects.filter(pk=employee.pk).update(nip=employee.nip[:10] + "99" + employee.nip[12:])
    crowd(world, 10)
    assert Employee.objects.count() == before + 10


def test_no_page_asks_the_database_while_it_is_drawn(
    scene: Scene, as_person: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All data is read before; only the frame, which has its own budget, reads what it needs when drawn."""
    for name, value in (("nav", []), ("user_name", ""), ("agency_name", "")):
        monkeypatch.setattr(Frame, name, value)
    asked: list[int] = []
    draw = SimpleTemplateResponse.render

    def counted(self: SimpleTemplateResponse) -> Any:
        with CaptureQueriesContext(connection) as captured:
            answer = draw(self)
        asked.append(len(captured))
        return answer

    monkeypatch.setattr(SimpleTemplateResponse, "render", counted)
    crowd(scene.world, 3)
    lazy = {}
    for person, name, thing in COSTLY:
        asked.clear()
        assert as_person(person).get(scene.href(name, thing)).status_code == 200
        assert len(asked) == 1, name
        if asked != [0]:
            lazy[f"{person} {name}"] = asked[0]

    assert lazy == {}
