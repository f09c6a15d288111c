"""The pages of a rater, as people use them without JavaScript."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from appraisal.models import Event, FormToken
from multirater.access.rater import door_of, takes_forms
from multirater.models import Invitation, Opinion, Release, Round
from multirater.rules.answering import Door
from tests.multirater.rows import Office, answer, invite, reviewee_of, round_of
from tests.pages import form_of, queries_of, text_of
from tests.world import NOW

pytestmark = [pytest.mark.usefixtures("clock"), pytest.mark.once]

FULL = {"1": "5", "2": "4", "3": "4", "4": "0", "5": "3", "6": "1", "7": "2"}
TYPED = {f"butir_{number}": value for number, value in FULL.items()} | {"butir_8": "Sabar di loket."}


@pytest.fixture
def asked(office: Office) -> Invitation:
    person, colleague = office.staff["umum"][:2]
    return invite(reviewee_of(office, round_of(office), person, office.heads["umum"]), colleague)


def href(page: str, invitation: Invitation) -> str:
    return reverse(f"multirater:{page}", args=[invitation.pk])


# --- From the list to "terkirim" ------------------------------------------------------------------------


def test_a_form_is_opened_checked_mended_and_sent(asked: Invitation, enter: Any) -> None:
    client = enter(asked.rater)
    form = form_of(client.get(href("opinion-write", asked)))
    assert not any(form.fields.get(name) for name in TYPED), "nothing is chosen before"

    check = client.post(form.action, form.fields | TYPED)
    assert "Hampir selalu" in text_of(check)
    assert "Belum sempat melihat" in text_of(check)
    assert "Sabar di loket." in text_of(check)
    assert not Opinion.objects.exists(), "nothing is kept before it is sent"

    mend = client.post(form.action, form_of(check).fields | {"act": "ubah"})
    kept = form_of(mend).fields
    assert {name: kept[name] for name in TYPED} == TYPED
    check = client.post(form.action, kept | {"butir_1": "4"})
    sent = client.post(form.action, form_of(check).fields | {"act": "kirim"}, follow=True)

    assert sent.redirect_chain[-1][0] == href("opinion-sent", asked)
    assert "sudah kami terima" in text_of(sent)
    assert Opinion.objects.get().scores["1"] == 4
    assert f'data-draft-saved="umpan-360-{asked.pk}"'.encode() in sent.content


def test_sending_leaves_no_event_no_token_and_no_message(asked: Invitation, enter: Any) -> None:
    """A row with a person and a time beside an unnamed answer would name it."""
    client = enter(asked.rater)
    form = form_of(client.get(href("opinion-write", asked)))
    before = list(Session.objects.values_list("session_data", flat=True))

    client.post(form.action, form.fields | TYPED | {"act": "kirim"})

    assert Opinion.objects.count() == 1
    assert not FormToken.objects.exists()
    assert not Event.objects.exists()
    assert list(Session.objects.values_list("session_data", flat=True)) == before


def test_answers_can_be_changed_until_the_closing(asked: Invitation, enter: Any) -> None:
    client = enter(asked.rater)
    answer(asked, dict.fromkeys(range(1, 8), 3), {8: "Dahulu."})

    form = form_of(client.get(href("opinion-write", asked)))
    assert (form.fields["butir_1"], form.fields["butir_8"]) == ("3", "Dahulu.")
    client.post(form.action, form.fields | {"butir_8": "Sekarang.", "act": "kirim"})
    assert Opinion.objects.get().words == {"8": "Sekarang."}

    Round.objects.update(status="DITUTUP", closed_at=NOW)
    assert client.get(href("opinion-write", asked))["Location"] == href("invitation-start", asked)
    assert "tidak diubah lagi" in text_of(client.get(href("invitation-start", asked)))


def test_eight_forms_lead_from_one_to_the_next(office: Office, enter: Any) -> None:
    row, rater = round_of(office), office.staff["data"][0]
    people = office.staff["umum"]
    rows = [invite(reviewee_of(office, row, person), rater) for person in people]
    client = enter(rater)
    assert "8 formulir menunggu Anda" in text_of(client.get(reverse("multirater:invitation-list")))

    for number, invitation in enumerate(rows, start=1):
        page = client.post(
            href("opinion-check", invitation), TYPED | {"version": 1, "act": "kirim"}, follow=True
        )
        if number < len(rows):
            assert f"Lanjut ke {people[number].called} ({number + 1} dari 8)" in text_of(page)

    assert "Semua formulir sudah Anda isi." in text_of(page)
    assert "Semua sudah Anda isi." in text_of(client.get(reverse("multirater:invitation-list")))


# --- What the start says --------------------------------------------------------------------------------


def test_a_colleague_reads_the_promise_before_the_first_question(asked: Invitation, enter: Any) -> None:
    page = text_of(enter(asked.rater).get(href("invitation-start", asked)))

    assert "baru tampil bila sedikitnya 3 orang dari sisi yang sama menjawab" in page
    assert "Sekitar 5 menit" in page
    assert "tidak menjadi bahan nilai" in page
    assert "Rahasia bagi yang dinilai" in page
    assert "30 November 2026" in page
    assert "anonim" not in page.lower()


def test_the_purpose_of_evaluation_is_said(asked: Invitation, enter: Any) -> None:
    Round.objects.update(purpose="EVALUASI", explanation="Dibaca tim talenta.")

    page = text_of(enter(asked.rater).get(href("invitation-start", asked)))

    assert "bahan evaluasi kinerja" in page
    assert "Dibaca tim talenta." in page


def test_a_superior_is_told_that_the_answer_is_no_secret(asked: Invitation, enter: Any) -> None:
    row = invite(asked.reviewee, asked.reviewee.superior, "ATASAN")

    page = text_of(enter(row.rater).get(href("invitation-start", row)))

    assert "Jawaban Anda sebagai atasan tidak dirahasiakan." in page
    assert "Rahasia" not in page


def test_people_speak_of_themselves_in_words_that_fit(asked: Invitation, enter: Any) -> None:
    row = invite(asked.reviewee, asked.ratee, "DIRI")
    client = enter(row.rater)

    assert "tidak ikut dalam angka gabungan" in text_of(client.get(href("invitation-start", row)))
    assert "Seberapa sering Anda melakukannya?" in text_of(client.get(href("opinion-write", row)))


# --- Refusals keep what was typed -----------------------------------------------------------------------


def test_what_is_missing_is_asked_for_and_the_rest_stays(asked: Invitation, enter: Any) -> None:
    page = enter(asked.rater).post(href("opinion-check", asked), {"butir_8": "Sabar.", "version": "1"})

    assert page.status_code == 422
    assert "Pilih satu jawaban untuk “Menunjukkan" in text_of(page)
    assert form_of(page).fields["butir_8"] == "Sabar."


def test_who_saw_little_is_led_to_the_better_answer(asked: Invitation, enter: Any) -> None:
    unseen = {f"butir_{number}": "0" for number in range(1, 8)}

    page = enter(asked.rater).post(href("opinion-check", asked), unseen | {"version": "1"})

    assert page.status_code == 422
    assert f"{href('invitation-start', asked)}#belum".encode() in page.content


def test_two_tabs_show_both_own_texts_and_one_press_decides(asked: Invitation, enter: Any) -> None:
    client = enter(asked.rater)
    client.post(href("opinion-check", asked), TYPED | {"version": "1", "act": "kirim"})

    page = client.post(
        href("opinion-check", asked), TYPED | {"butir_8": "Lain.", "version": "1", "act": "kirim"}
    )

    assert page.status_code == 409
    assert "Sabar di loket." in text_of(page)
    assert "Lain." in text_of(page)
    client.post(form_of(page).action, form_of(page).fields)
    assert Opinion.objects.get().words == {"8": "Lain."}


def test_after_the_closing_the_answers_are_shown_to_be_copied(asked: Invitation, enter: Any) -> None:
    Round.objects.update(status="DITUTUP", closed_at=NOW)

    page = enter(asked.rater).post(href("opinion-check", asked), TYPED | {"version": "1", "act": "kirim"})

    assert page.status_code == 403
    assert "Sabar di loket." in text_of(page)
    assert "Masa pengisian sudah berakhir" in text_of(page)


# --- Who sees which form --------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["invitation-start", "opinion-write", "opinion-check", "opinion-sent"])
def test_nobody_else_finds_a_form(asked: Invitation, enter: Any, page: str) -> None:
    answer(asked, dict.fromkeys(range(1, 8), 3))

    for other in (asked.ratee, asked.reviewee.superior):
        assert enter(other).get(href(page, asked)).status_code == 404


@pytest.mark.parametrize("status", ["DIUSULKAN", "DICORET"])
def test_who_was_only_proposed_never_learns_of_it(asked: Invitation, enter: Any, status: str) -> None:
    Invitation.objects.update(status=status)
    client = enter(asked.rater)

    assert client.get(href("invitation-start", asked)).status_code == 404
    assert "Belum ada yang perlu diisi." in text_of(client.get(reverse("multirater:invitation-list")))


def test_the_list_costs_the_same_for_one_and_many(office: Office, enter: Any) -> None:
    row, rater = round_of(office), office.staff["data"][0]
    people = [*office.staff["umum"], *office.staff["layanan"]]
    invite(reviewee_of(office, row, people[0]), rater)
    client, address = enter(rater), reverse("multirater:invitation-list")
    client.get(address)
    one = queries_of(client, address)
    for person in people[1:]:
        invite(reviewee_of(office, row, person), rater)

    assert queries_of(client, address) == one


@pytest.mark.parametrize("status", ["PENGUSULAN", "DIBUKA", "DITUTUP", "DIRILIS", "DIBATALKAN"])
@pytest.mark.parametrize("late", [None, date(2026, 12, 14)], ids=["no late ones", "late ones"])
@pytest.mark.parametrize("releases", [0, 1, 2])
def test_the_condition_of_the_list_is_the_rule(
    asked: Invitation, status: str, late: date | None, releases: int
) -> None:
    Round.objects.update(status=status, closed_at=NOW, late_until=late)
    row = Round.objects.get()
    for number in range(1, releases + 1):
        Release.objects.create(round=row, number=number, released_by=asked.ratee, released_at=NOW)
    days = [
        date(2026, 10, 31),
        date(2026, 11, 1),
        *(date(2026, 11, 30) + timedelta(days=n) for n in (0, 1, 14, 15)),
    ]

    for day in days:
        found = Invitation.objects.filter(takes_forms(day)).exists()
        is_odd = releases and status in {"DIBUKA", "DITUTUP"}  # a release without its state
        assert is_odd or found == (door_of(row, day) in {Door.OPEN, Door.LATE}), day
