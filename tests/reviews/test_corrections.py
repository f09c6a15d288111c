"""The administrative correction of a final result: two persons, a reason, new documents, told in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event, Mail
from organizations.models import Employee, RoleGrant
from organizations.rules import Role
from reviews import documents
from reviews.models import Correction, CreditEntry, Document, Evaluation
from reviews.operations import correction as corrections
from reviews.queries.home import all_tasks, year_on
from reviews.rules.document import DocumentKind
from tests.documents.test_issue import frozen_plan, quick
from tests.pages import text_of
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

__all__ = ["quick"]  # a fixture
ABOVE = {"results_rating": "DI_ATAS", "behaviour_rating": "DI_ATAS"}
REASON = "Salah pilih saat menilai; BA 3/2026."


@pytest.fixture
def world(world: World) -> World:
    """The office with a second BKD admin: Fajar."""
    RoleGrant.objects.create(
        employee=world.fajar, role=Role.BKD_ADMIN, unit=world.units["kota"], started_on=TODAY
    )
    return world


def final(world: World, **changes: Any) -> Evaluation:
    plan = changes.pop("plan", None) or agreed_plan(world)
    values = {"plan": plan, "term": world.final, "appraiser": world.budi, "upper": world.citra}
    values |= {"status": "FINAL", "shared_at": NOW, "talked_on": TODAY, "final_at": NOW, **RATED}
    return Evaluation.objects.create(**values | changes)


def propose(world: World, row: Evaluation, **changes: Any) -> Correction:
    values = {"evaluation": row, "reason": REASON, "by": person(world, "gita"), "at": NOW, **ABOVE}
    return corrections.propose(**values | changes)


def approve(world: World, correction: Correction, **changes: Any) -> Correction:
    fresh = Correction.objects.get(pk=correction.pk)
    values = {"correction": fresh, "version": fresh.version, "is_approved": True, "answer": "", "at": NOW}
    return corrections.decide_correction(**values | {"by": person(world, "fajar")} | changes)


def person(world: World, name: str) -> Employee:
    return Employee.objects.get(pk=world.people[name].pk)


def test_two_persons_correct_a_final_result_and_the_old_one_is_kept(world: World) -> None:
    row = final(world)
    correction = propose(world, row)
    assert Evaluation.objects.get().predicate == "BAIK", "nothing changes before the second person"

    approve(world, correction, answer="Sesuai berita acara.")

    row.refresh_from_db()
    correction.refresh_from_db()
    assert (row.status, row.predicate) == ("FINAL", "SANGAT_BAIK")
    assert correction.before == {"results": "SESUAI", "behaviour": "SESUAI", "predicate": "BAIK"}
    event = Event.objects.get(action="correction.approved")
    assert (event.by, event.before["predicate"], event.after["predicate"]) == (
        world.fajar,
        "BAIK",
        "SANGAT_BAIK",
    )


def test_a_declined_proposal_changes_nothing_and_needs_a_note(world: World) -> None:
    row = final(world)
    correction = propose(world, row)

    with pytest.raises(Refused) as refused:
        approve(world, correction, is_approved=False, answer=" ")
    assert refused.value.field == "answer"
    approve(world, correction, is_approved=False, answer="Buktinya kurang.")
    row.refresh_from_db()
    assert (row.predicate, row.version) == ("BAIK", 1)
    assert propose(world, row).pk, "it can be proposed again, with a better basis"


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "eko", "hadi", "indra"])
def test_only_bkd_proposes(world: World, name: str) -> None:
    with pytest.raises(Denied, match="diurus admin BKD"):
        propose(world, final(world), by=person(world, name))


def test_the_one_who_proposed_does_not_approve(world: World) -> None:
    correction = propose(world, final(world))

    with pytest.raises(Denied, match="disetujui orang kedua"):
        approve(world, correction, by=person(world, "gita"))


@pytest.mark.parametrize("changes", [{"appraiser": "fajar"}, {"plan": "fajar"}])
def test_neither_the_rater_nor_the_employee_approves(world: World, changes: dict[str, str]) -> None:
    values = {"plan": agreed_plan(world, "fajar")} if "plan" in changes else {"appraiser": world.fajar}
    correction = propose(world, final(world, **values))

    with pytest.raises(Denied, match="menyangkut Anda"):
        approve(world, correction)
    if "plan" in changes:
        with pytest.raises(Denied, match="menyangkut Anda"):
            propose(world, correction.evaluation, by=person(world, "fajar"))


def test_only_a_final_result_is_corrected(world: World) -> None:
    with pytest.raises(Denied, match="hanya hasil final"):
        propose(world, final(world, status="DITERIMA", final_at=None))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"results_rating": "BAGUS"}, "results_rating"),
        ({"results_rating": "SESUAI", "behaviour_rating": "SESUAI"}, None),
    ],
)
def test_a_proposal_names_what_it_lacks(world: World, changes: Any, field: str | None) -> None:
    with pytest.raises(Refused) as refused:
        propose(world, final(world), **changes)
    assert refused.value.field == field
    assert not Correction.objects.exists()


def test_a_second_proposal_and_a_second_decision_are_conflicts(world: World) -> None:
    row = final(world)
    correction = propose(world, row)
    with pytest.raises(Conflict, match="sudah diusulkan"):
        propose(world, row, by=person(world, "fajar"))
    stale = Correction.objects.get(pk=correction.pk)
    approve(world, correction)
    late = {"version": stale.version, "is_approved": True, "answer": "", "by": world.fajar, "at": NOW}
    with pytest.raises(Conflict):
        corrections.decide_correction(correction=stale, **late)
    assert Event.objects.filter(action="correction.approved").count() == 1


def test_the_employee_and_the_superior_are_told_without_a_rating(world: World) -> None:
    for someone in world.people.values():
        Employee.objects.filter(pk=someone.pk).update(email=f"{someone.pk}@arunika.example")
    approve(world, propose(world, final(world)))

    letters = list(Mail.objects.order_by("pk"))
    assert {letter.recipient for letter in letters} == {
        f"{world.people[name].pk}@arunika.example" for name in ("ani", "budi")
    }
    said = " ".join(f"{letter.subject} {letter.body}" for letter in letters).casefold()
    assert not [word for word in ("ekspektasi", "sangat baik", "predikat", "salah pilih") if word in said]


def test_home_asks_the_other_admin(world: World) -> None:
    propose(world, final(world))

    def asked(name: str) -> bool:
        someone = person(world, name)
        tasks = all_tasks([someone], year_on(world.period, TODAY), TODAY)[someone.pk]
        return "Periksa usulan koreksi hasil" in [task.title for task in tasks]

    assert [name for name in ("ani", "gita", "fajar", "indra") if asked(name)] == ["fajar"]


# --- Pages ----------------------------------------------------------------------------------------


def press(world: World, correction: Correction) -> Any:
    """Let Fajar approve on the page and return the page that follows."""
    client = Client()
    client.force_login(world.fajar, backend="organizations.backends.NipBackend")
    data = {"decision": "ya", "answer": "", "version": str(correction.version)}
    return client.post(f"/bkd/perbaikan/{correction.pk}/", data, follow=True)


def test_the_documents_of_a_corrected_result_are_replaced(world: World, clock: Any, quick: list[Any]) -> None:
    row = final(world, plan=frozen_plan(world))
    old = documents.issue(kind=DocumentKind.EVALUATION_RECORD, evaluation=row, by=world.ani, at=NOW)

    page = press(world, propose(world, row))

    new = Document.objects.get(replaced_by__isnull=True, evaluation=row)
    old.refresh_from_db()
    assert old.replaced_by == new
    assert f"Dokumen yang kini berlaku: {new.number}." in text_of(page)
    assert new.payload["predicate"] == "SANGAT_BAIK"
    assert "Koreksi administratif 22 November 2026" in new.payload["recommendation"]


def test_a_correction_stands_when_its_documents_cannot_be_printed(
    world: World, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "reissue", lambda **values: 1 / 0)

    page = press(world, propose(world, final(world)))

    assert "Hasil diperbaiki. Dokumennya belum tercetak ulang" in text_of(page)
    assert Evaluation.objects.get().predicate == "SANGAT_BAIK"


@pytest.mark.once
def test_the_result_says_that_it_was_corrected_by_whom_and_why(world: World, enter: Any, clock: Any) -> None:
    row = final(world)
    approve(world, propose(world, row))

    text = text_of(enter(world.ani).get(f"/hasil/{row.pk}/"))

    assert "Hasil ini diperbaiki secara administratif pada 22 November 2026." in text
    assert "Predikat semula baik, menjadi sangat baik." in text
    assert REASON in text
    assert "Diusulkan Gita, disetujui Fajar." in text
    assert "Usulkan koreksi administratif" not in text
    assert "Usulkan koreksi administratif" in text_of(enter(world.gita).get(f"/hasil/{row.pk}/"))


@pytest.mark.once
def test_credit_points_of_the_result_are_named_because_they_stay(
    world: World, enter: Any, clock: Any
) -> None:
    row = final(world)
    correction = propose(world, row)
    href = f"/bkd/perbaikan/{correction.pk}/"
    sentence = "Angka kredit dari hasil ini tidak ikut berubah."
    assert sentence not in text_of(enter(world.fajar).get(href))
    CreditEntry.objects.create(
        employee=world.ani,
        source="KONVERSI",
        level="AHLI_MUDA",
        year=2026,
        month_from=1,
        month_until=12,
        evaluation=row,
        predicate="BAIK",
        percent=100,
        coefficient=25,
        points=25,
        set_by=world.gita,
        set_at=NOW,
    )
    assert sentence in text_of(enter(world.fajar).get(href))
