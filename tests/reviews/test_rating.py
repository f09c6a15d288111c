"""Rating with the evidence beside it: choices per part, the next person, and who takes a team over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators.models import CoreValue, Indicator, Plan
from organizations.models import Supervision
from reviews.models import Evaluation, Feedback, ItemRating, Realisation, Remark, SelfAssessment, Talk
from reviews.operations import evaluation as operations
from tests.pages import form_of, forms_of, queries_of, text_of
from tests.reviews.crowd import crowd
from tests.world import NOW, TODAY, World, agreed_plan

Enter = Callable[[Any], Client]
WORDS = {
    "results_rating": "SESUAI",
    "results_reason": "Dua belas laporan terbit.",
    "behaviour_rating": "SESUAI",
    "behaviour_reason": "Menggantikan rekan di loket.",
    "recommendation": "",
}
SECRET = "Alasan rahasia penilai lama."


def rated(world: World, plan: Plan, **changes: Any) -> Evaluation:
    values = {"plan": plan, "term": world.final, "version": None, "by": world.budi, "at": NOW}
    return operations.rate(**(values | WORDS | changes))


def address(world: World, plan: Plan, name: str = "evaluation-rate") -> str:
    return reverse(f"reviews:{name}", args=[plan.pk, world.final.pk])


def taken_over(world: World) -> Plan:
    """Return Ani's plan, which Budi has drafted a rating on before Dewi became her superior."""
    plan = agreed_plan(world)
    rated(world, plan, results_rating="DI_BAWAH", results_reason=SECRET)
    lead_by(world, "dewi")
    return Plan.objects.get(pk=plan.pk)


def lead_by(world: World, name: str) -> None:
    Supervision.objects.filter(placement=world.placements["ani"]).update(superior=world.people[name])


# --- Choices per result and behaviour -----------------------------------------------------------------


def test_choices_per_part_are_kept_and_set_neither_rating(world: World) -> None:
    plan = agreed_plan(world, results=2)
    first, _ = plan.results.order_by("pk")
    value = CoreValue.objects.get(number=1)

    row = rated(world, plan, seen_results={first.pk: "DI_ATAS"}, seen_values={value.pk: "DI_ATAS"})

    assert (row.results_rating, row.behaviour_rating, row.predicate) == ("SESUAI", "SESUAI", "BAIK")
    kept = ItemRating.objects.order_by("pk").values_list("result", "value", "rating")
    assert list(kept) == [(first.pk, None, "DI_ATAS"), (None, value.pk, "DI_ATAS")]
    assert Event.objects.get(action="evaluation.rated").after["items"] == 2

    rated(world, plan, version=1, seen_results={first.pk: "SESUAI"})
    assert list(ItemRating.objects.values_list("result", "rating")) == [(first.pk, "SESUAI")]


@pytest.mark.parametrize(
    "seen", [{"seen_results": {0: "SESUAI"}}, {"seen_values": {0: "SESUAI"}}, {"seen_results": {1: "BAGUS"}}]
)
def test_a_part_of_another_plan_is_refused(world: World, seen: Any) -> None:
    with pytest.raises(Refused):
        rated(world, agreed_plan(world), **seen)
    assert not Evaluation.objects.exists()


def test_the_page_keeps_choices_idea_and_words(world: World, enter: Enter, clock: Any) -> None:
    plan = agreed_plan(world, results=2)
    first, second = plan.results.order_by("order")
    budi, href = enter(world.budi), address(world, plan)
    fields = form_of(budi.get(href)).fields
    assert not {"results_rating", "behaviour_rating", f"result_{first.pk}"} & set(fields)

    sent = fields | WORDS | {"innovation": "Antrean lewat pesan.", f"result_{first.pk}": "DI_ATAS"}
    assert budi.post(href, sent)["Location"] == address(world, plan, "evaluation-check")

    again = form_of(budi.get(href)).fields
    assert (again[f"result_{first.pk}"], again["innovation"]) == ("DI_ATAS", "Antrean lewat pesan.")
    assert f"result_{second.pk}" not in again
    assert budi.post(href, again | {"unseen": "on"}).status_code == 302
    assert not ItemRating.objects.exists()


