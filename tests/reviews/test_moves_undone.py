"""Taking back a file of moves: plans of the old posts go on, empty drafts of the new ones go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from appraisal.errors import Denied, Refused
from appraisal.models import Event
from indicators import operations as plans
from indicators.models import Assignment, Plan, PlanRequest
from organizations.models import Placement, Upload
from organizations.operations import apply_moves
from reviews.models import Evaluation, Note
from reviews.operations.move import undo_moves
from reviews.operations.note import write_notes
from reviews.rules.note import NoteDraft
from tests.organizations.move_files import SINCE, row
from tests.organizations.test_mass_moves import preview, snapshot
from tests.pages import form_of, text_of
from tests.scenes import RATED
from tests.world import NOW, World, agreed_plan


@pytest.fixture
def moved(world: World) -> Upload:
    """Ani and Fajar have moved to another unit by a file; the new placements are in the world."""
    rows = [
        row(world.ani, "Pengadministrasi Perkantoran", "U-lain"),
        row(world.fajar, "Arsiparis Mahir", "U-lain"),
    ]
    upload = apply_moves(upload=preview(world, rows), version=1, by=world.gita, at=NOW)
    for name in ("ani", "fajar"):
        world.placements[f"{name} new"] = Placement.objects.get(
            employee=world.people[name], ended_on__isnull=True
        )
    return upload


def undo(world: World, upload: Upload, **changes: Any) -> Upload:
    values = {"upload": upload, "version": upload.version, "by": world.gita, "at": NOW}
    return undo_moves(**(values | changes))


def draft(world: World) -> Plan:
    placement = world.placements["ani new"]
    return plans.draft_plan(placement=placement, period=world.period, by=world.ani, at=NOW)


def test_the_old_plan_goes_on_and_an_empty_draft_of_the_new_post_goes(world: World) -> None:
    old = agreed_plan(world)
    before = snapshot()
    rows = [row(world.ani, "Pengadministrasi Perkantoran", "U-lain")]
    upload = apply_moves(upload=preview(world, rows), version=1, by=world.gita, at=NOW)
    assert Plan.objects.with_people().get(pk=old.pk).last_day == SINCE - timedelta(days=1)
    world.placements["ani new"] = Placement.objects.get(employee=world.ani, ended_on__isnull=True)
    new = draft(world)
    PlanRequest.objects.create(
        period=world.period, placement=new.placement, superior=world.dewi, asked_at=NOW
    )

    undo(world, upload)

    assert list(Plan.every.all()) == [old]
    assert Plan.objects.with_people().get(pk=old.pk).last_day == date(2026, 12, 31)
    assert snapshot() == before
    assert Event.objects.filter(action="plan.removed", target_id=new.pk).exists()


def test_notes_of_the_new_post_go_back_to_the_old_one(world: World, moved: Upload) -> None:
    (note,) = write_notes(drafts=[NoteDraft("Hari pertama.", NOW.date())], by=world.ani, at=NOW)
    Note.objects.filter(pk=note.pk).update(placement=world.placements["ani new"])

    undo(world, moved)

    note.refresh_from_db()
    assert (note.placement, note.version) == (world.placements["ani"], 2)
    assert Event.objects.get(action="notes.returned").after == {"notes": 1}


def test_a_note_in_a_first_post_is_in_the_way(world: World, moved: Upload) -> None:
    write_notes(drafts=[NoteDraft("Hari pertama.", NOW.date())], by=world.ani, at=NOW)
    Note.objects.update(placement=world.placements["ani new"])
    for move in moved.outcome["moves"]:
        move["ended"] = None
    moved.save()

    with pytest.raises(Refused, match="Ani sudah menulis catatan di jabatan barunya"):
        undo(world, moved)


def test_whatever_was_built_on_a_move_is_named_and_nothing_changes(world: World, moved: Upload) -> None:
    plan = draft(world)
    plan.results.create(order=1, text="Terlayaninya warga", no_support_reason="Penugasan")
    agreed_plan(world, "fajar new", status="DIAJUKAN")
    old = agreed_plan(world, "fajar")
    Evaluation.objects.create(plan=old, term=world.final, appraiser=world.budi, **RATED)
    leader = agreed_plan(world, "dewi")
    Assignment.objects.create(
        result=leader.results.get(),
        placement=world.placements["ani new"],
        text="Loket",
        given_by=world.dewi,
        given_at=NOW,
    )
    before = snapshot()

    with pytest.raises(Refused) as refused:
        undo(world, moved)

    for part in (
        "SKP 2026 Ani di jabatan baru sudah berisi (draf).",
        "SKP 2026 Fajar di jabatan baru sudah berisi (menunggu tanggapan atasan).",
        "Ani sudah diberi hasil kerja di jabatan baru.",
        "Fajar sudah dinilai untuk jabatan lamanya.",
    ):
        assert part in str(refused.value), part
    assert snapshot() == before
    assert Plan.objects.filter(pk=plan.pk).exists()


@pytest.mark.parametrize("part", ["behaviour", "annex"])
def test_a_draft_with_any_word_in_it_stays(world: World, moved: Upload, part: str) -> None:
    plan = draft(world)
    if part == "behaviour":
        plan.behaviours.update(text="Ramah di loket")
    else:
        plan.annexes.create(kind="SUMBER_DAYA", order=1, text="Printer")

    with pytest.raises(Refused, match="SKP 2026 Ani di jabatan baru sudah berisi"):
        undo(world, moved)


def test_a_quarter_that_was_judged_is_not_in_the_way(world: World, moved: Upload) -> None:
    old = agreed_plan(world, "fajar")
    Evaluation.objects.create(plan=old, term=world.term(3), appraiser=world.budi, **RATED)

    assert undo(world, moved).undone_at == NOW


def test_a_second_press_and_a_stranger_change_nothing(world: World, moved: Upload) -> None:
    with pytest.raises(Denied):
        undo(world, moved, by=world.eko)
    undo(world, moved)
    events = Event.objects.count()

    undo(world, moved)

    assert Event.objects.count() == events


# --- The page -----------------------------------------------------------------------------------------


def test_the_page_says_what_happens_and_undoes(world: World, moved: Upload, clock: Any, enter: Any) -> None:
    draft(world)
    client, href = enter(world.gita), reverse("reviews:moves-undo", args=[moved.pk])
    page = client.get(href)
    assert "1 draf SKP kosong di jabatan baru ikut dihapus" in text_of(page)

    answer = client.post(href, form_of(page).fields, follow=True)

    assert "Mutasi dibatalkan." in text_of(answer)
    assert "kembali seperti sebelumnya" in text_of(answer)
    assert client.get(href).status_code == 302


def test_the_page_names_what_is_in_the_way(world: World, moved: Upload, clock: Any, enter: Any) -> None:
    agreed_plan(world, "ani new")
    client, href = enter(world.gita), reverse("reviews:moves-undo", args=[moved.pk])

    page = client.get(href)

    assert "SKP 2026 Ani di jabatan baru sudah berisi (disepakati)." in text_of(page)
    assert "Batalkan 2 mutasi" not in text_of(page)
    assert client.post(href, {"version": str(moved.version)}).status_code == 422


def test_after_seven_days_the_page_leads_back(world: World, moved: Upload, clock: Any, enter: Any) -> None:
    Upload.objects.filter(pk=moved.pk).update(applied_at=NOW - timedelta(days=8))

    assert enter(world.gita).get(reverse("reviews:moves-undo", args=[moved.pk])).status_code == 302
