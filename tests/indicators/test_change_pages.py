"""The pages of a change: what owner and superior see, and every version readable as it was agreed on."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from indicators import operations, queries
from indicators.models import Plan, PlanCopy, Result
from tests.indicators.plans import agreed, change_of, submit
from tests.world import NOW, agreed_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def href(name, *args):
    return reverse(f"indicators:{name}", args=args)


def text(answer):
    assert answer.status_code == 200, answer.status_code
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", plain)


def fresh(plan):
    return Plan.every.get(pk=plan.pk)


def changed(world):
    """Return Ani's plan in its second version."""
    plan = agreed(world)
    draft = change_of(plan)
    Result.objects.filter(plan=draft).update(text="Terbitnya akta dalam dua hari")
    waiting = submit(world, draft)
    operations.agree_plan(plan=waiting, version=waiting.version, by=world.budi, at=NOW + timedelta(days=2))
    return fresh(plan)


def test_the_owner_goes_from_the_plan_to_a_change_and_hands_it_in(world, enter):
    plan, client = agreed(world), enter(world.ani)
    assert href("change-start", plan.pk) in client.get(href("plan-detail", plan.pk)).content.decode()
    assert "penugasan baru" in text(client.get(href("change-start", plan.pk)))

    answer = client.post(href("change-start", plan.pk), {"version": plan.version, "reason": "Anggaran turun"})

    draft = Plan.every.get(revises=plan)
    assert answer.headers["Location"] == href("plan-compose", draft.pk)
    compose = text(client.get(href("plan-compose", draft.pk)))
    assert "Susun perubahan SKP 2026" in compose
    assert "Alasan perubahan: Anggaran turun" in compose
    assert client.get(href("change-start", plan.pk)).headers["Location"] == href("plan-compose", draft.pk)

    client.post(href("plan-submit", draft.pk), {"version": draft.version})
    assert fresh(draft).status == "DIAJUKAN"
    assert "Perubahan ditinjau Budi sejak 22 November 2026." in text(client.get(href("plan-mine")))


def test_a_reason_is_needed_and_what_was_typed_stays(world, enter):
    plan = agreed(world)

    answer = enter(world.ani).post(href("change-start", plan.pk), {"version": plan.version, "reason": " "})

    assert answer.status_code == 422
    assert "Tulis alasan perubahannya" in answer.content.decode()


def test_two_tabs_begin_one_change_and_the_second_reads_both_reasons(world, enter):
    plan, client = agreed(world), enter(world.ani)
    data = {"version": plan.version, "reason": "Anggaran turun"}
    client.post(href("change-start", plan.pk), data)

    answer = client.post(href("change-start", plan.pk), data | {"reason": "Penugasan baru"})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Anggaran turun" in page
    assert "Penugasan baru" in page
    assert Plan.every.filter(revises=plan).count() == 1


def test_the_superior_sees_that_a_change_is_being_written_and_not_what(world, enter):
    plan = agreed(world)
    draft = change_of(plan)
    Result.objects.filter(plan=draft).update(text="Rahasia sampai diajukan")
    client = enter(world.budi)

    assert "Perubahan sedang disusun sejak 22 November 2026." in text(
        client.get(href("plan-detail", plan.pk))
    )
    sealed = text(client.get(href("plan-detail", draft.pk)))
    assert "Perubahan SKP 2026" in sealed
    assert "Rahasia" not in sealed


def test_the_superior_agrees_and_lands_on_the_plan_in_force(world, enter):
    plan = agreed(world)
    waiting = submit(world, change_of(plan))
    client = enter(world.budi)
    assert "Alasan perubahan: Anggaran turun" in text(client.get(href("plan-detail", waiting.pk)))

    answer = client.post(href("plan-agree", waiting.pk), {"version": waiting.version})

    assert answer.headers["Location"] == href("plan-detail", plan.pk)
    page = text(client.get(answer.headers["Location"]))
    assert "Perubahan SKP Ani disepakati." in page
    assert "Versi 2 , berlaku, disepakati Budi pada 22 November 2026: Anggaran turun" in page
    assert "Perubahan sudah berlaku" in text(client.get(href("plan-detail", waiting.pk)))


