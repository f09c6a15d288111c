"""Files that prove something: kept once, tied, let go, counted against the share, handed over or not."""

from __future__ import annotations

import errno
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from appraisal.errors import Denied, Refused
from appraisal.files import SoundFile, examine, place_of
from appraisal.models import Event
from appraisal.templatetags.ui import bita
from indicators.models import Indicator, Period
from organizations.models import Employee, Supervision
from reviews.access.evidence import visible_files
from reviews.models import Attachment, EvidenceFile, Note, Realisation
from reviews.operations import evidence as operations
from reviews.operations import progress
from reviews.queries.evidence import Allowance, allowance
from tests.evidence import HOSTILE, HTML, NAMES, pdf, photo, sent_file
from tests.pages import form_of, forms_of, text_of
from tests.world import NOW, PASSWORD, TODAY, World, agreed_plan

MEBI = 1024 * 1024
TEXT = 'Dua belas laporan terbit, "tepat waktu" & lengkap.'


def sound(content: bytes | None = None, name: str = "laporan.pdf") -> SoundFile:
    return examine(sent_file(pdf() if content is None else content, name), limit=5 * MEBI)


def keep(by: Employee, content: bytes | None = None, name: str = "laporan.pdf") -> EvidenceFile:
    return operations.keep(sound=sound(content, name), by=by, at=NOW)


@pytest.fixture
def shelf(tmp_path: Path, settings: Any) -> Path:
    """Return the folder in which files are kept during the test."""
    folder = {"BACKEND": "appraisal.files.storage.Folder", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"evidence": folder}
    return tmp_path


def lying(shelf: Path) -> list[str]:
    return sorted(path.name for path in shelf.rglob("*") if path.is_file())


def indicator_of(world: World, name: str = "ani") -> Indicator:
    agreed_plan(world, name)
    return Indicator.objects.get(result__plan__placement=world.placements[name])


def report(world: World, indicator: Indicator, files: list[EvidenceFile], **more: Any) -> Realisation:
    values = {"version": None, "amount": 1, "note": TEXT, "noted_on": TODAY, "evidence_url": ""} | more
    owner = indicator.result.plan.placement.employee
    return progress.report(indicator=indicator, term=world.term(4), files=files, by=owner, at=NOW, **values)


def note(world: World, name: str = "ani", on: date = TODAY) -> Note:
    person = world.people[name]
    return Note.objects.create(
        placement=world.placements[name], noted_on=on, text=TEXT, written_by=person, written_at=NOW
    )


# --- Keeping ----------------------------------------------------------------------------------


def test_a_file_is_kept_under_a_name_that_says_nothing(world: World, shelf: Path) -> None:
    file = keep(world.ani, name="rahasia Ani.pdf")

    assert lying(shelf) == [file.key]
    assert file.name == "rahasia Ani.pdf"
    assert Event.objects.filter(action="evidence.kept", by=world.ani).count() == 1


def test_the_same_content_of_the_same_person_is_kept_once(world: World, shelf: Path) -> None:
    first, second, other = keep(world.ani), keep(world.ani, name="lagi.pdf"), keep(world.budi)

    assert first == second
    assert other != first
    assert len(lying(shelf)) == 2


def test_bytes_that_the_disk_lost_come_back_with_the_same_file(world: World, shelf: Path) -> None:
    file = keep(world.ani)
    storages["evidence"].delete(place_of(file.key))

    keep(world.ani)

    assert lying(shelf) == [file.key]


