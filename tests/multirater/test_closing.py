"""Closing a round: who may, what becomes of forms, and which texts become comments."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appraisal.cipher import decrypt
from appraisal.errors import Conflict, Denied
from appraisal.models import Event
from multirater.models import Comment, Invitation, Opinion, Round
from multirater.operations import closing
from multirater.operations.closing import close_round
from tests.multirater.rows import Office, answer, invite, round_of
from tests.multirater.spoken import AFTER, about, close, say
from tests.world import NOW


@pytest.fixture
def row(office: Office) -> Round:
    return round_of(office)


def test_bkd_closes_after_the_last_day_and_the_second_one_is_told(office: Office, row: Round) -> None:
    gita = office.world.gita
    with pytest.raises(Denied, match="berjalan sampai 30 November 2026"):
        close_round(row=row, version=row.version, by=gita, at=NOW)
    closed = close_round(row=row, version=row.version, by=gita, at=AFTER)

    assert (closed.status, closed.closed_at, closed.version) == ("DITUTUP", AFTER, row.version + 1)
    event = Event.objects.get(action="round.closed")
    assert (event.before, event.after, event.note) == (None, None, "")
    with pytest.raises(Conflict) as told:
        close_round(row=row, version=row.version, by=gita, at=AFTER)
    assert told.value.theirs == {"Keadaan": "Ditutup, belum dirilis"}
    with pytest.raises(Denied, match="tidak sedang diisi"):
        close_round(row=closed, version=closed.version, by=gita, at=AFTER)


def test_earlier_only_on_purpose(office: Office, row: Round) -> None:
    close_round(row=row, version=row.version, by=office.world.gita, at=NOW, early=True)
    assert Event.objects.get(action="round.closed").note == "lebih awal"


@pytest.mark.parametrize("name", ["ani", "budi", "eko", "hadi", "indra"])
def test_nobody_else_closes(office: Office, row: Round, name: str) -> None:
    with pytest.raises(Denied):
        close_round(row=row, version=row.version, by=office.world.people[name], at=AFTER)
    assert Round.objects.get(pk=row.pk).status == "DIBUKA"


def test_forms_lie_in_the_order_of_random_keys_afterwards(
    office: Office, row: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "BATCH", 5)
    other = about(office, round_of(office, name="Lain"), office.heads["data"])
    kept = answer(invite(other, office.head), {1: 3})
    say(about(office, row), office.staff["umum"], [1, 2, 3, 4, 5, 4, 3, 2], "BAWAHAN")
    say(about(office, row, office.heads["layanan"]), office.staff["data"], [5, 4, 3, 2], "MITRA")
    before = {form.pk: (form.reviewee_id, form.side, form.scores) for form in Opinion.objects.all()}
    close(office, row)

    assert {form.pk: (form.reviewee_id, form.side, form.scores) for form in Opinion.objects.all()} == before
    with connection.cursor() as cursor:  # as a reader of the file finds them, without asking for an order
        cursor.execute("SELECT id FROM multirater_opinion NOT INDEXED" if is_sqlite() else OF_POSTGRES)
        found = [str(key).replace("-", "") for (key,) in cursor.fetchall()]
    assert found[0] == kept.pk.hex
    assert found[1:] == sorted(found[1:])
    for invitation in Invitation.objects.filter(round=row).exclude(envelope=""):
        assert Opinion.objects.filter(pk=decrypt(invitation.envelope)).exists()


OF_POSTGRES = "SELECT id FROM multirater_opinion ORDER BY ctid"


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


@pytest.mark.parametrize(
    ("peers", "subordinates", "expected"),
    [
        (3, 3, {"REKAN": 3, "BAWAHAN": 3}),
        (3, 2, {"REKAN BAWAHAN": 5}),
        (1, 1, {}),
        (0, 3, {"BAWAHAN": 3}),
    ],
)
def test_texts_of_groups_that_are_shown_become_comments(
    office: Office, row: Round, peers: int, subordinates: int, expected: dict[str, int]
) -> None:
    reviewee = about(office, row)
    say(reviewee, office.staff["data"][:peers], [4] * peers, "REKAN", words="Ramah kepada tamu")
    say(reviewee, office.staff["umum"][:subordinates], [4] * subordinates, "BAWAHAN", words="Tenang sekali")
    say(reviewee, [reviewee.employee], [5], "DIRI", words="Saya sabar")
    close(office, row)

    sides = list(Comment.objects.values_list("sides", flat=True))
    assert {name: sides.count(name) for name in sides} == expected
    assert set(Comment.objects.values_list("status", flat=True)) <= {"TAMPIL"}


def test_the_superior_is_read_as_the_superior(office: Office, row: Round) -> None:
    say(about(office, row), [office.head], [4], "ATASAN", words="Rapi dalam laporan")
    close(office, row)
    comment = Comment.objects.get()
    assert (comment.sides, comment.theme, comment.text) == ("ATASAN", "TERUSKAN", "Rapi dalam laporan 1")


def test_texts_are_masked_and_insults_wait(office: Office, row: Round) -> None:
    reviewee, data = about(office, row), office.staff["data"]
    texts = [
        "Kepala Umum sabar, NIP 198501012010011100",
        "Dia tolol dan bodoh sekali",
        "Mendengar dengan baik",
    ]
    for rater, text in zip(data, texts, strict=False):
        answer(invite(reviewee, rater), {1: 4}, {9: text})
    close(office, row)

    shown = {comment.text: (comment.status, bool(comment.flag)) for comment in Comment.objects.all()}
    assert shown["Mendengar dengan baik"] == ("TAMPIL", False)
    assert shown["Dia tolol dan bodoh sekali"] == ("MENUNGGU", True)
    (masked,) = set(shown) - {"Mendengar dengan baik", "Dia tolol dan bodoh sekali"}
    assert "1985" not in masked
    assert "Umum" not in masked


def test_comments_lie_in_an_order_of_their_own(office: Office, row: Round) -> None:
    say(about(office, row), office.staff["data"], [4] * 8, "REKAN", words="Contoh")
    close(office, row)
    forms = {form.words["8"]: form.pk for form in Opinion.objects.all()}
    comments = {comment.text: comment.pk for comment in Comment.objects.order_by("pk")}
    assert set(forms) == set(comments)
    assert set(forms.values()).isdisjoint(comments.values())


@pytest.mark.once
def test_closing_asks_no_more_for_more_people(office: Office) -> None:
    counts = []
    for name, people in (("satu", 1), ("banyak", 12)):
        row = round_of(office, name=name)
        for person in office.everybody[4 : 4 + people]:
            say(about(office, row, person), office.heads.values(), [4, 4, 4], words="Contoh")
        with CaptureQueriesContext(connection) as told:
            close(office, row)
        counts.append(len(told))
    assert counts[1] <= counts[0]