@pytest.mark.once
def test_words_of_the_year_and_the_self_assessment_lie_beside(world: World, enter: Enter, clock: Any) -> None:
    plan = agreed_plan(world)
    result, value = plan.results.get(), CoreValue.objects.get(number=2)
    said = {"given_by": world.budi, "given_at": NOW}
    Feedback.objects.create(plan=plan, term=world.term(2), result=result, text="Antrean rapi.", **said)
    own = {"placement": plan.placement, "kind": "APRESIASI", "giver": "REKAN", "given_at": NOW}
    Remark.objects.create(**own, value=value, text="Selalu jujur.", given_by=world.gita)
    Remark.objects.create(**own, text="Ramah di mana saja.", given_by=world.gita)
    diri = SelfAssessment.objects.create(plan=plan, term=world.final, strengths="Loket lancar.")
    budi = enter(world.budi)

    page = text_of(budi.get(address(world, plan)))
    for words in ("Antrean rapi.", "Selalu jujur.", "Ramah di mana saja.", "Belum dikirim sampai"):
        assert words in page
    assert "Loket lancar." not in page  # a draft of the self-assessment is its author's

    SelfAssessment.objects.filter(pk=diri.pk).update(sent_at=NOW)
    assert "Loket lancar." in text_of(budi.get(address(world, plan)))
    assert "Loket lancar." not in text_of(
        budi.get(reverse("reviews:evaluation-rate", args=[plan.pk, world.term(4).pk]))
    )


def test_a_term_of_another_year_is_not_found(world: World, enter: Enter, clock: Any) -> None:
    plan = agreed_plan(world)
    assert enter(world.budi).get(reverse("reviews:evaluation-rate", args=[plan.pk, 0])).status_code == 404


# --- The next person ----------------------------------------------------------------------------------


def test_the_second_button_leads_round_the_team(world: World, enter: Enter, clock: Any) -> None:
    ani, fajar = agreed_plan(world), agreed_plan(world, "fajar")
    budi = enter(world.budi)
    page = budi.get(address(world, fajar))
    assert "0 dari 2 orang sudah Anda nilai." in text_of(page)

    following = budi.post(address(world, fajar), form_of(page).fields | WORDS | {"berikutnya": "1"})
    assert following["Location"] == address(world, ani)  # after the last name comes the first
    page = budi.get(address(world, ani))
    assert "1 dari 2 orang sudah Anda nilai." in text_of(page)
    assert "Penilaian Fajar tersimpan sebagai draf." in text_of(page)
    assert "Simpan dan nilai orang berikutnya" not in text_of(page)
    done = budi.post(address(world, ani), form_of(page).fields | WORDS | {"berikutnya": "1"})
    assert done["Location"] == address(world, ani, "evaluation-check")


def rows_of(page: Any) -> dict[str, tuple[str, str, str]]:
    queue = page.context["queue"]
    return {row.placement.employee.name: (row.state[0], row.label, row.href) for row in queue.people}


@pytest.mark.once
def test_the_queue_lists_the_team_by_name_with_state_and_step(world: World, enter: Enter, clock: Any) -> None:
    href = reverse("reviews:rating-queue", args=[world.final.pk])
    ani = agreed_plan(world)
    budi = enter(world.budi)
    page = budi.get(href)
    assert rows_of(page) == {
        "Ani": ("Belum dinilai", "Nilai", address(world, ani)),
        "Fajar": ("Belum ada SKP", "", ""),
    }
    assert "0 dari 1 orang sudah Anda nilai. Masa penilaian 1 November 2026" in text_of(page)

    fajar = agreed_plan(world, "fajar", status="DIAJUKAN")
    SelfAssessment.objects.create(plan=ani, term=world.final, strengths="Rapi.", sent_at=NOW)
    Talk.objects.create(
        plan=ani,
        term=world.term(3),
        planned_at=NOW,
        held_on=TODAY,
        superior=world.budi,
        planned_by=world.budi,
    )
    row = rated(world, ani)
    page = budi.get(href)
    assert rows_of(page)["Ani"] == ("Draf penilaian", "Lanjutkan", address(world, ani))
    assert rows_of(page)["Fajar"] == ("Menunggu Anda", "", "")
    assert "Sudah dikirim 22 November 2026 Lanjutkan" in text_of(page)
    early = rows_of(budi.get(reverse("reviews:rating-queue", args=[world.term(4).pk])))
    assert early["Ani"] == ("Belum dinilai", "Mulai 31 Desember 2026", "")
    assert "Fajar" not in rows_of(budi.get(reverse("reviews:rating-queue", args=[world.term(1).pk])))

    Plan.objects.filter(pk=fajar.pk).update(status="DISEPAKATI", agreed_at=NOW, agreed_by=world.budi)
    operations.share(evaluation=row, version=1, talked_on=TODAY, by=world.budi, at=NOW)
    page = budi.get(href)
    detail = reverse("reviews:evaluation-detail", args=[row.pk])
    assert rows_of(page)["Ani"] == ("Dibagikan, belum dibaca", "Lihat hasil", detail)
    assert "1 dari 2 orang sudah Anda nilai." in text_of(page)
    assert "Baik" not in text_of(page)  # no predicate in a list