def test_share_of_a_person_is_not_passed(world: World, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "allowance", lambda on: Allowance(5 * MEBI, len(pdf()) * 5 // 2))
    for number in range(2):
        keep(world.ani, pdf(b"%% %d\n" % number))

    with pytest.raises(Refused, match="sudah penuh"):
        keep(world.ani, pdf(b"% yang ketiga\n"))

    assert EvidenceFile.objects.count() == len(lying(shelf)) == 2
    keep(world.budi)


def test_many_small_files_have_an_end_as_well(
    world: World, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "MOST_FILES", 1)
    keep(world.ani)

    with pytest.raises(Refused, match=r"sudah penuh \(1 berkas, 1 KB dari 200 MB\)"):
        keep(world.ani, photo(), "foto.jpg")
    assert keep(world.ani), "the same one is no further file"


def test_limits_are_those_of_the_policy(world: World) -> None:
    world.period.figures.filter(key="bukti_ukuran_mb").update(value="7.5")

    assert allowance(TODAY) == Allowance(int(7.5 * MEBI), 200 * MEBI)


def test_nothing_is_left_when_the_event_cannot_be_written(
    world: World, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**values: Any) -> None:
        raise RuntimeError("no event")

    monkeypatch.setattr(operations.audit, "record", broken)
    with pytest.raises(RuntimeError):
        keep(world.ani)

    assert lying(shelf) == []
    assert not EvidenceFile.objects.exists()


def test_nothing_is_left_when_the_last_step_fails(
    world: World, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = storages["evidence"].save

    def torn(*args: Any) -> None:
        write(*args)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storages["evidence"], "save", torn)
    with pytest.raises(OSError, match="No space"):
        keep(world.ani)

    assert lying(shelf) == []
    assert not EvidenceFile.objects.exists()


# --- Tying and letting go -----------------------------------------------------------------------


def test_a_report_is_proven_by_exactly_the_chosen_files(world: World) -> None:
    indicator, first, second = indicator_of(world), keep(world.ani), keep(world.ani, photo(), "foto.jpg")
    row = report(world, indicator, [first])

    report(world, indicator, [second], version=row.version)

    assert list(Attachment.objects.values_list("file", flat=True)) == [second.pk]
    assert Event.objects.filter(action="evidence.attached").count() == 2


def test_one_file_proves_several_things(world: World) -> None:
    file, row = keep(world.ani), report(world, indicator_of(world), [])
    for thing in (row, note(world), note(world)):
        assert operations.attach(thing=thing, files=[file], by=world.ani, at=NOW) == (1, 0)
        assert operations.attach(thing=thing, files=[file], by=world.ani, at=NOW) == (0, 0)

    assert file.attachments.count() == 3


@pytest.mark.parametrize("owner", ["budi", "ani"])
def test_a_file_of_another_person_or_a_removed_one_proves_nothing(world: World, owner: str) -> None:
    file = keep(world.people[owner])
    if owner == "ani":
        operations.remove(file=file, by=world.ani, at=NOW)

    with pytest.raises(Refused, match="sudah dihapus"):
        report(world, indicator_of(world), [file])

    assert not Realisation.objects.exists()


def test_what_proves_something_stays_until_it_is_let_go(world: World) -> None:
    file, written = keep(world.ani), note(world)
    operations.attach(thing=written, files=[file], by=world.ani, at=NOW)
    with pytest.raises(Denied, match="masih membuktikan"):
        operations.remove(file=file, by=world.ani, at=NOW)
    with pytest.raises(Denied, match="pemiliknya"):
        operations.remove(file=file, by=world.budi, at=NOW)

    Note.objects.filter(pk=written.pk).update(removed_at=NOW)
    for _ in range(2):
        operations.remove(file=file, by=world.ani, at=NOW)

    assert EvidenceFile.objects.get().removed_at == NOW
    assert Event.objects.filter(action="evidence.removed").count() == 1
    assert keep(world.ani) != file, "the same content is a new file then"


# --- Who opens it -------------------------------------------------------------------------------

LINE = {"ani", "budi", "citra", "eko", "gita", "indra"}


def readers(world: World, file: EvidenceFile, on: date = TODAY) -> set[str]:
    return {name for name, one in world.people.items() if file in visible_files(one, on)}


def test_a_loose_file_is_its_owners(world: World) -> None:
    assert readers(world, keep(world.ani)) == {"ani"}


def test_what_proves_a_report_is_open_to_who_may_see_the_plan(world: World) -> None:
    file = keep(world.ani)
    report(world, indicator_of(world), [file])

    assert readers(world, file) == LINE


def test_what_proves_a_note_is_open_to_who_may_see_the_plan_of_that_day(world: World) -> None:
    file, before = keep(world.ani), keep(world.ani, photo(), "foto.jpg")
    operations.attach(thing=note(world), files=[file], by=world.ani, at=NOW)
    operations.attach(thing=note(world, on=date(2025, 12, 30)), files=[before], by=world.ani, at=NOW)
    assert readers(world, file) == {"ani"}, "there is no plan yet"

    plan = agreed_plan(world)

    assert readers(world, file) == LINE
    assert readers(world, before) == {"ani"}, "the day lies before the plan"
    type(plan).objects.filter(pk=plan.pk).update(status="DRAF", agreed_at=None, agreed_by=None)
    assert readers(world, file) == {"ani"}
    type(plan).objects.filter(pk=plan.pk).update(status="DISEPAKATI", agreed_at=NOW, agreed_by=world.budi)
    Note.objects.update(removed_at=NOW)
    assert readers(world, file) == {"ani"}, "the note was taken back"


def test_access_ends_with_the_line_of_superiors(world: World) -> None:
    file = keep(world.ani)
    report(world, indicator_of(world), [file])
    line = Supervision.objects.filter(placement=world.placements["ani"])

    line.update(ended_on=TODAY - timedelta(days=1))

    assert readers(world, file) == LINE - {"budi", "citra"}


# --- Handing over -------------------------------------------------------------------------------


def enter(person: Employee) -> Client:
    client = Client()
    client.force_login(person, backend="organizations.backends.NipBackend")
    return client


def download(file: EvidenceFile) -> str:
    return reverse("reviews:evidence-download", args=[file.key])


@pytest.mark.once
def test_a_file_is_handed_over_as_a_file_and_never_as_a_page(world: World, clock: Any, shelf: Path) -> None:
    file = keep(world.ani, name="Laporan “akhir” é.pdf")

    answer = enter(world.ani).get(download(file))

    assert b"".join(answer.streaming_content) == pdf()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(pdf()))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Laporan%20%E2%80%9Cakhir")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert not Event.objects.filter(action="evidence.opened").exists()


@pytest.mark.once
def test_names_neither_break_the_header_nor_the_page(world: World, clock: Any) -> None:
    """As if the cleaning of names had failed; what no header holds is refused by the framework."""
    file, client = keep(world.ani), enter(world.ani)
    for raw in NAMES:
        name = f"{raw}x"[:150].replace("\x00", "")
        EvidenceFile.objects.filter(pk=file.pk).update(name=name)

        page = client.get(reverse("reviews:evidence-mine")).content.decode()
        answer = client.get(download(file))

        assert "<img src=x" not in page
        assert answer.status_code == 200, name
        assert answer["Content-Disposition"].startswith("attachment; filename"), name
        assert "Set-Cookie" not in answer.headers
        assert b"".join(answer.streaming_content)


@pytest.mark.once
def test_a_stored_type_that_is_not_ours_is_not_sent(world: World, clock: Any) -> None:
    file = keep(world.ani)
    EvidenceFile.objects.update(content_type="text/html")

    assert enter(world.ani).get(download(file))["Content-Type"] == "application/octet-stream"


def test_opening_by_others_is_written_down(world: World, clock: Any) -> None:
    file = keep(world.ani)
    report(world, indicator_of(world), [file])

    assert enter(world.budi).get(download(file)).status_code == 200

    assert Event.objects.get(action="evidence.opened").by == world.budi


def test_guessed_withdrawn_and_lost_files_are_404(world: World, clock: Any, shelf: Path) -> None:
    file = keep(world.ani)
    for key in ("0" * 32, "../../etc/passwd", file.key.upper(), file.key[:-1], str(file.pk)):
        assert enter(world.gita).get(f"/bukti/{key}/").status_code == 404
    assert enter(world.gita).get(download(file)).status_code == 404
    assert Client().get(download(file)).status_code == 302

    storages["evidence"].delete(place_of(file.key))
    assert enter(world.ani).get(download(file)).status_code == 404
    operations.remove(file=file, by=world.ani, at=NOW)
    assert enter(world.ani).get(download(file)).status_code == 404


# --- The form -----------------------------------------------------------------------------------


def page_of(world: World) -> str:
    return reverse("reviews:progress-report", args=[indicator_of(world).pk, world.term(4).pk])


def typed(**more: Any) -> dict[str, Any]:
    return {"version": "", "amount": "12", "note": TEXT, "noted_on": "22-11-2026", "evidence_url": ""} | more


@pytest.mark.once
def test_every_hostile_file_is_refused_at_the_form_and_the_text_stays(
    world: World, clock: Any, shelf: Path
) -> None:
    href, client = page_of(world), enter(world.ani)

    for case, (make, name, told) in HOSTILE.items():
        answer = client.post(href, typed(evidence_file=sent_file(make(), name)))

        assert answer.status_code == 422, case
        assert told in text_of(answer), case
        assert form_of(answer).fields["note"] == TEXT, case
        assert form_of(answer).fields["amount"] == "12", case
    assert lying(shelf) == []
    assert not EvidenceFile.objects.exists()
    assert not Realisation.objects.exists()


@pytest.mark.once
def test_a_file_comes_with_the_report(world: World, clock: Any, shelf: Path) -> None:
    href, client = page_of(world), enter(world.ani)

    answer = client.post(href, typed(evidence_file=sent_file(photo(), "loket.jpg")))

    assert answer.status_code == 302
    file = Realisation.objects.get().attachments.get().file
    assert (file.name, file.owner) == ("loket.jpg", world.ani)
    assert lying(shelf) == [file.key]
    page = client.get(href)
    assert form_of(page).fields["evidence_files"] == str(file.pk)
    assert "loket.jpg" in text_of(client.get(reverse("reviews:evidence-mine")))


def test_on_a_full_disk_the_text_is_kept_and_nothing_half(
    world: World, clock: Any, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    href, client = page_of(world), enter(world.ani)
    with monkeypatch.context() as disk:
        disk.setattr("appraisal.files.storage.os.fsync", full)
        page = client.post(href, typed(evidence_file=sent_file(photo(), "loket.jpg")))

    assert page.status_code == 503
    again = form_of(page)
    assert again.fields["note"] == TEXT
    assert lying(shelf) == []
    assert not EvidenceFile.objects.exists()
    assert not Realisation.objects.exists()
    assert client.post(href, again.fields).status_code == 302


@pytest.mark.once
def test_an_accepted_file_stays_when_other_fields_are_corrected(world: World, clock: Any) -> None:
    href, client = page_of(world), enter(world.ani)

    page = client.post(href, typed(note="", evidence_file=sent_file(photo(), "loket.jpg")))

    assert page.status_code == 422
    assert not Realisation.objects.exists()
    again = form_of(page)
    assert again.fields["evidence_files"] == str(EvidenceFile.objects.get().pk)
    again.fields.pop("evidence_file")
    assert client.post(href, again.fields | {"note": TEXT}).status_code == 302
    assert Attachment.objects.get().realisation == Realisation.objects.get()


@pytest.mark.once
def test_a_file_lost_with_the_session_is_asked_for_again(world: World, clock: Any, shelf: Path) -> None:
    href, stranger = page_of(world), Client()
    Employee.objects.filter(pk=world.ani.pk).update(password=make_password(PASSWORD))

    page = stranger.post(href, typed(evidence_file=sent_file(pdf(), "laporan.pdf")))
    assert page.status_code == 401
    assert "Pilih berkasnya sekali lagi" in text_of(page)
    page = stranger.post(href, form_of(page).fields | {"_nip": world.ani.nip, "_sandi": "salah"})
    assert "Pilih berkasnya sekali lagi" in text_of(page), "also after a wrong password"
    answer = stranger.post(href, form_of(page).fields | {"_nip": world.ani.nip, "_sandi": PASSWORD})

    assert answer.status_code == 302
    assert Realisation.objects.get().note == TEXT
    assert lying(shelf) == []
    assert "Berkas tadi belum ikut." in text_of(stranger.get(answer["Location"]))


@pytest.mark.once
def test_a_file_lost_with_a_stale_token_is_asked_for_again(world: World, clock: Any, shelf: Path) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.ani, backend="organizations.backends.NipBackend")

    page = client.post(page_of(world), typed(evidence_file=sent_file(pdf(), "laporan.pdf")))

    assert page.status_code == 403
    assert "Pilih berkasnya sekali lagi" in text_of(page)
    answer = client.post(form_of(page).action, form_of(page).fields)
    assert answer.status_code == 302
    assert "Berkas tadi belum ikut." in text_of(client.get(answer["Location"]))


def test_an_accepted_file_survives_a_conflict(world: World, clock: Any) -> None:
    href, client = page_of(world), enter(world.ani)
    client.post(href, typed())

    page = client.post(href, typed(evidence_file=sent_file(pdf(), "laporan.pdf")))
    assert page.status_code == 409
    answer = client.post(form_of(page).action, form_of(page).fields)

    assert answer.status_code == 302
    assert Attachment.objects.get().file.name == "laporan.pdf"


def test_files_of_others_cannot_be_ticked(world: World, clock: Any) -> None:
    href, client = page_of(world), enter(world.ani)
    foreign = keep(world.budi)

    page = client.post(href, typed(evidence_files=[str(foreign.pk)]))

    assert page.status_code == 422
    assert "Pilih berkasnya sekali lagi." in text_of(page)
    assert not Attachment.objects.exists()


def test_nothing_is_kept_for_a_report_that_may_not_be_written(world: World, clock: Any, shelf: Path) -> None:
    href = page_of(world)
    Period.objects.update(closed_at=NOW, closed_by=world.gita)

    answer = enter(world.ani).post(href, typed(evidence_file=sent_file(pdf(), "laporan.pdf")))

    assert answer.status_code == 403
    assert lying(shelf) == []


def test_a_report_without_files_can_let_its_file_go(world: World, clock: Any) -> None:
    href, client = page_of(world), enter(world.ani)
    client.post(href, typed(evidence_file=sent_file(pdf(), "laporan.pdf")))
    saved = Realisation.objects.get()

    client.post(href, typed(version=str(saved.version)))

    assert not Attachment.objects.exists()
    assert EvidenceFile.objects.get().removed_at is None


def test_a_note_comes_with_its_photograph_and_keeps_it(world: World, clock: Any, shelf: Path) -> None:
    agreed_plan(world)
    href, client = reverse("reviews:note-list"), enter(world.ani)
    assert client.post(href, {"text": TEXT, "evidence_file": sent_file(HTML, "a.jpg")}).status_code == 422
    assert lying(shelf) == []

    answer = client.post(href, {"text": TEXT, "evidence_file": sent_file(photo(), "loket.jpg")})

    assert answer.status_code == 302
    written = Note.objects.get()
    file = written.attachments.get().file
    assert "loket.jpg (Foto, " in text_of(client.get(href))
    edit = reverse("reviews:note-edit", args=[written.pk])
    form = form_of(client.get(edit))
    assert form.fields["evidence_files"] == str(file.pk)
    form.fields.pop("evidence_file")
    assert client.post(edit, form.fields | {"text": "Lain."}).status_code == 302
    assert written.attachments.get().file == file
    form = form_of(client.get(edit))
    for name in ("evidence_file", "evidence_files"):
        form.fields.pop(name)
    assert client.post(edit, form.fields).status_code == 302
    assert not written.attachments.exists()


def test_nothing_is_kept_for_a_note_of_a_closed_year(world: World, clock: Any, shelf: Path) -> None:
    edit = reverse("reviews:note-edit", args=[note(world).pk])
    Period.objects.update(closed_at=NOW, closed_by=world.gita)

    answer = enter(world.ani).post(edit, {"text": "x", "evidence_file": sent_file(pdf(), "a.pdf")})

    assert answer.status_code == 403
    assert lying(shelf) == []


# --- The own page -------------------------------------------------------------------------------


@pytest.mark.once
def test_own_page_tells_what_each_file_proves_and_how_much_room_is_left(world: World, clock: Any) -> None:
    loose, used = keep(world.ani, photo(), "foto.jpg"), keep(world.ani)
    indicator = indicator_of(world)
    report(world, indicator, [used])

    page = enter(world.ani).get(reverse("reviews:evidence-mine"))

    where = reverse("reviews:progress-report", args=[indicator.pk, world.term(4).pk])
    assert f'href="{where}"' in page.content.decode()

    said = text_of(page)
    assert f"Terpakai {bita(loose.size + used.size)} dari 200 MB." in said
    assert "Realisasi Triwulan IV" in said
    assert [form.action for form in forms_of(page)] == [reverse("reviews:evidence-remove", args=[loose.key])]


@pytest.mark.once
def test_own_page_is_paged_and_costs_the_same(world: World, clock: Any) -> None:
    rows = [
        EvidenceFile(
            key=f"{number:032}",
            owner=world.ani,
            name=f"foto {number}.jpg",
            content_type="image/jpeg",
            size=1000,
            sha256=f"{number:064}",
            uploaded_at=NOW,
        )
        for number in range(70)
    ]
    EvidenceFile.objects.bulk_create(rows)
    client = enter(world.ani)

    last = client.get(reverse("reviews:evidence-mine") + "?halaman=3")

    assert "Halaman 3 dari 3" in text_of(last)
    assert "foto 9.jpg" in text_of(last)
    assert "foto 10.jpg" not in text_of(last)
    for odd in ("0", "99", "x", "-1", "9" * 30):
        assert client.get(reverse("reviews:evidence-mine"), {"halaman": odd}).status_code == 200


@pytest.mark.once
def test_superior_sees_the_file_where_the_report_is_read(world: World, clock: Any) -> None:
    indicator, file = indicator_of(world), keep(world.ani, name="notulen.pdf")
    report(world, indicator, [file])

    page = enter(world.budi).get(reverse("reviews:team-plan", args=[indicator.result.plan_id]))

    assert "notulen.pdf (PDF, 1 KB)" in text_of(page)
    assert download(file) in page.content.decode()


# --- Large bodies -------------------------------------------------------------------------------


@pytest.mark.once
def test_a_file_beyond_the_limit_goes_nowhere_and_the_text_stays(
    world: World, clock: Any, settings: Any, shelf: Path
) -> None:
    settings.FILES_LIMIT = 100_000
    href = page_of(world)
    large = sent_file(pdf(b"% " + b"x" * 6_000_000), "besar.pdf")

    answer = enter(world.ani).post(href, typed(evidence_file=large))

    assert answer.status_code == 422
    assert "besar.pdf berukuran 5,7 MB. Batasnya 5 MB." in text_of(answer)
    assert form_of(answer).fields["note"] == TEXT
    assert lying(shelf) == []


@pytest.mark.once
def test_a_body_far_beyond_is_not_read_at_all(world: World, clock: Any, settings: Any) -> None:
    settings.BODY_LIMIT = 1000

    answer = enter(world.ani).post(page_of(world), typed(note="x" * 2000))

    assert answer.status_code == 413
    assert "Berkas ini terlalu besar" in text_of(answer)
    assert not Realisation.objects.exists()


def test_transaction_of_a_caller_takes_the_row_back(world: World, shelf: Path) -> None:
    with transaction.atomic():
        keep(world.ani)
        transaction.set_rollback(True)

    assert not EvidenceFile.objects.exists()


# --- Orphans ------------------------------------------------------------------------------------


def orphan(shelf: Path, key: str, age: timedelta) -> Path:
    path = shelf / place_of(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"yatim")
    stamp = (NOW - age).timestamp()
    os.utime(path, (stamp, stamp))
    return path


def test_orphans_are_found_told_and_after_a_day_deleted(
    world: World, clock: Any, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, lost, removed = keep(world.ani), keep(world.budi), keep(world.citra)
    storages["evidence"].delete(place_of(lost.key))
    EvidenceFile.objects.filter(pk=removed.pk).update(removed_at=NOW - timedelta(days=2))
    old, unfinished = "ab" * 16, f"{'ac' * 16}.unfinished"
    for key, age in ((old, 25), (unfinished, 25), ("ad" * 16, 23)):
        orphan(shelf, key, timedelta(hours=age))

    with pytest.raises(CommandError, match="1 baris tanpa berkas, 3 berkas tanpa baris"):
        call_command("find_orphans")
    assert len(lying(shelf)) == 5
    with pytest.raises(CommandError, match="1 baris tanpa berkas, 0 berkas"):
        call_command("find_orphans", delete=True)

    assert lying(shelf) == sorted([kept.key, "ad" * 16])
    assert Event.objects.filter(action="evidence.orphans", by=None).count() == 2
    EvidenceFile.objects.filter(pk=lost.pk).delete()
    call_command("find_orphans", delete=True)
    assert "Semua berkas cocok; 0 dihapus." in capsys.readouterr().out
    assert Event.objects.filter(action="evidence.orphans").count() == 2
