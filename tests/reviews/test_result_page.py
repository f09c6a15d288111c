"""The page of a result: what went well, each part in words, what happened when, and who reads what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from indicators.models import CoreValue, Plan
from reviews.models import (
    CalibrationCase,
    CalibrationMeeting,
    Correction,
    Evaluation,
    FollowUp,
    ItemRating,
    Objection,
    SelfAssessment,
)
from reviews.queries.home import home_page, year_on
from reviews.queries.result_story import changed_words, story
from reviews.rules.evaluation import PREDICATE_LABELS, RATING_LABELS
from tests.pages import queries_of, text_of
from tests.reviews import year_rows as rows
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BELOW = {"results": "DI_BAWAH", "behaviour": "SESUAI", "predicate": "BUTUH_PERBAIKAN"}


def shared(world: World, plan: Plan | None = None, **values: Any) -> Evaluation:
    given = RATED | {"status": "DISAMPAIKAN", "shared_at": NOW, "talked_on": TODAY, "upper": world.citra}
    return Evaluation.objects.create(
        plan=plan or agreed_plan(world), term=world.final, appraiser=world.budi, **(given | values)
    )


def told(evaluation: Evaluation) -> list[tuple[str, str]]:
    fresh = Evaluation.objects.select_related("plan__placement__employee", "appraiser").get(pk=evaluation.pk)
    assessment = SelfAssessment.objects.filter(plan=fresh.plan).first()
    return [(entry.sentence, entry.note) for entry in story(fresh, assessment)]


def test_a_shared_result_tells_its_steps_the_latest_first(world: World) -> None:
    one = shared(world, rated_at=NOW - 2 * DAY, acknowledged_at=NOW + DAY, comment="Terima kasih.")
    SelfAssessment.objects.create(
        plan=one.plan, term=world.final, strengths="Antrean turun.", sent_at=NOW - 5 * DAY
    )

    assert told(one) == [
        ("Ani sudah membaca", "Terima kasih."),
        ("Budi membagikan hasil, setelah dialog 22 November 2026", ""),
        ("Budi menulis penilaian", ""),
        ("Ani mengirim penilaian diri", ""),
    ]


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (BELOW, "Hasil kerja: dari di bawah ekspektasi menjadi sesuai ekspektasi. Bukti dibandingkan."),
        (None, "Rating tetap. Bukti dibandingkan."),
    ],
)
def test_a_calibration_is_told_in_words_with_who_decided(world: World, before: Any, said: str) -> None:
    one = shared(world)
    meeting = CalibrationMeeting.objects.create(
        unit=world.units["dinas"],
        term=world.final,
        held_on=TODAY,
        until=TODAY,
        led_by=world.citra,
        opened_by=world.gita,
        opened_at=NOW,
    )
    CalibrationCase.objects.create(
        meeting=meeting,
        evaluation=one,
        results_rating="SESUAI",
        behaviour_rating="SESUAI",
        reason="Bukti dibandingkan.",
        decided_by=world.citra,
        decided_at=NOW - DAY,
        before=before,
    )

    head = "Rapat kalibrasi Dinas Kependudukan dan Pencatatan Sipil, keputusan Citra"
    assert (head, said) in told(one)


def test_objection_decision_and_correction_each_say_what_changed(world: World) -> None:
    one = shared(world, status="FINAL", final_at=NOW + 3 * DAY, results_rating="DI_ATAS")
    Objection.objects.create(
        evaluation=one,
        text="Bukti belum dilihat.",
        filed_at=NOW + DAY,
        explanation="Sudah dilihat.",
        explained_at=NOW + 2 * DAY,
        explained_by=world.budi,
        decision="Rating diperbaiki.",
        decided_by=world.citra,
        decided_at=NOW + 3 * DAY,
        before=BELOW,
    )
    Correction.objects.create(
        evaluation=one,
        results_rating="DI_ATAS",
        behaviour_rating="SESUAI",
        reason="Salah salin.",
        asked_by=world.eko,
        asked_at=NOW + 4 * DAY,
        is_approved=True,
        decided_by=world.gita,
        decided_at=NOW + 5 * DAY,
        before={"results": "SESUAI", "behaviour": "SESUAI", "predicate": "BAIK"},
    )

    assert told(one)[:4] == [
        (
            "Hasil diperbaiki: diminta Eko, disetujui Gita",
            "Hasil kerja: dari sesuai ekspektasi menjadi di atas ekspektasi. Salah salin.",
        ),
        (
            "Citra memutuskan keberatan; hasil menjadi final",
            "Hasil kerja: dari di bawah ekspektasi menjadi sesuai ekspektasi.",
        ),
        ("Budi memberi penjelasan", ""),
        ("Ani mengajukan keberatan", ""),
    ]


def test_both_ratings_can_change_at_once() -> None:
    after = {"results": "SESUAI", "behaviour": "DI_ATAS"}
    said = changed_words(BELOW, after)

    assert said.count("menjadi") == 2
    assert changed_words(after, after) == "Rating tetap."


# --- The page -------------------------------------------------------------------------------------


def furnished(world: World) -> Evaluation:
    plan = agreed_plan(world, results=2)
    one = shared(world, plan, innovation="Nomor antrean daring.", recommendation="Pelatihan arsip.")
    first, second = plan.results.order_by("order")
    value = CoreValue.objects.order_by("number").first()
    for part in ({"result": first, "rating": "DI_ATAS"}, {"result": second, "rating": "DI_BAWAH"}):
        ItemRating.objects.create(evaluation=one, **part)
    ItemRating.objects.create(evaluation=one, value=value, rating="DI_ATAS")
    SelfAssessment.objects.create(plan=plan, term=world.final, strengths="Antrean turun.", sent_at=NOW)
    held = {"held_on": TODAY, "notes": "Antrean.", "superior_confirmed_at": NOW}
    for text, confirmed in (("Menyusun jadwal loket", NOW), ("Belum disetujui", None)):
        talk = rows.talk(world, plan, **held, employee_confirmed_at=confirmed)
        FollowUp.objects.create(talk=talk, text=text, side="PEGAWAI", due_on=TODAY)
    return one


@pytest.mark.once
def test_the_employee_reads_strengths_before_what_to_develop(world: World, clock: Any, enter: Any) -> None:
    one = furnished(world)

    page = enter(world.ani).get(f"/hasil/{one.pk}/")

    said = text_of(page)
    order = [
        "Ringkasan dari Budi",
        "Yang berjalan baik",
        "Nomor antrean daring.",
        "(melampaui yang disepakati)",
    ]
    order += ["Yang bisa dikembangkan", "Pelatihan arsip.", "Menyusun jadwal loket", "Predikat kinerja: Baik"]
    order += ["Hasil kerja satu per satu", "Perilaku kerja BerAKHLAK", "Penilaian diri Anda"]
    places = [said.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "Belum disetujui" not in said
    assert [part.words for part in page.context["page"].results] == [
        RATING_LABELS["DI_ATAS"],  # type: ignore[index]
        RATING_LABELS["DI_BAWAH"],  # type: ignore[index]
    ]


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "own_words", "agreed"),
    [("ani", True, True), ("budi", True, True), ("citra", True, False), ("gita", False, False)],
)
def test_who_reads_the_own_words_and_what_was_agreed(
    world: World, clock: Any, enter: Any, name: str, own_words: bool, agreed: bool
) -> None:
    one = furnished(world)

    said = text_of(enter(world.people[name]).get(f"/hasil/{one.pk}/"))

    assert ("Antrean turun." in said) is own_words
    assert ("mengirim penilaian diri" in said) is own_words
    assert ("Menyusun jadwal loket" in said) is agreed


@pytest.mark.once
def test_titles_and_the_list_hold_no_rating(world: World, clock: Any, enter: Any) -> None:
    one = shared(world, results_rating="DI_BAWAH", predicate="BUTUH_PERBAIKAN")
    client = enter(world.ani)
    words = [*RATING_LABELS.values(), *PREDICATE_LABELS.values()]

    said = text_of(client.get("/hasil/"))
    title = client.get(f"/hasil/{one.pk}/").content.decode().partition("</title>")[0].rpartition("<title>")[2]

    assert "Hasil Tahunan" in said
    assert [word for word in words if word in said or word in title] == []


@pytest.mark.once
def test_the_superior_sees_whether_it_was_read_and_what_was_answered(
    world: World, clock: Any, enter: Any
) -> None:
    one = shared(world)
    client = enter(world.budi)
    assert "Belum ditandai sudah dibaca oleh Ani." in text_of(client.get(f"/hasil/{one.pk}/"))
    assert "Dibagikan, belum dibaca" in text_of(client.get("/tim/"))

    enter(world.ani).post(f"/hasil/{one.pk}/terima/", {"version": "1", "comment": "Ada satu hal lagi."})

    client = enter(world.budi)
    assert "Ada satu hal lagi." in text_of(client.get(f"/hasil/{one.pk}/"))
    assert "Sudah dibaca, ada tanggapan" in text_of(client.get("/tim/"))


def test_the_list_names_every_term_that_has_begun(world: World, clock: Any, enter: Any) -> None:
    plan = agreed_plan(world)
    shared(world, plan)
    Evaluation.objects.create(plan=plan, term=world.term(2), appraiser=world.budi, **RATED)
    SelfAssessment.objects.create(plan=plan, term=world.term(3), strengths="Antrean turun.", sent_at=NOW)

    page = enter(world.ani).get("/hasil/")

    found = [(row.title, row.words[0], bool(row.href)) for row in page.context["years"][2026]]
    assert found == [
        ("Hasil Tahunan", "Dibagikan", True),
        ("Triwulan IV", "Belum dibagikan", False),
        ("Triwulan III", "Menunggu dialog", True),
        ("Triwulan II", "Belum dibagikan", True),  # a draft of the superior is nobody else's
        ("Triwulan I", "Belum dibagikan", True),
    ]
    assert all(client_status == 200 for client_status in _statuses(enter(world.ani), page))


def _statuses(client: Any, page: Any) -> list[int]:
    hrefs = [row.href for row in page.context["years"][2026] if row.href]
    return [client.get(href).status_code for href in hrefs]


def test_a_result_with_many_parts_costs_as_much_as_one_with_few(world: World, clock: Any, enter: Any) -> None:
    few, many = shared(world), shared(world, agreed_plan(world, "fajar", results=12))
    ItemRating.objects.create(evaluation=few, result=few.plan.results.get(), rating="SESUAI")
    for number, result in enumerate(many.plan.results.order_by("order")):
        ItemRating.objects.create(evaluation=many, result=result, rating="SESUAI")
        rows.talk(world, many.plan, term=world.term(1 + number % 4), held_on=TODAY, notes="Antrean.")

    costs = []
    for one in (few, many):
        client = enter(one.plan.placement.employee)
        client.get("/hasil/")  # what is remembered between requests
        costs.append((queries_of(client, f"/hasil/{one.pk}/"), queries_of(client, "/hasil/")))

    assert costs[0] == costs[1]
    assert costs[0] <= (20, 12)


# --- What waits to be shared ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held_on", "term", "waits"),
    [
        (date(2026, 11, 3), 4, True),
        (date(2026, 11, 3), 3, True),  # for the annual result a talk of any quarter counts
        (date(2026, 10, 31), 4, False),  # before the days of rating it was about something else
        (None, 4, False),
    ],
)
def test_what_was_talked_about_waits_to_be_shared(
    world: World, held_on: date | None, term: int, waits: bool
) -> None:
    plan = agreed_plan(world)
    Evaluation.objects.create(plan=plan, term=world.final, appraiser=world.budi, **RATED)
    rows.talk(world, plan, term=world.term(term), held_on=held_on, notes="Antrean." if held_on else "")

    year = year_on(world.period, TODAY)
    tasks: Any = home_page(world.budi, year, TODAY, in_full=True)["tasks"]

    found = [task.href for task in tasks if task.title == "Bagikan hasil yang sudah dibicarakan"]
    assert found == [f"/tim/penilaian/{world.final.pk}/bagikan/"] * waits