@pytest.mark.once
def test_the_queue_of_sixty_costs_what_that_of_two_does(world: World, enter: Enter, clock: Any) -> None:
    href = reverse("reviews:rating-queue", args=[world.final.pk])
    budi = enter(world.budi)
    crowd(world, 2)
    budi.get(href)
    few = queries_of(budi, href)
    crowd(world, 60)
    page = budi.get(href)
    assert len(page.context["queue"].people) >= 60
    assert queries_of(budi, href) == few <= 8


# --- Somebody takes the team over ---------------------------------------------------------------------


def test_who_takes_over_never_sees_the_earlier_draft(world: World, enter: Enter, clock: Any) -> None:
    plan = taken_over(world)
    row = Evaluation.objects.get()
    dewi = enter(world.dewi)

    page = dewi.get(address(world, plan))
    assert SECRET not in text_of(page)
    assert form_of(page).fields["version"] == ""
    assert dewi.get(address(world, plan, "evaluation-check")).status_code == 404
    assert dewi.get(reverse("reviews:evaluation-detail", args=[row.pk])).status_code == 404
    assert "Draf penilaian" not in text_of(dewi.get(reverse("reviews:team")))
    assert "Draf penilaian" not in text_of(dewi.get(reverse("reviews:team-plan", args=[plan.pk])))
    row.plan = plan
    with pytest.raises(Denied, match="Draf ini milik pejabat penilai sebelumnya"):
        operations.share(evaluation=row, version=1, talked_on=TODAY, by=world.dewi, at=NOW)

    assert dewi.post(address(world, plan), form_of(page).fields | WORDS).status_code == 302
    row = Evaluation.objects.get()
    assert (row.appraiser, row.results_rating, row.predicate) == (world.dewi, "SESUAI", "BAIK")
    event = Event.objects.filter(action="evaluation.rated").order_by("-pk")[0]
    assert (event.before, event.note) == (
        None,
        "Menggantikan draf pejabat penilai sebelumnya, tanpa membacanya.",
    )
    assert SECRET not in str(event.after)


def test_choices_of_the_earlier_superior_go_with_his_draft(world: World, enter: Enter, clock: Any) -> None:
    plan = agreed_plan(world)
    result = plan.results.get()
    rated(world, plan, seen_results={result.pk: "DI_BAWAH"})
    lead_by(world, "dewi")

    fields = form_of(enter(world.dewi).get(address(world, plan))).fields
    assert f"result_{result.pk}" not in fields
    rated(world, Plan.objects.get(pk=plan.pk), by=world.dewi)
    assert not ItemRating.objects.exists()


def test_the_earlier_superior_reads_and_writes_no_more(world: World, enter: Enter, clock: Any) -> None:
    plan = taken_over(world)

    assert enter(world.budi).get(address(world, plan)).status_code == 404
    with pytest.raises(Denied):
        rated(world, plan, version=1)


def test_a_superior_who_comes_back_finds_his_draft_unless_it_was_replaced(
    world: World, enter: Enter, clock: Any
) -> None:
    plan = taken_over(world)
    lead_by(world, "budi")
    assert SECRET in text_of(enter(world.budi).get(address(world, plan)))

    lead_by(world, "dewi")
    rated(world, Plan.objects.get(pk=plan.pk), by=world.dewi, results_reason="Alasan Dewi.")
    lead_by(world, "budi")
    page = enter(world.budi).get(address(world, plan))
    assert "Alasan Dewi." not in text_of(page)
    rated(world, Plan.objects.get(pk=plan.pk), results_reason="Alasan baru Budi.")
    assert Evaluation.objects.get().results_reason == "Alasan baru Budi."


