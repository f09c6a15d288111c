"""Writing staff files: whole or not at all, quiet the second time, history kept."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event as Signal
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from appraisal import locking
from appraisal.errors import Denied, Refused
from appraisal.models import Event
from appraisal.sheets import BROWSER
from organizations.models import Employee, Placement, Position, Supervision, Unit
from organizations.operations import staff_moves
from organizations.operations.staff_import import import_staff
from organizations.resources import StaffFiles
from tests.sheets import DATA, person, staff_file, unit, unit_file
from tests.world import NOW, TODAY, World

ROOT = Path(__file__).parents[2]
UNITS = [
    unit("U0", "KOTA UJI", head="WALI KOTA"),
    unit("U1", "DINAS UJI", "U0", "II.b", "KEPALA DINAS"),
    unit("U2", "BIDANG UJI", "U1", "III.b", "KEPALA BIDANG"),
]
ANI, BUDI, CITRA = "199001012015032003", "197505052000031002", "197001011995032001"
HEAD = {"JENIS_JABATAN_NAMA": "Jabatan Struktural", "TMT_JABATAN": "01-02-2022"}
CHIEF = person(
    NIP_BARU=CITRA, NAMA="CITRA", UNOR_ID="U1", JABATAN_NAMA="KEPALA DINAS", ESELON_NAMA="II.b", **HEAD
)
LEADER = person(
    NIP_BARU=BUDI, NAMA="BUDI", UNOR_ID="U2", JABATAN_NAMA="KEPALA BIDANG", ESELON_NAMA="III.b", **HEAD
)
CLERK = person(NIP_BARU=ANI, NAMA="ANI WIJAYA", UNOR_ID="U2")


def files(*people: dict[str, Any], units: Any = UNITS, at: datetime = NOW) -> StaffFiles:
    return StaffFiles(
        units=("unor.xlsx", unit_file(*units)) if units else None,
        staff=("pegawai.xlsx", staff_file(*people)) if people else None,
        limits=BROWSER,
        today=timezone.localdate(at),
    )


def bring(
    *people: dict[str, Any], units: Any = UNITS, at: datetime = NOW, by: Employee | None = None
) -> dict[str, Any]:
    return import_staff(comparison=files(*people, units=units, at=at), by=by, at=at)


@pytest.fixture
def office(db: None) -> dict[str, Any]:
    """A small office that came in by import in June."""
    return bring(CHIEF, LEADER, CLERK, *colleagues(4), at=NOW - timedelta(days=150))


def colleagues(count: int) -> list[dict[str, Any]]:
    """Return people without a part in the story."""
    numbers = range(100, 100 + count)
    return [person(NIP_BARU=f"198001012005011{number}", NAMA="REKAN", UNOR_ID="U0") for number in numbers]


def placements(nip: str) -> list[tuple[str, str, bool, date, date | None]]:
    rows = Placement.objects.filter(employee__nip=nip).order_by("started_on")
    return list(rows.values_list("unit__code", "position__title", "is_head", "started_on", "ended_on"))


def superiors(nip: str, on: date) -> tuple[str | None, str | None]:
    line = (
        Supervision.objects.on(on)
        .filter(placement__employee__nip=nip)
        .select_related("superior", "upper")
        .get()
    )
    return line.superior and line.superior.nip, line.upper and line.upper.nip


# --- The first import ---------------------------------------------------------------------------------


def test_everything_arrives_where_it_belongs(office: dict[str, Any]) -> None:
    assert office == {
        "units": {"new": 3, "changed": 0, "unchanged": 0, "refused": 0},
        "staff": {"new": 7, "changed": 0, "unchanged": 0, "refused": 0},
    }
    bidang = Unit.objects.get(code="U2")
    assert (bidang.name, bidang.head_title, bidang.parent.name) == (
        "Bidang Uji",
        "Kepala Bidang",
        "Dinas Uji",
    )
    ani = Employee.objects.get(nip=ANI)
    assert (ani.name, ani.rank, ani.sex, ani.birth_on) == ("Ani Wijaya", "III/c", "F", date(1990, 1, 1))
    assert not ani.has_usable_password()
    assert placements(ANI) == [("U2", "Pengadministrasi Perkantoran", False, date(2024, 2, 1), None)]
    assert placements(BUDI) == [("U2", "Kepala Bidang", True, date(2022, 2, 1), None)]
    assert Position.objects.get(title="Kepala Dinas").kind == "JPT_PRATAMA"


def test_lines_of_superiors_hold_from_the_first_of_january(office: dict[str, Any]) -> None:
    for day in (date(2026, 1, 1), TODAY):
        assert superiors(ANI, day) == (BUDI, CITRA)
        assert superiors(BUDI, day) == (CITRA, None)


def test_one_event_carries_the_counts(office: dict[str, Any]) -> None:
    event = Event.objects.get(action="staff.imported")

    assert event.after == office
    assert event.by_label == "Sistem"


def test_functional_level_is_read_from_the_title(db: None) -> None:
    bring(person(JENIS_JABATAN_NAMA="Jabatan Fungsional", JABATAN_NAMA="GURU AHLI MUDA"))

    assert Position.objects.get().level == "AHLI_MUDA"


def test_units_alone_and_people_alone_can_come(db: None) -> None:
    assert bring()["units"]["new"] == 3
    assert bring(CLERK, units=None) == {"staff": {"new": 1, "changed": 0, "unchanged": 0, "refused": 0}}


# --- The second import -----------------------------------------------------------------------------------


def test_second_import_writes_nothing_but_its_event(office: dict[str, Any]) -> None:
    versions = list(Employee.objects.order_by("pk").values_list("version", flat=True))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        counts = bring(CHIEF, LEADER, CLERK)

    writes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql.split()[2] for sql in writes] == ['"appraisal_event"']
    assert counts["staff"] == {"new": 0, "changed": 0, "unchanged": 3, "refused": 0}
    assert counts["units"]["unchanged"] == 3
    assert list(Employee.objects.order_by("pk").values_list("version", flat=True)) == versions


def test_capitals_and_spaces_alone_change_nothing(office: dict[str, Any]) -> None:
    clerk = CLERK | {"NAMA": "Ani  wijaya", "JABATAN NAMA": "pengadministrasi Perkantoran", "EMAIL": None}

    assert bring(CHIEF, LEADER, clerk)["staff"]["unchanged"] == 3


def test_changed_values_are_written_and_the_version_moves(office: dict[str, Any]) -> None:
    before = Employee.objects.get(nip=ANI).version

    counts = bring(CHIEF, LEADER, CLERK | {"GOL AKHIR NAMA": "III/d", "EMAIL": "ani@contoh.go.id"})

    ani = Employee.objects.get(nip=ANI)
    assert counts["staff"]["changed"] == 1
    assert (ani.rank, ani.email, ani.version) == ("III/d", "ani@contoh.go.id", before + 1)
    assert len(placements(ANI)) == 1


def test_the_number_of_siasn_is_kept_for_the_way_back(office: dict[str, Any]) -> None:
    bring(CHIEF, LEADER, CLERK | {"PNS ID": "BAB5B3733C1AE91743FB9FBCD89C36B2"})
    bring(CHIEF, LEADER, CLERK)

    assert Employee.objects.get(nip=ANI).siasn_id == "BAB5B3733C1AE91743FB9FBCD89C36B2"


def test_what_the_file_leaves_empty_stays(office: dict[str, Any]) -> None:
    Employee.objects.filter(nip=ANI).update(email="ani@contoh.go.id")

    bring(CHIEF, LEADER, CLERK | {"EMAIL": None, "TANGGAL LAHIR": None, "JENIS KELAMIN": None})

    ani = Employee.objects.get(nip=ANI)
    assert (ani.email, ani.birth_on, ani.sex) == ("ani@contoh.go.id", date(1990, 1, 1), "F")


def test_password_survives_an_import(office: dict[str, Any]) -> None:
    ani = Employee.objects.get(nip=ANI)
    ani.set_password("kalimat sandi untuk uji")
    ani.save()

    bring(CHIEF, LEADER, CLERK | {"GOL AKHIR NAMA": "III/d"})

    assert Employee.objects.get(nip=ANI).check_password("kalimat sandi untuk uji")


def test_person_whom_the_file_does_not_name_stays(office: dict[str, Any]) -> None:
    bring(CHIEF)

    assert Employee.objects.get(nip=ANI).is_active
    assert placements(ANI)[0][-1] is None


# --- Moves ----------------------------------------------------------------------------------------------


def test_transfer_ends_one_placement_and_begins_another(office: dict[str, Any]) -> None:
    bring(CHIEF, LEADER, CLERK | {"UNOR ID": "U1", "TMT JABATAN": "01-10-2026"})

    assert [row[0] for row in placements(ANI)] == ["U2", "U1"]
    assert [row[3:] for row in placements(ANI)] == [
        (date(2024, 2, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), None),
    ]
    assert superiors(ANI, date(2026, 9, 30)) == (BUDI, CITRA)
    assert superiors(ANI, date(2026, 10, 1)) == (CITRA, None)


def test_transfer_with_the_old_date_counts_from_the_import(office: dict[str, Any]) -> None:
    bring(CHIEF, LEADER, CLERK | {"UNOR ID": "U1"})

    assert [row[3:] for row in placements(ANI)] == [
        (date(2024, 2, 1), TODAY - timedelta(days=1)),
        (TODAY, None),
    ]


def test_two_transfers_on_one_day_do_not_overlap(office: dict[str, Any]) -> None:
    bring(CHIEF, LEADER, CLERK | {"UNOR ID": "U1"})
    bring(CHIEF, LEADER, CLERK | {"UNOR ID": "U0"})

    spans = [row[3:] for row in placements(ANI)]
    assert spans[1] == (TODAY, TODAY)
    assert spans[2] == (TODAY + timedelta(days=1), None)


def test_who_leaves_keeps_history_and_takes_no_part(office: dict[str, Any]) -> None:
    counts = bring(CHIEF, LEADER, CLERK | {"KEDUDUKAN HUKUM NAMA": "Pensiun"})

    assert counts["staff"]["changed"] == 1
    assert not Employee.objects.get(nip=ANI).is_active
    assert placements(ANI)[0][3:] == (date(2024, 2, 1), TODAY - timedelta(days=1))
    assert not Supervision.objects.on(TODAY).filter(placement__employee__nip=ANI).exists()
    assert superiors(ANI, TODAY - timedelta(days=1)) == (BUDI, CITRA)
    assert bring(CHIEF, LEADER, CLERK | {"KEDUDUKAN HUKUM NAMA": "Pensiun"})["staff"]["unchanged"] == 3


def test_who_returns_gets_a_new_placement(office: dict[str, Any]) -> None:
    bring(CHIEF, LEADER, CLERK | {"KEDUDUKAN HUKUM NAMA": "CLTN"})
    bring(CHIEF, LEADER, CLERK, at=NOW + timedelta(days=30))

    assert [row[3:] for row in placements(ANI)] == [
        (date(2024, 2, 1), TODAY - timedelta(days=1)),
        (TODAY + timedelta(days=30), None),
    ]


def test_heads_can_change_places_in_one_file(office: dict[str, Any]) -> None:
    moved = {"TMT JABATAN": "01-09-2026"}
    chief = CHIEF | moved | {"UNOR ID": "U2", "JABATAN NAMA": "KEPALA BIDANG", "ESELON NAMA": "III.b"}
    leader = LEADER | moved | {"UNOR ID": "U1", "JABATAN NAMA": "KEPALA DINAS", "ESELON NAMA": "II.b"}

    bring(chief, leader, CLERK)

    assert placements(BUDI)[-1][:3] == ("U1", "Kepala Dinas", True)
    assert placements(CITRA)[-1][:3] == ("U2", "Kepala Bidang", True)
    assert superiors(ANI, date(2026, 8, 31)) == (BUDI, CITRA)
    assert superiors(ANI, date(2026, 9, 1)) == (CITRA, BUDI)
    assert superiors(CITRA, date(2026, 9, 1)) == (BUDI, None)


def test_head_who_retires_leaves_the_unit_to_the_next_above(office: dict[str, Any]) -> None:
    bring(CHIEF, LEADER | {"KEDUDUKAN HUKUM NAMA": "Pensiun"}, CLERK)

    assert superiors(ANI, TODAY) == (CITRA, None)
    assert superiors(ANI, TODAY - timedelta(days=1)) == (BUDI, CITRA)


def test_second_head_is_accepted_as_an_ordinary_member(office: dict[str, Any]) -> None:
    second = CLERK | {"JENIS JABATAN NAMA": "Jabatan Struktural", "JABATAN NAMA": "KEPALA BIDANG"}

    bring(CHIEF, second, LEADER)

    assert placements(BUDI)[-1][2] is True
    assert placements(ANI)[-1][2] is False


def test_person_who_comes_later_sees_heads_of_the_whole_year(office: dict[str, Any]) -> None:
    bring(CHIEF, LEADER | {"UNOR ID": "U0", "TMT JABATAN": "01-03-2026"}, CLERK)
    newcomer = person(NIP_BARU="198001012005011999", NAMA="BARU", UNOR_ID="U2", TMT_JABATAN="01-02-2020")

    bring(newcomer)

    assert superiors("198001012005011999", date(2026, 2, 28)) == (BUDI, CITRA)
    assert superiors("198001012005011999", date(2026, 3, 1)) == (CITRA, BUDI)


def test_newcomer_and_colleagues_see_a_head_who_changed_in_between(office: dict[str, Any]) -> None:
    leader = LEADER | {"UNOR ID": "U0", "TMT JABATAN": "01-03-2026"}
    chief = CHIEF | {"UNOR ID": "U2", "JABATAN NAMA": "KEPALA BIDANG", "TMT JABATAN": "01-05-2026"}

    bring(chief, leader, CLERK)

    assert [superiors(ANI, date(2026, month, 1))[0] for month in (2, 3, 4, 5, 6)] == [
        BUDI,
        CITRA,
        CITRA,
        CITRA,
        CITRA,
    ]
    assert superiors(ANI, date(2026, 4, 30)) == (CITRA, BUDI)
    assert superiors(ANI, date(2026, 5, 1)) == (CITRA, BUDI)
    assert superiors(CITRA, date(2026, 5, 1)) == (BUDI, None)


def test_unit_that_moves_takes_its_lines_along(office: dict[str, Any]) -> None:
    moved = [*UNITS[:2], unit("U2", "BIDANG UJI", "U0", "III.b", "KEPALA BIDANG")]

    counts = bring(units=moved)

    assert counts["units"]["changed"] == 1
    assert Unit.objects.get(code="U2").parent.code == "U0"
    assert superiors(ANI, TODAY) == (BUDI, None)
    assert superiors(ANI, TODAY - timedelta(days=1)) == (BUDI, CITRA)


# --- When it stops -----------------------------------------------------------------------------------------


@contextmanager
def nothing_written() -> Iterator[None]:
    """Check that the block leaves every table of the import as it was."""
    before = snapshot()
    yield
    assert snapshot() == before


def snapshot() -> list[Any]:
    models = (Unit, Position, Employee, Placement, Supervision, Event)
    return [sorted(model.objects.values_list(), key=str) for model in models]


def test_file_that_retires_a_third_of_the_staff_is_stopped(office: dict[str, Any]) -> None:
    with nothing_written(), pytest.raises(Refused, match="3 dari 7 pegawai aktif"):
        bring(*(row | {"KEDUDUKAN HUKUM NAMA": "Pensiun"} for row in (CHIEF, LEADER, CLERK)), *colleagues(4))


def test_file_that_retires_the_importer_or_the_last_admin_is_stopped(world: World) -> None:
    gita = person(NIP_BARU=world.gita.nip, NAMA="GITA", KEDUDUKAN_HUKUM_NAMA="Pensiun")

    with nothing_written(), pytest.raises(Refused, match="akun Anda sendiri"):
        bring(gita, by=world.gita)
    with nothing_written(), pytest.raises(Refused, match="admin BKD terakhir"):
        bring(gita)


def test_only_bkd_admins_import(world: World) -> None:
    with nothing_written(), pytest.raises(Denied, match="admin BKD"):
        bring(CLERK, by=world.eko)


def test_failure_in_the_middle_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("disk full")

    bring(CHIEF)
    monkeypatch.setattr(staff_moves, "_end", fail)

    with nothing_written(), pytest.raises(RuntimeError):
        bring(CHIEF | {"UNOR ID": "U0"}, LEADER)


def test_head_who_came_meanwhile_is_an_honest_refusal(office: dict[str, Any]) -> None:
    late = files(CHIEF, CLERK | {"JENIS JABATAN NAMA": "Jabatan Struktural", "UNOR ID": "U0"})
    Placement.objects.filter(employee__nip=BUDI).update(unit=Unit.objects.get(code="U0"))

    with nothing_written(), pytest.raises(Refused, match="sedang diubah orang lain"):
        import_staff(comparison=late, by=None, at=NOW)


def test_large_import_asks_no_more_per_row(db: None) -> None:
    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            bring(*colleagues(count), units=UNITS)
        return len(captured)

    queries(5)

    assert queries(20) == queries(60)


# --- Two at once ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_second_import_waits_for_the_first() -> None:
    holding, release, done = Signal(), Signal(), Signal()

    def first() -> None:
        with transaction.atomic():
            locking.take_import()
            holding.set()
            release.wait(30)
        connection.close()

    def second() -> None:
        bring(CHIEF)
        done.set()
        connection.close()

    threads = [Thread(target=first), Thread(target=second)]
    threads[0].start()
    assert holding.wait(30)
    threads[1].start()
    waited = not done.wait(0.7)
    release.set()
    for thread in threads:
        thread.join(30)

    assert waited
    assert Employee.objects.filter(nip=CITRA).exists()


# --- SIGKILL -----------------------------------------------------------------------------------------


def database_url() -> str:
    """Return the address of the test database, for another process."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host = settings["HOST"] or "localhost"
    user = f"{settings['USER']}:{settings['PASSWORD']}@" if settings["USER"] else ""
    if host.startswith("/"):
        return f"postgres://{user}{host.replace('/', '%2F')}:{settings['PORT'] or 5432}/{settings['NAME']}"
    return f"postgres://{user}{host}:{settings['PORT'] or 5432}/{settings['NAME']}"


