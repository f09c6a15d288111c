"""Files from outside: what is refused and with which words, what is kept and how (reliability 6.3)."""

from __future__ import annotations

import io
import socketserver
import threading
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from PIL import Image

from appraisal.errors import Refused
from appraisal.files import FileKind, clean_name, examine, new_key, place_of
from appraisal.files.handler import Bounded
from appraisal.files.storage import Folder
from appraisal.sheets import UnsafeFile
from appraisal.store import storage_settings
from tests.evidence import (
    EICAR,
    HONEST,
    HOSTILE,
    NAMES,
    document,
    pdf,
    photo,
    placed_photo,
    sent_file,
    zipped,
)

LIMIT = 5 * 1024 * 1024


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_file_is_refused_with_one_sentence_that_says_what_is_wrong(case: str) -> None:
    make, name, told = HOSTILE[case]

    with pytest.raises(Refused) as refused:
        examine(sent_file(make(), name), limit=LIMIT)

    said = str(refused.value)
    assert told in said
    assert said.endswith(".")
    assert not said.endswith("..")
    assert len(said) < 220


@pytest.mark.parametrize("case", HONEST)
def test_honest_file_is_taken_for_what_it_is(case: str) -> None:
    make, name = HONEST[case]

    found = examine(sent_file(make(), name), limit=LIMIT)

    assert found.name == name
    assert found.size == len(found.content) > 0
    assert found.kind.content_type


def test_bombs_cost_next_to_nothing() -> None:
    flood, bomb = HOSTILE["pixel flood"][0](), HOSTILE["bomb"][0]()
    tracemalloc.start()
    began = time.perf_counter()

    for content, name in ((flood, "a.png"), (bomb, "a.docx")):
        with pytest.raises(Refused):
            examine(sent_file(content, name), limit=LIMIT)

    took, (_, peak) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 0.5
    assert peak < 8_000_000


def test_files_that_were_built_to_harm_are_told_apart() -> None:
    with pytest.raises(UnsafeFile):
        examine(sent_file(HOSTILE["macro"][0](), "a.docx"), limit=LIMIT)