def test_what_another_offered_to_calibration_is_neither_shown_nor_replaced(
    world: World, enter: Enter, clock: Any
) -> None:
    plan = taken_over(world)
    Evaluation.objects.update(status="KALIBRASI", offered_at=NOW)

    page = enter(world.dewi).get(address(world, plan))
    assert SECRET not in text_of(page)
    assert forms_of(page) == []
    with pytest.raises(Conflict) as conflict:
        rated(world, plan, by=world.dewi)
    assert conflict.value.theirs == {}


# --- Before sharing -----------------------------------------------------------------------------------


def test_the_check_page_finds_a_reason_that_was_pasted(world: World, enter: Enter, clock: Any) -> None:
    ani, fajar = agreed_plan(world), agreed_plan(world, "fajar")
    rated(world, ani)
    rated(world, fajar, results_reason=f"  {WORDS['results_reason'].upper()}")
    page = enter(world.budi).get(address(world, ani, "evaluation-check"))
    assert "Alasan ini sama dengan alasan untuk orang lain di tim." in text_of(page)


def test_the_check_page_of_a_shared_rating_leads_to_the_result(
    world: World, enter: Enter, clock: Any
) -> None:
    plan = agreed_plan(world)
    row = rated(world, plan)
    operations.share(evaluation=row, version=1, talked_on=TODAY, by=world.budi, at=NOW)
    page = enter(world.budi).get(address(world, plan, "evaluation-check"))
    assert page["Location"] == reverse("reviews:evaluation-detail", args=[row.pk])


# --- The numeric view of PP 30/2019 -------------------------------------------------------------------


def with_numbers(world: World) -> None:
    """Let the agency show numbers this year."""
    world.period.figures.filter(key="nilai_angka").update(value=1)


@pytest.mark.once
def test_numbers_stand_beside_the_predicate_only_where_the_policy_wants_them(
    world: World, enter: Enter, clock: Any
) -> None:
    plan = agreed_plan(world)
    Realisation.objects.create(
        indicator=Indicator.objects.get(result__plan=plan),
        term=world.term(4),
        amount=118,
        note="Selesai.",
        noted_on=TODAY,
        reported_at=NOW,
    )
    value = CoreValue.objects.get(number=1)
    row = rated(world, plan, seen_values={value.pk: "DI_ATAS"})
    budi, href = enter(world.budi), address(world, plan, "evaluation-check")
    assert "Tampilan angka" not in text_of(budi.get(href))

    with_numbers(world)
    page = text_of(budi.get(href))
    assert "Nilai SKP 118,00 Rata-rata capaian 1 indikator" in page
    assert (
        "Nilai perilaku 120,00 Rata-rata pilihan pada 1 perilaku: di atas 120, sesuai 100, di bawah 60."
        in page
    )
    assert "Nilai akhir 118,60 70% nilai SKP ditambah 30% nilai perilaku." in page
    assert "Baik, karena Sangat Baik juga meminta ide baru yang bermanfaat." in page
    assert "Predikat yang mengikuti Baik" in page

    operations.share(evaluation=row, version=1, talked_on=TODAY, by=world.budi, at=NOW)
    result = reverse("reviews:evaluation-detail", args=[row.pk])
    assert "Nilai akhir 118,60" in text_of(enter(world.ani).get(result))
    assert "118,60" not in text_of(enter(world.ani).get(reverse("reviews:result-mine")))
    assert "118,60" not in str([event.after for event in Event.objects.all()])


@pytest.mark.once
def test_what_is_missing_for_a_number_is_said(world: World, enter: Enter, clock: Any) -> None:
    plan = agreed_plan(world)
    rated(world, plan)
    with_numbers(world)
    page = text_of(enter(world.budi).get(address(world, plan, "evaluation-check")))
    assert "Nilai akhir belum bisa dihitung:" in page
    assert "Belum ada indikator bertarget angka yang sudah ada realisasinya." in page
    assert "Belum ada pilihan per perilaku dari pejabat penilai." in page
