"""The pages before closing and releasing: counts, what will happen, and the one button."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from appraisal.errors import Conflict, Denied
from appraisal.jobs import Job, JobStatus
from multirater.models import Comment, CommentStatus, Release, Round
from multirater.operations import outlook
from multirater.operations.large_round import Act, begin_large
from tests.multirater.rows import Office, answer, invite
from tests.multirater.spoken import about, close, late_round, release, say
from tests.pages import form_of, forms_of, queries_of, text_of
from tests.world import NOW

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("clock")]


@pytest.fixture
def row(office: Office) -> Round:
    """A round about five: one with four peers' forms and two subordinates', one with one, three with none."""
    row = late_round(office)
    reviewee = about(office, row)
    say(reviewee, office.staff["data"][:5], [4, 4, 4, 4], words="Sabar")
    say(reviewee, office.staff["umum"][:2], [5, 5], "BAWAHAN")
    say(about(office, row, office.heads["data"]), office.staff["layanan"][:3], [4])
    for person in office.staff["layanan"][5:]:
        about(office, row, person)
    return row


def path(name: str, row: Round) -> str:
    return reverse(f"multirater:{name}", args=[row.pk])


def test_closing_says_what_will_happen_and_takes_an_early_end_only_on_purpose(
    office: Office, row: Round, enter: Any
) -> None:
    gita = enter(office.world.gita)
    page = gita.get(path("round-close", row))
    text = text_of(page)
    assert "7 formulir masuk 3 belum terjawab 1 pegawai di bawah batas" in text
    assert "Tentang 1 dari 5 pegawai" in text
    fields = form_of(page).fields
    refused = gita.post(path("round-close", row), fields)
    assert refused.status_code == 422
    assert "Centang bila pengisian memang ditutup lebih awal." in text_of(refused)

    done = gita.post(path("round-close", row), fields | {"early": "on"}, follow=True)
    assert "Putaran ditutup. Jawaban dan komentar siap diperiksa." in text_of(done)
    row.refresh_from_db()
    assert (row.status, row.closed_at) == ("DITUTUP", NOW)


def test_a_round_about_very_few_is_not_counted(office: Office, enter: Any) -> None:
    row = late_round(office)
    say(about(office, row), office.staff["data"][:3], [4])
    text = text_of(enter(office.world.gita).get(path("round-close", row)))
    assert "terlalu sedikit orang untuk menyebut berapa formulir yang masuk" in text
    assert "formulir masuk" not in text


def test_release_says_who_gets_what(office: Office, row: Round, enter: Any) -> None:
    close(office, row)
    gita = enter(office.world.gita)
    page = gita.get(path("round-release", row))
    assert (
        "5 pegawai mendapat hasil 1 kelompok tampil 1 di antaranya gabungan 1 pegawai di bawah batas"
        in text_of(page)
    )
    done = gita.post(path("round-release", row), form_of(page).fields, follow=True)
    assert "Hasil dirilis untuk 5 pegawai." in text_of(done)


def test_comments_are_looked_at_before_there_is_a_button(office: Office, row: Round, enter: Any) -> None:
    reviewee = row.reviewees.get(employee=office.heads["umum"])
    answer(invite(reviewee, office.staff["umum"][3], "BAWAHAN"), {1: 1}, {8: "Dia tolol dan bodoh sekali"})
    close(office, row)
    gita = enter(office.world.gita)
    page = gita.get(path("round-release", row))
    assert "1 komentar masih perlu dilihat sebelum hasil dirilis." in text_of(page)
    assert forms_of(page) == []
    assert gita.post(path("round-release", row), {"version": row.version + 1}).status_code == 422
    Comment.objects.update(status=CommentStatus.SHOWN)
    assert len(forms_of(gita.get(path("round-release", row)))) == 1


def test_late_answers_too_few_have_no_button(
    office: Office, row: Round, enter: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(office, row)
    release(office, row)
    reviewee = row.reviewees.get(employee=office.heads["umum"])
    say(reviewee, office.staff["layanan"][:2], [1, 1], batch=2)
    Round.objects.filter(pk=row.pk).update(late_until=NOW.date().replace(day=21), answer_until="2026-11-20")
    gita = enter(office.world.gita)
    page = gita.get(path("round-release", row))
    assert "Tidak ada kelompok dengan cukup jawaban susulan" in text_of(page)
    assert forms_of(page) == []
    say(reviewee, office.staff["layanan"][2:3], [1], batch=2)
    page = gita.get(path("round-release", row))
    assert "1 pegawai mendapat hasil" in text_of(page)
    done = gita.post(path("round-release", row), form_of(page).fields, follow=True)
    assert "Hasil dirilis untuk 1 pegawai." in text_of(done)


def test_pages_ask_no_more_for_more_people(office: Office, row: Round, enter: Any) -> None:
    gita = enter(office.world.gita)
    before = queries_of(gita, path("round-close", row))
    for person in office.staff["umum"]:
        say(about(office, row, person), office.staff["data"][:4], [4, 4, 4])
    assert queries_of(gita, path("round-close", row)) <= before
    close(office, row)
    assert queries_of(gita, path("round-release", row)) <= before + 2


def test_a_very_large_round_is_closed_and_released_by_a_worker(
    office: Office, row: Round, enter: Any, work: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlook, "LARGE", 6)
    gita = enter(office.world.gita)
    for name, more in (("round-close", {"early": "on"}), ("round-release", {})):
        page = gita.get(path(name, row))
        assert "Pekerjaannya berjalan di latar" in text_of(page)
        sent = form_of(page).fields | more
        job = Job.objects.get(pk=gita.post(path(name, row), sent)["Location"].split("/")[-2])
        row.refresh_from_db()
        assert job.status == JobStatus.WAITING
        again = begin_large(
            row=row,
            act=Act(job.arguments["act"]),
            version=row.version,
            by=office.world.gita,
            at=NOW,
            early=True,
        )
        assert again == job
        work()
        job.refresh_from_db()
        assert (job.status, job.fault, job.state) == (JobStatus.DONE, "", {})
        assert path("round-detail", row) in gita.get(reverse("desk:job-detail", args=[job.pk])).text
    assert Release.objects.get().results.count() == 5


def test_what_is_refused_is_refused_at_once_and_again_when_it_is_done(
    office: Office, row: Round, work: Any
) -> None:
    told = {"row": row, "version": row.version, "by": office.world.gita, "at": NOW}
    with pytest.raises(Denied, match="berjalan sampai 30 November 2026"):
        begin_large(act=Act.CLOSE, **told)
    with pytest.raises(Denied):
        begin_large(act=Act.CLOSE, **told | {"by": office.world.ani, "early": True})
    with pytest.raises(Conflict):
        begin_large(act=Act.CLOSE, **told | {"version": row.version + 1, "early": True})
    job = begin_large(act=Act.CLOSE, early=True, **told)
    close(office, row)  # somebody at the page was faster
    work()
    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
