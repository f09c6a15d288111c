"""Backups rehearsed: destroyed and restored to the last byte, refused when one bit differs, never half."""

from __future__ import annotations

import io
import os
import resource
import shutil
import signal
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from appraisal import chain
from appraisal.backup import BackupFault, check, make, open_backup, restore
from appraisal.backup.engines import rows_of
from appraisal.models import Event
from organizations.models import Employee
from tests.kernel.rehearsal import destroy, fingerprints, refill
from tests.world import NOW

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(tmp_path: Path, settings: Any) -> Path:
    """The folder of evidence files, with two of them and one that is being written."""
    folder = tmp_path / "bukti"
    settings.STORAGES = settings.STORAGES | {
        "evidence": {"BACKEND": "appraisal.files.storage.Folder", "OPTIONS": {"location": str(folder)}}
    }
    (folder / "ab/cd").mkdir(parents=True)
    (folder / "ab/cd/abcd1").write_bytes(os.urandom(70_000))
    (folder / "ab/cd/abcd2").write_bytes(b"")
    (folder / "ab/cd/abcd3.unfinished").write_bytes(b"half")
    return folder


@pytest.fixture
def site(place: Path, db: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A site with something of every kind, committed."""
    refill()
    monkeypatch.setattr("tests.stored._kept", {})  # rows that were kept point to lists which got new keys
    with transaction.atomic():
        return request.getfixturevalue("scene")


def said(*words: str, **options: Any) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def opened(path: Path, **options: Any) -> Any:
    with open_backup(path) as source:
        return restore(source, at=NOW, **options)


# --- Backup, destroy, restore, compare -----------------------------------------------------------------


def test_what_was_destroyed_comes_back_to_the_last_row_and_byte(
    site: Any, place: Path, tmp_path: Path
) -> None:
    evidence = {path: path.read_bytes() for path in place.rglob("abcd[12]")}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # SQLite keeps its figures in a table
    for hour, as_tar in enumerate((False, True)):
        before, rows = fingerprints(), rows_of(connection)
        made = make(tmp_path / "cadangan", at=NOW + timedelta(hours=hour), as_tar=as_tar)
        assert made.manifest.rows == rows
        assert rows["reviews_document"]

        destroy()
        shutil.rmtree(place)
        told = said("restore", str(made.path))

        assert "Jumlah baris setiap tabel dan isi dokumen sama" in told
        grown = {"appraisal_event": "", "appraisal_eventlink": ""}  # by the restore and its check
        assert {**fingerprints(), **grown} == {**before, **grown}
        assert chain.check(NOW).is_whole
        assert newest_event() == "backup.restored"
        assert {path: path.read_bytes() for path in evidence} == evidence
        assert not list(place.rglob("*.unfinished"))


def newest_event() -> str:
    return Event.objects.order_by("-pk").values_list("action", flat=True)[0]


def test_a_restored_site_goes_on_counting_its_keys(whole: Path, office: Any) -> None:
    highest = Employee.objects.order_by("-pk").values_list("pk", flat=True)[0]

    opened(whole, overwrite=True)

    fresh = Employee.objects.create(nip="197001011990011002", name="Sesudah", kind=office.ani.kind)
    assert fresh.pk > highest


@pytest.mark.once
def test_a_difference_after_restoring_is_said_with_its_own_exit_code(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = {**rows_of(connection), "organizations_employee": 0}
    monkeypatch.setattr("appraisal.backup.restoring.rows_of", lambda database: counted)

    with pytest.raises(CommandError, match="organizations_employee: 0 baris, seharusnya") as error:
        said("restore", str(whole), overwrite=True)

    assert error.value.returncode == 2


# --- Refused before anything is touched -----------------------------------------------------------------


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


@pytest.fixture
def whole(office: Any, place: Path, tmp_path: Path) -> Path:
    """A backup of a small site."""
    return make(tmp_path / "cadangan", at=NOW).path


@pytest.mark.once
@pytest.mark.parametrize("name", ["manifest.json", "SHA256SUMS", "database", "files/evidence/ab/cd/abcd1"])
def test_one_flipped_bit_is_refused_and_nothing_is_touched(whole: Path, place: Path, name: str) -> None:
    (damaged,) = whole.glob(f"{name}*")
    flip(damaged, damaged.stat().st_size // 2)
    before = rows_of(connection)
    shutil.rmtree(place)

    with pytest.raises(CommandError) as error:
        said("restore", str(whole), overwrite=True)

    assert error.value.returncode == 1
    assert "Tidak ada yang diubah" in str(error.value)
    assert rows_of(connection) == before
    assert not place.exists()


@pytest.mark.once
def test_missing_and_foreign_files_are_refused(whole: Path) -> None:
    (whole / "files/evidence/ab/cd/abcd2").rename(whole / "files/evidence/ab/cd/lain")

    with pytest.raises(BackupFault, match="2 berkas cadangan rusak"):
        opened(whole, overwrite=True)


@pytest.mark.once
def test_links_and_ways_out_are_refused(whole: Path, tmp_path: Path) -> None:
    tar = tmp_path / "jahat.tar"
    with tarfile.open(tar, "w") as out:
        out.add(whole / "manifest.json", "manifest.json")
        out.add(whole / "SHA256SUMS", "SHA256SUMS")
        out.add(whole / "SHA256SUMS", "files/../../keluar")
    with pytest.raises(BackupFault, match="nama berkas yang asing"):
        opened(tar, overwrite=True)

    (whole / "files/evidence/tautan").symlink_to("/etc/hostname")
    with pytest.raises(BackupFault, match="tautan"):
        opened(whole, overwrite=True)


def test_a_site_with_people_is_not_replaced_by_mistake(whole: Path) -> None:
    with pytest.raises(BackupFault, match=r"tidak kosong: ada \d+ pegawai"):
        opened(whole)


@pytest.mark.once
@pytest.mark.parametrize(
    ("shape", "hint"), [("none", "Tidak ada cadangan"), ("parent", "terbaru"), ("text", "bukan")]
)
def test_what_is_no_backup_is_told(whole: Path, tmp_path: Path, shape: str, hint: str) -> None:
    (tmp_path / "text").write_text("bukan arsip" * 100)

    with pytest.raises(BackupFault, match=hint):
        opened({"none": tmp_path / "x", "parent": whole.parent, "text": tmp_path / "text"}[shape])


@pytest.mark.once
def test_a_backup_of_a_later_release_or_another_database_waits(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_backup(whole) as source:
        manifest = check(source)
    later = {**vars(manifest), "migrations": {"appraisal": ["9999_later"]}}
    monkeypatch.setattr(
        "appraisal.backup.restoring.known_migrations", lambda: {("appraisal", "0001_initial")}
    )
    monkeypatch.setattr("appraisal.backup.restoring.check", lambda source: type(manifest)(**later))
    with pytest.raises(BackupFault, match="rilis yang lebih baru"):
        opened(whole, overwrite=True)

    other = {**vars(manifest), "vendor": "oracle"}
    monkeypatch.setattr("appraisal.backup.restoring.check", lambda source: type(manifest)(**other))
    with pytest.raises(BackupFault, match="move_database"):
        opened(whole, overwrite=True)


@pytest.mark.once
def test_checking_changes_nothing_and_says_so(whole: Path) -> None:
    assert "berkas utuh" in said("restore", str(whole), check=True)


# --- Whole or not at all ----------------------------------------------------------------------------------


@pytest.mark.once
def test_an_interrupted_backup_leaves_nothing(
    office: Any, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*args: Any) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr("appraisal.backup.archive.FolderSink.add_text", stop)

    with pytest.raises(SystemExit):
        said("backup", str(tmp_path / "cadangan"))

    assert [path.name for path in (tmp_path / "cadangan").iterdir()] == [".lock"]


@pytest.mark.once
def test_what_a_killed_backup_left_goes_with_the_next(office: Any, place: Path, tmp_path: Path) -> None:
    left = tmp_path / "cadangan/.unfinished-capaian-20261101T000000Z"
    left.mkdir(parents=True)
    (left / "database.dump").write_bytes(b"half")

    made = make(tmp_path / "cadangan", at=NOW)

    assert not left.exists()
    assert made.path.exists()


@contextmanager
def small_files(limit: int) -> Iterator[None]:
    """Let no file of this process and its children grow beyond the limit, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("limit", [20_000, 60_000], ids=["dump", "files"])
@pytest.mark.parametrize("shape", ["folder", "tar"])
def test_a_full_disk_leaves_no_half_backup(
    office: Any, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, shape: str
) -> None:
    if limit == 60_000:  # the dump fits, a photograph does not
        monkeypatch.setattr("appraisal.backup.making.dump", lambda database, target: target.touch() or {})

    with small_files(limit), pytest.raises(BackupFault):
        make(tmp_path / "cadangan", at=NOW, as_tar=shape == "tar")

    assert [path.name for path in (tmp_path / "cadangan").iterdir()] == [".lock"]
    assert not Event.objects.filter(action="backup.made").exists()


@pytest.mark.once
def test_a_full_disk_while_restoring_leaves_the_database_and_no_half_file(whole: Path, place: Path) -> None:
    before = rows_of(connection)
    shutil.rmtree(place)

    with small_files(60_000), pytest.raises(BackupFault, match="Basis data tidak diubah"):
        opened(whole, overwrite=True)

    assert rows_of(connection) == before
    assert [path.name for path in place.rglob("*") if path.is_file()] in ([], ["abcd2"])


@pytest.mark.once
def test_two_backups_at_once_are_one(whole: Path) -> None:
    from appraisal.backup.making import _alone

    with _alone(whole.parent), pytest.raises(BackupFault, match="sedang dibuat"):
        make(whole.parent, at=NOW + timedelta(hours=1))


# --- What stays, and what never comes along -----------------------------------------------------------------


@pytest.mark.once
def test_files_that_did_not_change_take_their_room_once(whole: Path, place: Path) -> None:
    (place / "ab/cd/abcd3").write_bytes(b"new")

    second = make(whole.parent, at=NOW + timedelta(hours=1)).path

    inside = "files/evidence/ab/cd"
    assert (whole / inside / "abcd1").stat().st_ino == (second / inside / "abcd1").stat().st_ino
    assert (second / inside / "abcd3").read_bytes() == b"new"
    with open_backup(second) as source:
        check(source)


@pytest.mark.once
def test_a_file_that_rotted_in_the_backup_before_is_copied_anew(whole: Path, place: Path) -> None:
    name = "files/evidence/ab/cd/abcd1"
    facts = (whole / name).stat()
    flip(whole / name, 7)
    os.utime(whole / name, ns=(facts.st_atime_ns, facts.st_mtime_ns))

    second = make(whole.parent, at=NOW + timedelta(hours=1)).path

    assert (second / name).read_bytes() == (place / "ab/cd/abcd1").read_bytes()


@pytest.mark.once
def test_the_newest_stay_and_nothing_of_others_goes(whole: Path) -> None:
    folder = whole.parent
    (folder / "capaian-lama.zip").touch()
    made = [make(folder, at=NOW + timedelta(hours=hour), as_tar=hour == 2).path for hour in (1, 2, 3)]

    latest = make(folder, at=NOW - timedelta(days=1), keep=2)  # a clock that was set back

    assert latest.removed == 3
    left = {path.name for path in folder.iterdir()}
    assert left == {".lock", "capaian-lama.zip", latest.path.name, made[-1].name}


@pytest.mark.once
def test_no_key_comes_along(office: Any, place: Path, tmp_path: Path, settings: Any) -> None:
    settings.IDENTITY_KEYS = ["the-key-of-the-envelopes"]

    made = make(tmp_path / "cadangan", at=NOW, as_tar=True).path

    content = made.read_bytes()
    assert b"the-key-of-the-envelopes" not in content
    assert settings.SECRET_KEY.encode() not in content
    assert oct(made.stat().st_mode)[-3:] == "600"


@pytest.mark.once
def test_the_command_says_what_it_kept_and_leaves_an_event(office: Any, place: Path, tmp_path: Path) -> None:
    told = said("backup", str(tmp_path / "cadangan"), keep=1)

    assert "3 berkas" in told
    event = Event.objects.get(action="backup.made")
    assert event.after["rows"] > 0


@pytest.mark.postgres
def test_missing_programs_are_named(
    office: Any, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)

    with pytest.raises(BackupFault, match="Program pg_dump tidak ada"):
        make(tmp_path / "cadangan", at=NOW)


@pytest.mark.postgres
def test_a_dump_that_postgresql_refuses_leaves_everything(
    office: Any, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(tmp_path / "cadangan", at=NOW)
    before = fingerprints()
    monkeypatch.setattr(
        "appraisal.backup.engines._everything", lambda cursor: []
    )  # the tables are in the way

    with pytest.raises(BackupFault, match="isinya tetap yang lama: .*already exists"):
        opened(made.path, overwrite=True)

    assert fingerprints() == {**before, "appraisal_event": fingerprints()["appraisal_event"]}
