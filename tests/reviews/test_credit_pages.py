"""Pages of credit points: the own one, a person's, the lists, the forms; who finds nothing there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.models import Event
from organizations.models import RoleGrant
from organizations.rules import Role
from reviews.models import CreditEntry, Document, Evaluation
from reviews.operations import correction as corrections
from reviews.operations import credit as operations
from tests.documents.test_issue import quick  # noqa: F401 (a fixture)
from tests.reviews.credits import final_result, functional
from tests.reviews.test_credit_operations import brought, converted
from tests.world import World, agreed_plan

pytestmark = [pytest.mark.usefixtures("clock"), pytest.mark.once]
MINE, TEAM, DESK = (reverse(f"reviews:credit-{name}") for name in ("mine", "team", "desk"))


def of(person: Any) -> str:
    return reverse("reviews:credit-person", args=[person.pk])


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_own_page_says_where_one_stands_and_how_it_was_counted(world: World, enter: Any) -> None:
    brought(world)
    converted(world)
    page = text(enter(world.fajar).get(MINE))
    assert "Terkumpul di jenjang Mahir" in page
    assert "<strong>46,75</strong>" in page
    assert "perlu 50, <strong>masih perlu 3,25</strong>" in page
    assert "6/12 × 100% × 12,5 = 6,25" in page
    assert "Belum dapat dipertimbangkan untuk kenaikan pangkat." in page
    assert "Batalkan<span" not in page


def test_other_posts_hear_it_calmly(world: World, enter: Any) -> None:
    assert "Angka kredit berlaku untuk jabatan fungsional." in text(enter(world.ani).get(MINE))


def test_a_post_without_level_is_told_so(world: World, enter: Any) -> None:
    functional(world, level="")
    assert "belum tercatat, jadi angka kreditnya belum bisa dihitung" in text(enter(world.fajar).get(MINE))


def test_the_owner_sees_what_waits_and_cannot_set_it(world: World, enter: Any) -> None:
    evaluation = final_result(world)
    page = text(enter(world.fajar).get(MINE))
    assert "Ditetapkan pejabat penilai atau admin unit." in page
    convert = reverse("reviews:credit-convert", args=[evaluation.pk])
    assert convert not in page
    assert enter(world.fajar).post(convert).status_code == 403


def test_the_superior_sets_points_in_one_press(world: World, enter: Any) -> None:
    evaluation = final_result(world)
    client = enter(world.budi)
    convert = reverse("reviews:credit-convert", args=[evaluation.pk])
    assert convert in text(client.get(of(world.fajar)))
    assert Event.objects.filter(action="credit.viewed", by=world.budi, target_id=world.fajar.pk).exists()

    page = text(client.post(convert, follow=True))
    assert "Angka kredit Fajar untuk 2026 sudah ditetapkan." in page
    assert CreditEntry.objects.get().set_by == world.budi


def test_the_whole_team_is_set_from_the_list(world: World, enter: Any) -> None:
    final_result(world)
    client = enter(world.budi)
    page = text(client.get(TEAM))
    assert "Belum ditetapkan (1)" in page
    assert "Fajar" in page
    done = client.post(reverse("reviews:credit-convert-all"), {"tahun": "2026"}, follow=True)
    assert "Angka kredit 1 orang ditetapkan." in text(done)
    assert "sudah punya angka kredit" in text(done)
    assert "6,25" in text(client.get(TEAM, {"lihat": "sudah", "tahun": "2026"}))


def test_a_year_that_is_none_is_not_found(world: World, enter: Any) -> None:
    client = enter(world.budi)
    for year in ("", "26", "2026x", "٢٠٢٦"):
        assert client.post(reverse("reviews:credit-convert-all"), {"tahun": year}).status_code == 404


def test_the_desk_finds_by_name_number_and_unit(world: World, enter: Any) -> None:
    final_result(world)
    client = enter(world.gita)
    for words, found in (("faj", True), ("pendaftaran", True), ("19910", True), ("zz", False)):
        assert (of(world.fajar) in text(client.get(DESK, {"q": words}))) is found


def test_the_lists_cost_the_same_for_one_and_for_many(world: World, enter: Any) -> None:
    client = enter(world.gita)
    client.get(DESK)
    counts = []
    for names in (("fajar",), ("indra", "hadi")):
        for name in names:
            final_result(world, name)
            world.placements[name].position.__class__.objects.filter(
                pk=world.placements[name].position_id
            ).update(kind="FUNGSIONAL")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(DESK).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_person_page_costs_the_same_for_one_entry_and_for_many(world: World, enter: Any) -> None:
    converted(world)
    client = enter(world.gita)
    client.get(of(world.fajar))
    with CaptureQueriesContext(connection) as one:
        client.get(of(world.fajar))
    for year in range(2015, 2026):
        brought(world, year=year, source="DASAR")
    with CaptureQueriesContext(connection) as many:
        client.get(of(world.fajar))
    assert len(one) == len(many)


def test_points_are_brought_in_and_taken_out_again(world: World, enter: Any) -> None:
    functional(world)
    client = enter(world.gita)
    address = reverse("reviews:credit-bring-in", args=[world.fajar.pk])
    assert client.get(address).status_code == 200
    refused = client.post(
        address, {"source": "LAMA", "level": "MAHIR", "year": "2027", "points": "31,25", "basis": "PAK"}
    )
    assert refused.status_code == 422
    assert "paling akhir tahun ini" in text(refused)
    assert 'value="31,25"' in text(refused)
    client.post(
        address, {"source": "LAMA", "level": "MAHIR", "year": "2025", "points": "31,25", "basis": "PAK 1"}
    )
    entry = CreditEntry.objects.get()

    cancel = reverse("reviews:credit-cancel", args=[entry.pk])
    assert "31,25" in text(client.get(cancel))
    assert client.post(cancel, {"reason": " "}).status_code == 422
    page = text(client.post(cancel, {"reason": "Tahunnya tertukar."}, follow=True))
    assert "Tahunnya tertukar." in page
    assert client.get(cancel).status_code == 403


def test_the_superior_is_asked_until_the_points_are_set(world: World, enter: Any) -> None:
    evaluation = final_result(world)
    client = enter(world.budi)
    home = text(client.get(reverse("reviews:home")))
    assert "Tetapkan angka kredit" in home
    assert "Fajar: hasilnya sudah final." in home
    assert TEAM in text(client.get(reverse("reviews:team")))
    assert "Tetapkan angka kredit" not in text(enter(world.citra).get(reverse("reviews:home")))

    converted(world, evaluation)
    assert "Tetapkan angka kredit" not in text(enter(world.budi).get(reverse("reviews:home")))


def test_the_results_page_leads_functional_posts_to_their_points(world: World, enter: Any) -> None:
    functional(world)
    results = reverse("reviews:result-mine")
    assert MINE in text(enter(world.fajar).get(results))
    assert MINE not in text(enter(world.ani).get(results))


@pytest.mark.usefixtures("quick")
def test_a_correction_revokes_the_papers_at_once(world: World, enter: Any, clock: Any) -> None:
    RoleGrant.objects.create(
        employee=world.hadi, role=Role.BKD_ADMIN, unit=world.units["kota"], started_on=date(2024, 1, 1)
    )
    entry = converted(world)
    client = enter(world.fajar)
    client.post(reverse("reviews:document-issue", args=["KONVERSI", entry.pk]))
    client.post(reverse("reviews:credit-paper", args=[world.fajar.pk]), {"year": "2026", "kind": "PAK"})
    ratings = {"results_rating": "DI_ATAS", "behaviour_rating": "DI_ATAS"}
    proposed = corrections.propose(
        evaluation=entry.evaluation, reason="BA 3.", by=world.gita, at=clock, **ratings
    )
    corrections.decide_correction(
        correction=proposed, version=1, is_approved=True, answer="", by=world.hadi, at=clock
    )

    assert not Document.objects.valid().exists()
    reasons = {row.revoke_reason for row in Document.objects.all()}
    assert reasons == {"Hasil evaluasi 2026 yang menjadi dasarnya diperbaiki."}
    assert CreditEntry.objects.valid().get() == entry  # until it is set anew


@pytest.mark.usefixtures("quick")
def test_a_paper_is_made_and_says_when_it_is_old(world: World, enter: Any, clock: Any) -> None:
    entry = converted(world)
    client = enter(world.fajar)
    paper = reverse("reviews:credit-paper", args=[world.fajar.pk])
    assert (
        client.post(paper, {"year": "2026", "kind": "PAK"}, follow=True)["Content-Type"] == "application/pdf"
    )
    client.post(reverse("reviews:document-issue", args=["KONVERSI", entry.pk]))
    assert {row.kind for row in Document.objects.all()} == {"PAK", "KONVERSI"}
    assert "Sebelum perubahan terakhir" not in text(client.get(MINE))

    Document.objects.update(issued_at=clock.replace(hour=9))
    brought(world, source="PENDIDIKAN", year=2026)
    page = text(client.get(MINE))
    assert page.count("Sebelum perubahan terakhir") == 1  # the paper of the single result still holds
    assert client.post(paper, {"year": "2026", "kind": "SKP"}).status_code == 404

    operations.cancel(entry=entry, reason="Keliru.", by=world.budi, at=clock)
    revoked = Document.objects.filter(revoked_at__isnull=False).order_by("kind")
    assert [row.kind for row in revoked] == ["KONVERSI", "PAK"]
    assert revoked[1].revoke_reason == "Angka kredit 2026 yang dimuat di dalamnya tidak dihitung lagi."
    assert Event.objects.filter(action="document.revoked").count() == 2


def test_a_corrected_result_is_marked(world: World, enter: Any) -> None:
    entry = converted(world)
    Evaluation.objects.filter(pk=entry.evaluation_id).update(predicate="SANGAT_BAIK")
    page = text(enter(world.budi).get(of(world.fajar)))
    assert "Hasil dikoreksi" in page
    assert reverse("reviews:credit-convert", args=[entry.evaluation_id]) in page


def test_a_quarter_is_offered_while_the_annual_result_is_missing(world: World, enter: Any) -> None:
    plan = agreed_plan(world, "fajar")
    quarter = final_result(world, plan=plan, term=world.term(3))
    convert = reverse("reviews:credit-convert", args=[quarter.pk])
    assert convert in text(enter(world.budi).get(of(world.fajar)))
    assert "Triwulan III" not in text(enter(world.fajar).get(MINE))
    final_result(world, plan=plan)
    assert convert not in text(enter(world.budi).get(of(world.fajar)))


def test_who_reads_the_points_of_a_person(world: World, enter: Any) -> None:
    converted(world)
    answers = {name: enter(person).get(of(world.fajar)).status_code for name, person in world.people.items()}
    readers = {"budi", "citra", "eko", "gita", "indra"}
    assert answers == {name: 200 if name in readers else 404 for name in world.people} | {"fajar": 302}