@pytest.mark.parametrize(("raw", "clean"), NAMES.items())
def test_name_is_cleaned_of_paths_and_marks(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean


def test_long_name_keeps_its_ending() -> None:
    name = clean_name("n" * 300 + ".docx")

    assert len(name) == 120
    assert name.endswith("nnn.docx")


# --- Photographs ------------------------------------------------------------------------------


def test_photograph_is_turned_and_forgets_where_it_was_taken() -> None:
    found = examine(sent_file(placed_photo(), "foto.jpg"), limit=LIMIT)

    with Image.open(io.BytesIO(found.content)) as picture:
        assert picture.size == (40, 80)
        assert not picture.getexif()
        assert picture.getpixel((35, 5))[0] > 200, "the yellow corner went to the upper right"
    assert b"Jalan Melati" not in found.content
    assert b"Merek Ponsel" not in found.content


def test_large_photograph_becomes_small_and_may_be_larger_than_other_files() -> None:
    out = io.BytesIO()
    Image.effect_noise((2200, 1500), 40).save(out, "JPEG", quality=97)
    limit = out.tell() // 2

    found = examine(sent_file(out.getvalue(), "foto.jpg"), limit=limit)

    with Image.open(io.BytesIO(found.content)) as picture:
        assert max(picture.size) == 1920
    assert found.size < limit


def test_a_strip_of_a_photograph_is_a_photograph() -> None:
    found = examine(sent_file(photo(8000, 2), "garis.jpg"), limit=LIMIT)

    with Image.open(io.BytesIO(found.content)) as picture:
        assert picture.size == (1920, 1)


def test_code_behind_a_photograph_does_not_survive() -> None:
    found = examine(sent_file(photo() + zipped({"a.html": b"<script>"}), "foto.jpg"), limit=LIMIT)

    assert b"PK\x03\x04" not in found.content
    assert b"<script" not in found.content


def test_large_picture_becomes_a_photograph_with_the_right_ending(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("appraisal.files.photo.LARGE_PNG", 50)

    found = examine(sent_file(photo(form="PNG"), "layar.png"), limit=LIMIT)

    assert (found.name, found.kind) == ("layar.jpg", FileKind.JPEG)


def test_the_same_photograph_is_known_again() -> None:
    first, second = (examine(sent_file(placed_photo(), name), limit=LIMIT) for name in ("a.jpg", "b.jpg"))

    assert first.sha256 == second.sha256


# --- The scanner ------------------------------------------------------------------------------


@pytest.fixture
def scanner(tmp_path: Path, settings: Any) -> Iterator[list[bytes]]:
    """Answer like clamd: find the test virus, fail on "gagal"; return what was sent to it."""
    seen: list[bytes] = []

    class Talk(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            line = self.request.makefile("rb")
            assert line.read(10) == b"zINSTREAM\0"
            content = b""
            while size := int.from_bytes(line.read(4)):
                content += line.read(size)
            seen.append(content)
            found = b"stream: Eicar FOUND\0" if EICAR in content else b"stream: OK\0"
            self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0" if b"gagal" in content else found)

    settings.SCAN_SOCKET = str(tmp_path / "clamd.ctl")
    with socketserver.ThreadingUnixStreamServer(settings.SCAN_SOCKET, Talk) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield seen
        server.shutdown()


@pytest.mark.parametrize(("text", "told"), [(EICAR, "ditahan"), (b"gagal", "belum bisa diperiksa")])
def test_scanner_holds_a_file_and_fails_closed(scanner: list[bytes], text: bytes, told: str) -> None:
    with pytest.raises(Refused, match=told):
        examine(sent_file(pdf(b"% " + text + b"\n"), "a.pdf"), limit=LIMIT)


def test_scanner_sees_every_byte_that_is_kept(scanner: list[bytes]) -> None:
    raw = pdf(b"% " + b"x" * 200_000 + b"\n")

    examine(sent_file(raw, "a.pdf"), limit=LIMIT)

    assert scanner == [raw]


def test_a_scanner_that_is_not_there_fails_closed(settings: Any) -> None:
    settings.SCAN_SOCKET = "/nirgends/clamd.ctl"

    with pytest.raises(Refused, match="belum bisa diperiksa"):
        examine(sent_file(document(), "a.docx"), limit=LIMIT)


# --- Where files lie --------------------------------------------------------------------------


def test_folder_holds_whole_files_nobody_else_reads(tmp_path: Path) -> None:
    folder, key = Folder(location=tmp_path), new_key()

    folder.save(place_of(key), ContentFile(b"isi"))

    (found,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert found.relative_to(tmp_path).as_posix() == f"{key[:2]}/{key[2:4]}/{key}"
    assert found.read_bytes() == b"isi"
    assert found.stat().st_mode & 0o077 == 0


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("appraisal.files.storage.os.fsync", full)

    with pytest.raises(OSError, match="No space"):
        Folder(location=tmp_path).save(place_of(new_key()), ContentFile(b"isi"))

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_path_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    from django.core.exceptions import SuspiciousFileOperation

    with pytest.raises(SuspiciousFileOperation):
        Folder(location=tmp_path).open("../../etc/hostname")


def test_one_setting_names_the_folder_or_the_bucket() -> None:
    default = storage_settings("", Path("/data"))
    bucket = storage_settings("s3://bukti/kota?endpoint=https://s3.contoh.go.id&region=id-1", Path("/data"))

    assert default["OPTIONS"] == {"location": Path("/data")}
    assert bucket["BACKEND"] == "storages.backends.s3.S3Storage"
    assert bucket["OPTIONS"]["bucket_name"] == "bukti"
    assert bucket["OPTIONS"]["location"] == "kota"
    assert bucket["OPTIONS"]["endpoint_url"] == "https://s3.contoh.go.id"
    assert bucket["OPTIONS"]["region_name"] == "id-1"


@pytest.mark.parametrize("place", ["s3://", "s3://bukti?kunci=rahasia"])
def test_a_bucket_that_is_written_wrongly_stops_the_start(place: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EVIDENCE_STORE"):
        storage_settings(place, Path("/data"))


# --- How much is taken in ---------------------------------------------------------------------


def test_bytes_beyond_the_limit_of_a_request_go_nowhere(settings: Any) -> None:
    settings.FILES_LIMIT = 10
    handler = Bounded()
    kept = []
    for content in (b"12345678", b"901"):  # the second one passes the limit together with the first
        handler.new_file("berkas", "a.pdf", "application/pdf", None)
        handler.receive_data_chunk(content, 0)
        kept.append(handler.file_complete(len(content)))

    assert [file.read() for file in kept if file] == [b"12345678", b""]
    assert [file.size for file in kept if file] == [8, 3]
    assert handler.file.closed, "nothing of it is left on the disk"
    kept[0].close()  # type: ignore[union-attr]
