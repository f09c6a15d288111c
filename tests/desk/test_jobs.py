"""Pages of long work: what they say, who may stop and download, who is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from appraisal import jobs
from appraisal.errors import Denied
from appraisal.jobs import Job, JobStatus, Work
from appraisal.models import Event, Mail, Worker
from desk.access.job import may_download
from desk.operations.job import resume_job, stop_job
from desk.queries.job import job_row, job_rows
from organizations.models import Employee
from tests.pages import text_of
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db


class Telling(Work):
    """Two parts; its result opens for nobody any more when a test says so."""

    kind = "telling"
    title = "Menyusun rekapitulasi"
    unit = "pegawai"
    is_open = True

    def measure(self, job: Job) -> int:
        return 2

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        return start + 1

    def finish(self, job: Job) -> jobs.File:
        return jobs.File("rekap “Ñ” 2026.csv", b"NIP\n")

    def page(self, job: Job) -> str:
        return "/bkd/"

    def may_open(self, job: Job, user: Any, on: Any) -> bool:
        return self.is_open and job.by_id == user.pk


@pytest.fixture
def telling(monkeypatch: pytest.MonkeyPatch) -> Telling:
    kind = Telling()
    monkeypatch.setitem(jobs.KINDS, kind.kind, kind)
    return kind


@pytest.fixture
def begun(telling: Telling, office: Any) -> Job:
    return jobs.start("telling", {}, by=office.ani, at=timezone.now())


def page(enter: Any, person: Any, name: str, *args: Any, **options: Any) -> Any:
    return enter(person).get(reverse(f"desk:{name}", args=args), **options)


def test_the_page_says_how_far_it_is_and_refreshes_only_while_it_goes_on(
    enter: Any, office: Any, begun: Job
) -> None:
    Job.objects.update(status="BERJALAN", total=2, cursor=1, started_at=timezone.now())
    shown = page(enter, office.ani, "job-detail", begun.pk)
    assert "1 dari 2" in text_of(shown)
    assert 'hx-trigger="every 3s"' in shown.text
    part = page(enter, office.ani, "job-detail", begun.pk, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "HX-Refresh" not in part

    Job.objects.update(status="MENUNGGU")
    jobs.run(begun.pk)

    part = page(enter, office.ani, "job-detail", begun.pk, headers={"HX-Request": "true"})
    assert part["HX-Refresh"] == "true"
    shown = page(enter, office.ani, "job-detail", begun.pk)
    assert "every 3s" not in shown.text
    assert reverse("desk:job-download", args=[begun.pk]) in shown.text


def test_who_waits_for_a_missing_worker_is_told_so(enter: Any, office: Any, begun: Job) -> None:
    told = "pekerja latar belum berjalan"
    for name, args in (("job-detail", [begun.pk]), ("job-list", [])):
        assert told in text_of(page(enter, office.ani, name, *args))
    Worker.objects.create(name="w", started_at=NOW, seen_at=timezone.now())
    assert told not in text_of(page(enter, office.ani, "job-detail", begun.pk))


def test_the_list_shows_the_own_work_and_bkd_everybodys(enter: Any, office: Any, begun: Job) -> None:
    shown = {who: text_of(page(enter, getattr(office, who), "job-list")) for who in ("ani", "budi", "gita")}
    assert ["Menyusun rekapitulasi" in shown[who] for who in ("ani", "budi", "gita")] == [True, False, True]
    assert office.ani.full_name in shown["gita"]


def test_the_list_asks_for_all_progress_at_once(
    office: Any, begun: Job, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        part = Job.objects.create(
            kind="telling", title="t", made_at=NOW, queued_at=NOW, parent=begun, total=4, cursor=number
        )
        assert part.pk
    with django_assert_num_queries(3):
        rows, _ = job_rows(Job.objects.filter(parent__isnull=True), "")
    assert (rows[0].progress, rows[0].unit) == (jobs.Progress(3, 12, 3, 0), "pegawai")


@pytest.mark.parametrize(
    ("cursor", "minutes", "left"),
    [
        (1, 1, ""),
        (50, 2, "kira-kira 2 menit lagi"),
        (90, 2, "kurang dari semenit lagi"),
        (10, 60, "kira-kira 9 jam lagi"),
    ],
    ids=["too early", "half", "nearly", "hours"],
)
def test_when_it_ends_is_guessed_from_its_pace(begun: Job, cursor: int, minutes: int, left: str) -> None:
    row = {"status": JobStatus.RUNNING, "total": 100, "cursor": cursor, "started_at": NOW}
    Job.objects.update(**row)
    begun.refresh_from_db()
    assert job_row(begun, NOW + timedelta(minutes=minutes)).left == left


def test_stopping_and_going_on_leave_a_trace_and_a_second_press_does_nothing(
    office: Any, begun: Job, work: Any
) -> None:
    assert [stop_job(job=begun, by=office.ani, at=NOW) for _ in range(2)] == [True, False]
    with pytest.raises(Denied):
        resume_job(job=begun, by=office.budi, at=NOW)
    assert [resume_job(job=begun, by=office.gita, at=NOW) for _ in range(2)] == [True, False]
    work()
    begun.refresh_from_db()
    assert begun.status == JobStatus.DONE
    assert list(Event.objects.order_by("pk").values_list("action", flat=True)) == [
        "job.stopped",
        "job.resumed",
    ]


def test_the_result_comes_under_its_name_and_leaves_a_trace(
    enter: Any, office: Any, telling: Telling, begun: Job, work: Any
) -> None:
    work()
    answer = page(enter, office.ani, "job-download", begun.pk)

    assert (b"".join(answer.streaming_content), answer["X-Content-Type-Options"]) == (b"NIP\n", "nosniff")
    name = answer["Content-Disposition"]
    assert name == "attachment; filename*=utf-8''rekap%20%E2%80%9C%C3%91%E2%80%9D%202026.csv"
    assert Event.objects.get(action="job.downloaded").by_id == office.ani.pk
    telling.is_open = False  # the role was withdrawn meanwhile
    assert page(enter, office.ani, "job-download", begun.pk).status_code == 403
    assert may_download(office.gita, Job.objects.get(), TODAY)
    jobs.forget_results(timezone.now() + timedelta(days=8))
    assert page(enter, office.gita, "job-download", begun.pk).status_code == 404
    assert "sudah dihapus" in text_of(page(enter, office.gita, "job-detail", begun.pk))


@pytest.mark.parametrize("ago", [0, 5], ids=["at once", "after five minutes"])
def test_who_waited_long_gets_a_letter(office: Any, begun: Job, work: Any, settings: Any, ago: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Employee.objects.filter(pk=office.ani.pk).update(email="ani@example.go.id")
    Job.objects.update(made_at=timezone.now() - timedelta(minutes=ago))

    work()

    letters = list(Mail.objects.values_list("subject", flat=True))
    assert letters == (["Pekerjaan selesai"] if ago else [])
