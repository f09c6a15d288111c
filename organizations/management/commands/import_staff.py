"""Imports a unit list and a staff list of any size; without --commit it only shows what would happen."""

from __future__ import annotations

import io
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from appraisal.errors import Refused
from appraisal.sheets import COMMAND, write_csv
from organizations.operations.staff_import import import_staff
from organizations.resources import StaffFiles
from organizations.resources.staff_files import Outcome

REPORT = ("row", "nip", "outcome", "message")


class Command(BaseCommand):
    """manage.py import_staff UNITS STAFF [--commit] [--report OUT.csv]"""

    help = "Impor daftar unit dan daftar pegawai (XLSX atau CSV). Tulis - untuk melewati salah satunya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("units", help="berkas unit (unor), atau -")
        parser.add_argument("staff", help="berkas pegawai, atau -")
        parser.add_argument("--commit", action="store_true", help="simpan; tanpa ini hanya pratinjau")
        parser.add_argument("--report", metavar="OUT.csv", help="laporan: satu baris untuk tiap baris berkas")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        commit, report = options["commit"], Path(options["report"]) if options["report"] else None
        if report:
            _write(report, "")  # said before anything is stored
        try:
            files = StaffFiles(
                units=_content(options["units"]),
                staff=_content(options["staff"]),
                limits=COMMAND,
                today=timezone.localdate(at),
                lock=commit,
            )
            if commit:
                import_staff(comparison=files, by=None, at=at)
            else:
                files.compare()
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        if report:
            _report(files, report)
        self._tell(files, commit)

    def _tell(self, files: StaffFiles, commit: bool) -> None:
        for key, label in (("units", "unit"), ("staff", "pegawai")):
            if counts := files.counts().get(key):
                self.stdout.write(
                    f"{label}: {counts['new']} baru, {counts['changed']} berubah, "
                    f"{counts['unchanged']} tetap, {counts['refused']} belum bisa diimpor"
                )
        if stop := files.reason_to_stop(None):
            self.stdout.write(stop)
        if not commit:
            self.stdout.write("Ini pratinjau; belum ada yang disimpan. Tambahkan --commit untuk menyimpan.")


def _content(path: str) -> tuple[str, bytes] | None:
    if path == "-":
        return None
    try:
        return Path(path).name, Path(path).read_bytes()
    except OSError as error:
        raise CommandError(f"Berkas {path} tidak bisa dibuka. Periksa nama dan izinnya.") from error


def _report(files: StaffFiles, path: Path) -> None:
    """Write the report: first the refused units, then one line for each row of the staff list."""
    text = io.StringIO(newline="")
    write_csv(text, REPORT, [*_unit_lines(files), *_staff_lines(files)])
    _write(path, text.getvalue())


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise CommandError(f"Laporan {path} tidak bisa ditulis.") from error


def _unit_lines(files: StaffFiles) -> Iterator[tuple[str, ...]]:
    for row, line in sorted(files.lines["units"].items()):
        if line.outcome == Outcome.REFUSED:
            yield (
                str(row),
                "",
                line.outcome.value,
                f"Berkas unit baris {row}, {line.verdict.label}: {line.message}",
            )


def _staff_lines(files: StaffFiles) -> Iterator[tuple[str, ...]]:
    for row, line in sorted(files.lines["staff"].items()):
        yield str(row), line.verdict.key, line.outcome.value, line.message
