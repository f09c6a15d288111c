"""Pages around objections: nothing typed is lost, who decides sees what it rests on, lists stay cheap."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from indicators import operations as plans
from indicators.models import Plan
from reviews.models import Attachment, Correction, Evaluation, EvidenceFile, Objection, SelfAssessment
from tests.evidence import pdf
from tests.pages import form_of, forms_of, queries_of, text_of
from tests.reviews.test_objections import DAY, file, fresh, lines, name, shared
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

RATING = {
    "results_rating": "SESUAI",
    "behaviour_rating": "SESUAI",
    "behaviour_reason": "Menggantikan rekan di loket.",
}


@pytest.mark.once
def test_a_rating_that_comes_after_the_closing_is_shown_again_with_its_text(
    world: World, enter: Any, clock: Any
) -> None:
    plan = agreed_plan(world)
    href = f"/tim/{plan.pk}/penilaian/{world.final.pk}/"
    client = enter(world.budi)
    fields = form_of(client.get(href)).fields
    plans.close_period(period=world.period, version=world.period.version, by=world.gita, at=NOW)
    typed = "Alasan yang diketik dengan sabar."

    page = client.post(href, fields | RATING | {"results_reason": typed})

    assert page.status_code == 403
    assert "Tahun 2026 sudah ditutup." in text_of(page)
    assert typed in text_of(page)
    assert not Evaluation.objects.exists()


@pytest.mark.once
def test_sharing_that_comes_after_the_closing_is_refused(world: World, enter: Any, clock: Any) -> None:
    row = Evaluation.objects.create(plan=agreed_plan(world), term=world.final, appraiser=world.budi, **RATED)
    plans.close_period(period=world.period, version=world.period.version, by=world.gita, at=NOW)

    page = enter(world.budi).post(
        f"/penilaian/{row.pk}/bagikan/", {"version": "1", "talked_on": "20-11-2026"}
    )

    assert (page.status_code, fresh(row).status) == (403, "DRAF")
    assert "Tahun 2026 sudah ditutup." in text_of(page)


@pytest.mark.once
def test_a_late_objection_is_refused_on_its_page_with_the_date_and_the_text(
    world: World, enter: Any, clock: Any
) -> None:
    row = shared(world, TODAY - 15 * DAY)
    typed = "Laporan triwulan III belum dilihat, padahal sudah diserahkan pada bulan Oktober."

    page = enter(world.ani).post(f"/hasil/{row.pk}/keberatan/", {"version": "1", "text": typed})

    assert page.status_code == 403
    assert "Masa keberatan 14 hari berakhir pada 21 November 2026." in text_of(page)
    assert typed in text_of(page)


@pytest.mark.once
def test_a_file_that_was_sent_stays_when_the_reasons_are_missing(
    world: World, enter: Any, clock: Any, settings: Any, tmp_path: Any
) -> None:
    row = shared(world)
    client, href = enter(world.ani), f"/hasil/{row.pk}/keberatan/"

    page = client.post(
        href, {"version": "1", "text": "", "evidence_file": SimpleUploadedFile("bukti.pdf", pdf())}
    )
    assert page.status_code == 422
    kept = EvidenceFile.objects.get()
    fields = form_of(page).fields | {"text": "Lihat berkasnya.", "evidence_files": str(kept.pk)}
    fields.pop("evidence_file", None)
    assert client.post(href, fields).status_code == 302
    assert Attachment.objects.get().file == kept
    assert kept.name in text_of(client.get(f"/hasil/{row.pk}/"))


@pytest.mark.once
def test_who_decides_reads_everything_the_decision_rests_on(world: World, enter: Any, clock: Any) -> None:
    """Whom BKD named stands outside the line: result, self-assessment, evidence, words of the year."""
    row = shared(world)
    SelfAssessment.objects.create(plan=row.plan, term=row.term, strengths="Antrean turun.", sent_at=NOW)
    objection = file(world, row)
    lines(world, upper=None)
    assert enter(world.dewi).get(f"/hasil/{row.pk}/").status_code == 404
    name(world, objection, world.dewi)

    page = enter(world.dewi).get(f"/hasil/{row.pk}/")

    text = text_of(page)
    assert "Antrean turun." in text
    assert "Menunggu keputusan Dewi, sampai 13 Desember 2026, 21 hari lagi." in text
    assert "Ditunjuk BKD: Dewi. Jabatan kosong." in text
    assert any(form.action.endswith("/putusan/") for form in forms_of(page))
    assert enter(world.dewi).get(f"/tim/{row.plan_id}/umpan-balik/").status_code == 200


@pytest.mark.once
def test_the_lists_of_the_desk_cost_the_same_for_many_as_for_few(
    world: World, enter: Any, clock: Any
) -> None:
    client = enter(world.gita)

    def costs() -> list[int]:
        return [queries_of(client, href) for href in ("/bkd/keberatan/", "/bkd/perbaikan/")]

    def contested(name: str) -> None:
        plan = agreed_plan(world, name)
        Plan.objects.filter(pk=plan.pk).update(ended_on=date(2026, 10, 31))  # the title asks for a later post
        row = shared(world, plan=plan)
        Evaluation.objects.filter(pk=row.pk).update(status="KEBERATAN")
        Objection.objects.create(evaluation=row, text="Bukti.", filed_at=NOW, decide_until=TODAY)
        Correction.objects.create(
            evaluation=row,
            results_rating="DI_ATAS",
            behaviour_rating="SESUAI",
            reason="BA 3/2026",
            asked_by=world.eko,
            asked_at=NOW,
        )

    contested("ani")
    costs()  # the first page writes the session
    few = costs()
    for other in ("fajar", "dewi", "eko", "indra"):
        contested(other)

    assert costs() == few
    assert max(few) <= 12
    text = text_of(client.get("/bkd/keberatan/"))
    assert "Tahun 2026: 0 hasil belum final karena masih bisa diberi keberatan, 5 hasil menunggu" in text
