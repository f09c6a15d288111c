"""Where a backup lies: a folder or one tar file. Written under another name first, read with suspicion."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from .manifest import NAME, SUMS, Manifest

CHUNK = 1024 * 1024
SUM_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
SAFE = re.compile(
    r"[^/\x00-\x1f\u2028\u2029]+(/[^/\x00-\x1f\u2028\u2029]+)*"
)  # parts with a name, none at the root


class BackupFault(Exception):
    """A backup cannot be made, read or restored; the message is a sentence for people."""


class Hashed(io.RawIOBase):
    """A file that is read and hashed at once."""

    def __init__(self, inner: IO[bytes]) -> None:
        self.inner, self.sha256, self.size = inner, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes of the file."""
        chunk = self.inner.read(size)
        self.sha256.update(chunk)
        self.size += len(chunk)
        return chunk


def sha256_of(stream: IO[bytes]) -> str:
    """Return the SHA-256 of what is left in the stream."""
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def settle(path: Path) -> None:
    """Have the disk write down the file, or the names in the folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# --- Writing --------------------------------------------------------------------------------------


class FolderSink:
    """A backup as a folder. Files that the backup before it holds already are linked, not copied."""

    def __init__(self, place: Path, before: Path | None) -> None:
        self.place, self.before = place, before
        self.known = read_sums((before / SUMS).read_text(encoding="utf-8")) if before else {}

    def add(self, name: str, source: Path) -> tuple[str, int]:
        """Take the file in; return its SHA-256 and size."""
        target = self.place / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if source != target and not self._linked(name, source, target):
            with source.open("rb") as given, _new(target) as out:
                shutil.copyfileobj(given, out, CHUNK)
                out.flush()
                os.fsync(out.fileno())
            shutil.copystat(source, target)
            target.chmod(0o600)
        with target.open("rb") as stream:
            return sha256_of(stream), target.stat().st_size

    def _linked(self, name: str, source: Path, target: Path) -> bool:
        """Say whether the backup before holds the same file, still with its fingerprint."""
        if self.before is None or name not in self.known or not (self.before / name).is_file():
            return False
        old, new = (self.before / name).stat(), source.stat()
        if (old.st_size, old.st_mtime_ns) != (new.st_size, new.st_mtime_ns):
            return False
        with (self.before / name).open("rb") as stream:
            is_whole = sha256_of(stream) == self.known[name]
        if is_whole:
            os.link(self.before / name, target)
        return is_whole

    def add_text(self, name: str, text: str) -> None:
        """Write a file of ours."""
        with _new(self.place / name) as out:
            out.write(text.encode())
            out.flush()
            os.fsync(out.fileno())

    def finish(self) -> None:
        """Have everything on the disk."""
        for folder in [path for path in self.place.rglob("*") if path.is_dir()]:
            settle(folder)
        settle(self.place)

    def close(self) -> None:
        """Nothing is open."""


class TarSink:
    """A backup as one tar file, for carrying it away."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.out = _new(place / "backup.tar")
        self.tar = tarfile.open(fileobj=self.out, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115

    def add(self, name: str, source: Path) -> tuple[str, int]:
        """Take the file in; return its SHA-256 and size."""
        with source.open("rb") as given:
            stream = Hashed(given)
            self.tar.addfile(self._entry(name, source.stat().st_size, source.stat().st_mtime), stream)
        return stream.sha256.hexdigest(), stream.size

    def add_text(self, name: str, text: str) -> None:
        """Write a file of ours."""
        content = text.encode()
        self.tar.addfile(self._entry(name, len(content), 0), io.BytesIO(content))

    def _entry(self, name: str, size: int, changed: float) -> tarfile.TarInfo:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = size, int(changed), 0o600
        return entry

    def finish(self) -> None:
        """Have everything on the disk."""
        self.tar.close()
        self.out.flush()
        os.fsync(self.out.fileno())

    def close(self) -> None:
        """Let go of the file, whole or not."""
        with suppress(OSError):  # a full disk was told already
            self.out.close()


def _new(path: Path) -> IO[bytes]:
    """Open a file that nobody else may read and that was not there."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def is_safe(name: str) -> bool:
    """Say whether a name leads nowhere but below the folder, and fits on one line of SHA256SUMS."""
    return bool(SAFE.fullmatch(name)) and not {".", ".."} & set(name.split("/"))


# --- Reading --------------------------------------------------------------------------------------


class Source:
    """A backup that is read; `files` yields each name with an open stream, in the order of writing."""

    def __init__(self, path: Path, tar: tarfile.TarFile | None) -> None:
        self.path, self.tar = path, tar

    def files(self) -> Iterator[tuple[str, IO[bytes]]]:
        """Yield each file; raise BackupFault for what no backup of ours holds: links, devices, odd names."""
        for name, opened in self._tar_files() if self.tar else self._folder_files():
            if not is_safe(name):
                raise BackupFault("Cadangan ini memuat nama berkas yang asing, jadi tidak dipakai.")
            with opened:
                yield name, opened

    def _folder_files(self) -> Iterator[tuple[str, IO[bytes]]]:
        for path in sorted(self.path.rglob("*")):
            if path.is_symlink():
                raise BackupFault("Cadangan ini memuat tautan, jadi tidak dipakai.")
            if path.is_file():
                yield path.relative_to(self.path).as_posix(), path.open("rb")

    def _tar_files(self) -> Iterator[tuple[str, IO[bytes]]]:
        assert self.tar is not None
        for entry in self.tar.getmembers():
            stream = self.tar.extractfile(entry) if entry.isreg() else None
            if stream is None:
                raise BackupFault("Cadangan ini memuat tautan, jadi tidak dipakai.")
            yield entry.name, stream

    def read(self, name: str) -> bytes:
        """Return a small file of ours."""
        try:
            if self.tar is None:
                return (self.path / name).read_bytes()
            stream = self.tar.extractfile(name)
            return stream.read() if stream else b""
        except (OSError, KeyError) as error:
            raise BackupFault(f"Cadangan ini tidak lengkap: {name} tidak ada.") from error


@contextmanager
def open_backup(path: Path) -> Iterator[Source]:
    """Yield the backup at the path; raise BackupFault when there is none."""
    if (path / NAME).is_file():
        yield Source(path, None)
    elif path.is_file():
        try:
            with tarfile.open(path, "r:") as tar:
                yield Source(path, tar)
        except tarfile.TarError as error:
            raise BackupFault(f"{path.name} bukan cadangan atau terpotong.") from error
    else:
        inside = sorted(one.name for one in path.glob("capaian-*")) if path.is_dir() else []
        hint = f" Yang terbaru di folder ini: {inside[-1]}." if inside else ""
        raise BackupFault(f"Tidak ada cadangan di {path}.{hint}")


def read_sums(text: str) -> dict[str, str]:
    """Return the SHA-256 of each file by name; lines that are none are left out."""
    found = (SUM_LINE.fullmatch(line) for line in text.split("\n"))
    return {line[2]: line[1] for line in found if line}


def check(source: Source) -> Manifest:
    """Return the manifest after comparing every byte with its fingerprint; raise BackupFault otherwise."""
    try:
        manifest = Manifest.from_json(source.read(NAME))
    except ValueError as error:
        raise BackupFault(f"{NAME} rusak atau dari rilis yang lebih baru. Tidak ada yang diubah.") from error
    sums = source.read(SUMS)
    if hashlib.sha256(sums).hexdigest() != manifest.sums:
        raise BackupFault(f"{SUMS} rusak. Tidak ada yang diubah.")
    awaited = read_sums(sums.decode())
    try:
        faults = list(_faults(source, awaited))
    except tarfile.TarError as error:
        raise BackupFault("Cadangan ini rusak atau terpotong. Tidak ada yang diubah.") from error
    if faults or len(awaited) != manifest.files:
        named = ", ".join(faults[:5])
        raise BackupFault(f"{len(faults)} berkas cadangan rusak: {named}. Tidak ada yang diubah.")
    return manifest


def _faults(source: Source, awaited: dict[str, str]) -> Iterator[str]:
    """Yield the name of each file that is altered, missing or foreign."""
    left = dict(awaited)
    for name, stream in source.files():
        if name not in {NAME, SUMS} and left.pop(name, "") != sha256_of(stream):
            yield name
    yield from left