def test_every_version_is_read_as_it_was_agreed_on(world, enter):
    plan = changed(world)
    first, second = PlanCopy.objects.order_by("revision")
    client = enter(world.ani)

    old = text(client.get(href("plan-version", plan.pk, 1)))
    new = text(client.get(href("plan-version", plan.pk, 2)))

    assert "Terbitnya akta kelahiran sesuai standar waktu" in old
    assert "Terbitnya akta dalam dua hari" not in old
    assert "Sudah digantikan Disepakati Budi pada 22 November 2026 pukul 10.42." in old
    assert first.sha256 in old
    assert "Terbitnya akta dalam dua hari" in new
    assert "Berlaku Disepakati Budi pada 24 November 2026 pukul 10.42." in new
    assert "Alasan perubahan Anggaran turun" in new
    assert second.sha256 in new
    assert "1.240 akta" in old
    compared = text(client.get(href("plan-compare", plan.pk) + "?lama=s1&baru=s2"))
    assert "1 hasil berubah" in compared
    assert client.get(href("plan-version", plan.pk, 3)).status_code == 404


def test_a_version_from_before_indicators_carried_more_perspectives_is_still_read(world, enter):
    plan = agreed_plan(world, "citra")
    payload = queries.plan_payload(queries.load(plan))
    measure = payload["results"][0]["indicators"][0]
    measure["perspective"] = measure.pop("perspectives")
    PlanCopy.objects.create(
        plan=plan, revision=1, payload=payload, sha256="0" * 64, agreed_at=NOW, agreed_by=world.budi
    )

    page = text(enter(world.citra).get(href("plan-version", plan.pk, 1)))

    assert "Penerima Layanan" in page
    assert "tidak cocok dengan sidik jarinya" in page


def test_a_version_is_read_by_those_who_read_the_plan(world, enter):
    plan = changed(world)

    seen = {
        name: enter(world.people[name]).get(href("plan-version", plan.pk, 1)).status_code
        for name in ("budi", "citra", "dewi", "eko", "gita", "indra")
    }

    assert seen == {"budi": 200, "citra": 200, "dewi": 404, "eko": 200, "gita": 200, "indra": 200}


def test_the_history_tells_the_whole_way(world, enter):
    plan = changed(world)

    page = text(enter(world.ani).get(href("plan-detail", plan.pk)))

    story = page[page.index("Riwayat") :]
    order = [
        "Perubahan disepakati oleh Budi",
        "Perubahan diajukan ke atasan oleh Ani",
        "Perubahan dimulai oleh Ani",
        "Anggaran turun",
        "Disepakati oleh Budi",
        "Draf dibuat oleh Ani",
    ]
    places = [story.index(words) for words in order]
    assert places == sorted(places)


def test_the_superior_asks_and_the_owner_begins_with_the_same_words(world, enter):
    plan = agreed(world)
    client = enter(world.budi)
    answer = client.post(
        href("change-ask", plan.pk), {"version": plan.version, "suggestion": "Anggaran turun 10%."}
    )
    assert answer.headers["Location"] == href("plan-detail", plan.pk)

    client = enter(world.ani)
    assert "Perubahan yang diminta atasan Anggaran turun 10%." in text(
        client.get(href("plan-detail", plan.pk))
    )
    assert "Atasan meminta perubahan: Anggaran turun 10%." in text(client.get(href("plan-mine")))
    assert "Anggaran turun 10%." in client.get(href("change-start", plan.pk)).content.decode()


def test_giving_up_asks_once_more(world, enter):
    plan = agreed(world)
    draft = change_of(plan)
    client = enter(world.ani)
    assert "Batalkan perubahan ini?" in text(client.get(href("change-cancel", draft.pk)))

    answer = client.post(href("change-cancel", draft.pk), {"version": draft.version})

    assert answer.headers["Location"] == href("plan-detail", plan.pk)
    assert fresh(draft).status == "DIBATALKAN"
    assert "Perubahan ini dibatalkan." in text(client.get(href("plan-detail", draft.pk)))


def test_no_document_is_made_from_a_change(world, enter):
    plan = agreed(world)
    waiting = submit(world, change_of(plan))
    done = operations.agree_plan(plan=waiting, version=waiting.version, by=world.budi, at=NOW)

    client = enter(world.ani)
    assert client.post(reverse("reviews:document-issue", args=["SKP", done.pk])).status_code == 404
    assert "Unduh SKP" not in client.get(href("plan-detail", done.pk)).content.decode()
    assert "Unduh SKP" in client.get(href("plan-detail", plan.pk)).content.decode()
