"""The pages of a rater, as people use them without JavaScript."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from appraisal.models import Event, FormToken
from multirater.access.rater import door_of, takes_forms
from multirater.models import Invitation, Opinion, Reviewee, Round
from multirater.rules.answering import Door
from organizations.models import Employee
from tests.multirater.rows import Office, answer, invite, reviewee_of, round_of
from tests.pages import form_of, forms_of, queries_of, text_of
from tests.world import NOW, PASSWORD

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


def test_sending_leaves_no_event_and_no_message(asked: Invitation, enter: Any) -> None:
    """A row with a person and a time beside an unnamed answer would name it."""
    client = enter(asked.rater)
    form = form_of(client.get(href("opinion-write", asked)))
    before = list(Session.objects.values_list("session_data", flat=True))

    client.post(form.action, form.fields | TYPED | {"act": "kirim"})

    assert Opinion.objects.count() == 1
    assert "360" not in FormToken.objects.get().location
    assert not Event.objects.exists()
    assert list(Session.objects.values_list("session_data", flat=True)) == before


def test_the_log_of_logins_does_not_tell_which_form_was_under_way(asked: Invitation) -> None:
    """A session ends, the form asks for the password again: name and time are kept, the form is not."""
    Employee.objects.update(password=make_password(PASSWORD))
    data = TYPED | {"version": "1", "act": "kirim", "_nip": asked.rater.nip}
    for password in ("keliru", PASSWORD):
        answered = Client().post(href("opinion-check", asked), data | {"_sandi": password})

    assert answered["Location"] == href("opinion-sent", asked)
    kept = [*AccessAttempt.objects.values(), *AccessLog.objects.values(), *AccessFailureLog.objects.values()]
    assert {row["path_info"] for row in kept} == {"/masuk/"}
    assert "Sabar di loket" not in str(kept)


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
    assert "Hampir selalu" not in text_of(page), "what both say alike is no question"
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


def test_the_condition_of_the_list_is_the_rule(asked: Invitation) -> None:
    last = date(2026, 11, 30)
    days = [
        date(2026, 10, 31),
        date(2026, 11, 1),
        *(last + timedelta(days=number) for number in (0, 1, 14, 15)),
    ]
    states = [
        ("PENGUSULAN", 0),
        ("DIBUKA", 0),
        ("DITUTUP", 0),
        ("DIRILIS", 1),
        ("DIRILIS", 2),
        ("DIBATALKAN", 0),
    ]
    for (status, releases), late in product(states, (None, date(2026, 12, 14))):
        Round.objects.update(status=status, closed_at=NOW, late_until=late)
        row = Round.objects.get()
        if releases:
            row.releases.get_or_create(number=releases, released_by=asked.ratee, released_at=NOW)

        for day in days:
            found = Invitation.objects.filter(takes_forms(day)).exists()
            assert found == (door_of(row, day) in {Door.OPEN, Door.LATE}), (status, releases, late, day)


# --- The way out, and what reminds ----------------------------------------------------------------------


def test_not_knowing_the_work_is_an_answer(asked: Invitation, enter: Any) -> None:
    client = enter(asked.rater)
    form = form_of(client.get(href("invitation-start", asked)))
    assert form.action == href("invitation-decline", asked)

    page = client.post(form.action, form.fields, follow=True)

    assert "Formulir itu selesai bagi Anda." in text_of(page)
    assert "Belum cukup mengenal" in text_of(page)
    assert "sudah kami catat" in text_of(client.get(href("invitation-start", asked)))
    assert client.post(href("invitation-decline", asked), {"version": "2"}).status_code == 403


def test_nobody_steps_aside_from_oneself_or_after_sending(asked: Invitation, enter: Any) -> None:
    own = invite(asked.reviewee, asked.ratee, "DIRI")
    assert forms_of(enter(own.rater).get(href("invitation-start", own))) == []
    answer(asked, dict.fromkeys(range(1, 8), 3))

    assert forms_of(enter(asked.rater).get(href("invitation-start", asked))) == []


def test_the_home_page_counts_the_forms_and_says_until_when(asked: Invitation, enter: Any) -> None:
    client = enter(asked.rater)
    row = reviewee_of_other(asked)
    invite(row, asked.rater)

    page = text_of(client.get("/"))
    assert "Beri umpan balik 360 untuk 2 orang" in page
    assert "sampai 30 November 2026" in page
    Invitation.objects.update(status="BELUM_MENGENAL")
    assert "umpan balik 360" not in text_of(client.get("/"))


def reviewee_of_other(asked: Invitation) -> Reviewee:
    """Return a second reviewed person of the same round."""
    superior = asked.reviewee.superior
    post = superior.placements.get()
    return Reviewee.objects.create(round=asked.round, employee=superior, placement=post, unit=post.unit)


def test_the_forms_are_linked_from_the_feedback_page(asked: Invitation, enter: Any) -> None:
    page = enter(asked.rater).get(reverse("reviews:remark-list"))

    assert f'href="{reverse("multirater:invitation-list")}"'.encode() in page.content
