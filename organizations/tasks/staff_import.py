"""Staff imports in steps: reading a large file, writing it in parts, taking an import back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from appraisal import jobs
from appraisal.errors import Refused
from appraisal.jobs import Job, Work
from appraisal.sheets import UnsafeFile

from .. import resources
from ..models import StaffImport
from ..operations import import_parts, import_undo, staff_import


class _OfImport(Work):
    """What the kinds share: which import it is, and the lines of superiors at the end."""

    unit = "baris"

    def run_of(self, job: Job) -> StaffImport:
        """Return the import without its files; raise Refused for a job that others took the place of."""
        run = StaffImport.objects.defer("units_content", "staff_content").get(pk=job.arguments["run"])
        if run.job_id != job.pk or not (run.applying_at or run.confirmed_at):
            raise Refused("Pekerjaan ini sudah digantikan. Buka halaman impornya.")
        return run

    def page(self, job: Job) -> str:
        """Return the page of the import."""
        return reverse("organizations:import-preview", args=[job.arguments["run"]])

    def _lines(self, job: Job, start: int, at: datetime) -> int:
        """Resolve the superiors of one group."""
        steps = import_parts.line_steps(job.state, timezone.localdate(at))
        import_parts.resolve(steps[start - job.state["rows"]], job.state, at)
        return start + 1

    def _count_lines(self, job: Job, end: int, at: datetime) -> None:
        """Add the steps of the lines to what is to do, once the last part is written."""
        job.state["rows"] = end
        job.total = end + len(import_parts.line_steps(job.state, timezone.localdate(at)))


class StaffApply(_OfImport):
    """Write a confirmed preview: whole parts of at most 500 rows, then the superiors that follow."""

    kind = staff_import.APPLY
    title = "Menerapkan impor pegawai"

    def measure(self, job: Job) -> int:
        """Compare once more and keep the parts; a preview that is no longer true is renewed, not written."""
        run = self.run_of(job)
        files = resources.files_of(run, run.applying_at or job.made_at, tell=lambda: jobs.beat(job))
        files.compare()
        if any(run.counts.get(name) != value for name, value in files.counts().items()):
            staff_import.let_go(run=run, counts=resources.summary(files, job.by))
            raise Refused(resources.CHANGED)
        if reason := files.reason_to_stop(job.by):
            raise Refused(reason)
        return staff_import.keep_parts(run=run, parts=resources.parts_of(files))

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        """Write the next part, or resolve the superiors of the next group."""
        run = self.run_of(job)
        at = run.applying_at or job.made_at
        if "rows" in job.state:
            return self._lines(job, start, at)
        part = run.parts.filter(done__isnull=True).order_by("number")[0]
        is_units = part.rows["what"] == "units"
        batch, before = (resources.unit_batch if is_units else resources.people_batch)(part.rows)
        import_parts.note_lines(job.state, import_parts.write_part(part, batch, before, at))
        if not run.parts.filter(done__isnull=True).exists():
            self._count_lines(job, start + part.size, at)
        return start + part.size

    def ended(self, job: Job, at: datetime) -> None:
        """Say that the import is written."""
        staff_import.note_written(run=self.run_of(job), by=job.by, at=at)


class StaffRead(_OfImport):
    """Read and compare large files for their preview."""

    kind = staff_import.READ
    title = "Membaca berkas impor pegawai"
    is_quick = True

    def prepare(self, job: Job, start: int) -> Any:
        """Return what the preview shows."""
        run = StaffImport.objects.get(pk=job.arguments["run"])
        try:
            files = resources.files_of(run, job.made_at, tell=lambda: jobs.beat(job))
        except UnsafeFile as unsafe:
            name = run.units_name if unsafe.field == "units" else run.staff_name
            if job.by:
                staff_import.note_unsafe_file(name=name, reason=str(unsafe), by=job.by, at=job.made_at)
            raise
        files.compare()
        return resources.summary(files, job.by)

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        """Keep it."""
        run = StaffImport.objects.defer("units_content", "staff_content").get(pk=job.arguments["run"])
        staff_import.keep_counts(run=run, counts=prepared)
        return 1


class StaffUndo(_OfImport):
    """Take an import back: its parts in reverse, then the superiors that follow."""

    kind = staff_import.UNDO
    title = "Membatalkan impor pegawai"

    def measure(self, job: Job) -> int:
        """Return how many rows are taken back."""
        return sum(self.run_of(job).parts.filter(done__isnull=False).values_list("size", flat=True))

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        """Take the last part back, or resolve the superiors of the next group."""
        run = self.run_of(job)
        if "rows" in job.state:
            return self._lines(job, start, job.made_at)
        part = run.parts.filter(done__isnull=False).order_by("-number")[0]
        import_parts.note_lines(job.state, import_parts.take_back(part, job.made_at))
        if not run.parts.filter(done__isnull=False).exists():
            self._count_lines(job, start + part.size, job.made_at)
        return start + part.size

    def ended(self, job: Job, at: datetime) -> None:
        """Say that the import is taken back."""
        import_undo.note_undone(run=self.run_of(job), by=job.by, at=at)


def register_work() -> None:
    """Make the kinds known."""
    jobs.register(StaffRead())
    jobs.register(StaffUndo())
    jobs.register(StaffApply())