def command() -> list[str]:
    folder = DATA / "arunika"
    return [
        sys.executable,
        "manage.py",
        "import_staff",
        f"{folder}/unor.xlsx",
        f"{folder}/pegawai.xlsx",
        "--commit",
    ]


def is_writing() -> bool:
    """Say whether another process is in the middle of its transaction."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7301 AND granted"
        )
        return bool(cursor.fetchone()[0])


def is_blocked() -> bool:
    """Say whether another process waits for a table that this test holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'")
        return bool(cursor.fetchone()[0])


@contextmanager
def last_step_held() -> Iterator[Callable[[], bool]]:
    """Let nobody write the event with which an import ends; yield the question whether one waits for it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE appraisal_event IN EXCLUSIVE MODE")
        yield is_blocked


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(lambda: nullcontext(is_writing), id="at its start"),
        pytest.param(last_step_held, id="before its last step", marks=pytest.mark.postgres),
    ],
)
def test_killed_import_leaves_the_database_as_before(moment: Any) -> None:
    environment = os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    before = snapshot()
    with moment() as has_come:
        process = subprocess.Popen(command(), cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 120
        while process.poll() is None and not has_come() and time.monotonic() < deadline:
            time.sleep(0.02)
        was_writing = process.poll() is None and has_come()
        process.kill()
        process.wait()

    assert was_writing, "the import ended before it could be killed"
    assert snapshot() == before

    subprocess.run(command(), cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    assert Employee.objects.count() == 3000
    assert Supervision.objects.on(TODAY).count() == 3000
    assert Event.objects.filter(action="staff.imported").count() == 1
