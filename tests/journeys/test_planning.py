"""A year is planned in a browser: from the agreement of a department to twelve plans that are agreed on.

Pages and clicks are counted, because what people report of today's system is how many steps it takes:
seven and more for every result (pages research 1.4).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from appraisal.sheets import write_xlsx
from indicators.models import Assignment, Goal, Plan
from organizations.models import Employee, Placement, Position
from organizations.operations import refresh_lines
from tests.world import NOW, PASSWORD, World

from .walker import Walker

TODAYS_STEPS = 7  # for one result, at the least (pages research 1.4)
TEAM = 12
TARGETS = "main input[name^='target-']"  # on the page of all targets
GOALS = [
    ("U-dinas", "Meningkatnya kualitas pelayanan kependudukan", "Indeks kepuasan masyarakat", "88", "nilai"),
    ("U-bidang", "Terbitnya dokumen kependudukan tepat waktu", "Dokumen yang terbit", "24.000", "dokumen"),
    ("U-bidang", "Berkurangnya waktu tunggu di loket", "Rata-rata waktu tunggu", "15", "menit"),
    ("U-bidang", "Tertanganinya pengaduan warga", "Pengaduan yang selesai", "95", "persen"),
]
HANDED = (
    "Terbitnya akta di loket {} tepat waktu",
    "Berkurangnya antrean loket {}",
    "Terjawabnya pengaduan di loket {}",
)


@dataclass
class Counting(Walker):
    """A walker whose pages and clicks are counted."""

    pages: int = 0
    clicks: int = 0

    def __post_init__(self) -> None:
        self.page.on("domcontentloaded", lambda _: self._count_page())

    def _count_page(self) -> None:
        self.pages += 1

    def follow(self, name: str) -> None:
        """Press a link."""
        self.clicks += 1
        super().follow(name)

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press a button."""
        self.clicks += 1
        with self.page.expect_navigation():
            (within or self.page.locator("main")).get_by_role("button", name=name).first.click()

    def choose(self, label: str, words: str, within: Locator | None = None) -> None:
        """Choose from a list."""
        self.clicks += 1
        super().choose(label, words, within)


def enlarge(world: World) -> list[Employee]:
    """Put a mayor on top, give Budi a team of twelve, and return the team by name, Ani first."""
    place = world.placements["ani"]
    mayor = Employee.objects.create(nip="WALIKOTA", name="Surya", kind="NON_ASN")
    title = Position.objects.create(title="Wali Kota", kind="PEJABAT_POLITIK")
    Placement.objects.create(
        employee=mayor, position=title, unit=world.units["kota"], is_head=True, started_on=place.started_on
    )
    for number in range(1, TEAM - 1):
        person = Employee.objects.create(
            nip=f"199501012020011{number:03d}",
            name=f"Pegawai {number:02d}",
            kind="PNS",
            rank="II/c",
            password=world.ani.password,
        )
        Placement.objects.create(
            employee=person, position=place.position, unit=place.unit, started_on=place.started_on
        )
    refresh_lines(on=place.started_on, at=NOW)
    team = Employee.objects.filter(placements__unit=place.unit).exclude(pk=world.budi.pk)
    return list(team.order_by("name"))


def agreement_file(folder: Path) -> Path:
    """Return the department's agreement as a spreadsheet."""
    header = ["KODE UNIT", "SASARAN", "INDIKATOR", "TARGET", "SATUAN", "ARAH"]
    rows = [[*goal, "TURUN" if goal[-1] == "menit" else "NAIK"] for goal in GOALS]
    file = folder / "perjanjian.xlsx"
    file.write_bytes(write_xlsx(header, rows))
    return file


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_department_plans_its_year(
    world: World, tmp_path: Path, open_page: Callable[..., Page], javascript: bool
) -> None:
    team = enlarge(world)
    assert len(team) == TEAM

    def enter(person: Employee, width: int = 1280) -> Counting:
        walker = Counting(open_page(javascript=javascript, width=width))
        walker.log_in(person.nip, PASSWORD)
        return walker

    import_agreement(enter(world.gita), agreement_file(tmp_path))
    chief, head = enter(world.citra), enter(world.budi)
    chief_plans(chief)
    head_plans(head)
    agree(chief, "Budi")
    hand_down(head, team)

    costs = [employee_plans(enter(person, 360), person) for person in (team if javascript else team[:2])]
    answers = answer_queue(head, len(costs))
    amend(enter(team[0], 360))
    finish(head)

    agreed = Plan.objects.filter(placement__employee__in=team, status="DISEPAKATI")
    assert agreed.count() == len(costs)
    assert Assignment.objects.filter(status="DIPAKAI").count() == 1 + len(HANDED) * len(costs)
    print(f"pages and clicks of each person: {sorted(set(costs))}; clicks of the head: {answers}")
    for pages, clicks in costs:
        assert max(pages, clicks) < len(HANDED) * TODAYS_STEPS / 2
    assert answers <= len(costs) + 2


def import_agreement(admin: Counting, file: Path) -> None:
    """The BKD uploads the agreement of the department, reads what would happen, applies."""
    admin.follow("BKD")
    admin.follow("Perjanjian kinerja")
    admin.follow("Impor dari berkas")
    admin.page.get_by_label("Berkas").set_input_files(file)
    admin.press("Periksa berkas")
    admin.reads("Periksa sebelum menerapkan")
    with admin.page.expect_navigation():
        admin.page.locator("main button.button").first.click()
    assert Goal.objects.count() == len(GOALS)


def chief_plans(chief: Counting) -> None:
    """The head of the department takes the goal and hands it to the head of the division."""
    begin(chief)
    chief.press("Ambil sebagai hasil kerja")
    chief.follow("Isi semua indikator dan target")
    chief.page.get_by_label("Penerima Layanan").check()
    chief.press("Simpan")
    chief.follow("Periksa dan ajukan")
    chief.press("Ajukan ke atasan")
    chief.follow("Matriks peran hasil")
    chief.page.get_by_role("row", name="Budi").get_by_role("textbox").first.fill("Mutu loket")
    chief.press("Turunkan ke tim")


def head_plans(head: Counting) -> None:
    """The head of the division takes what was handed down and the goals of the unit."""
    begin(head)
    head.press("Ambil semua (3 sasaran)")
    head.press("Pakai")
    head.write("Target", "90", head.group("Indikator 1"))
    head.press("Simpan hasil kerja")
    head.follow("tautkan sekarang")
    for box in head.page.locator("main select").all():
        box.select_option(label=GOALS[0][1])
    head.press("Simpan tautan")
    plan = Plan.objects.get(placement__employee__name="Budi")
    assert plan.results.filter(supports__isnull=False).count() == len(GOALS)
    head.follow("Periksa dan ajukan")
    head.press("Ajukan ke atasan")
    head.follow("SKP saya")


def begin(walker: Walker) -> None:
    """Begin the plan from the home page."""
    walker.open("/")
    walker.follow("Susun SKP 2026")
    walker.press("Susun SKP 2026")


def agree(chief: Counting, name: str) -> None:
    """The superior opens the plan from the queue and agrees."""
    chief.open("/tim/persetujuan/")
    chief.follow(name)
    chief.press("Sepakati SKP")


def hand_down(head: Counting, team: list[Employee]) -> None:
    """One page for twelve people: three cells each, one press."""
    head.follow("Kepala Bidang")
    head.follow("Matriks peran hasil")
    before = head.clicks
    for number, person in enumerate(team, start=1):
        cells = head.page.get_by_role("row", name=person.full_name).get_by_role("textbox")
        for at, text in enumerate(HANDED, start=1):
            cells.nth(at - 1).fill(text.format(number))
    head.press("Turunkan ke tim")
    assert head.clicks - before == 1
    assert Assignment.objects.filter(given_by__name="Budi").count() == len(HANDED) * len(team)


def employee_plans(walker: Counting, person: Employee) -> tuple[int, int]:
    """From the login to the submitted plan; return pages and clicks."""
    walker.follow("Susun SKP 2026")
    walker.press("Susun SKP 2026")
    walker.press("Pakai semua (3)")
    for box in walker.page.locator(TARGETS).all():
        box.fill("12")
    walker.press("Simpan")
    walker.follow("Periksa dan ajukan")
    walker.press("Ajukan ke atasan")
    walker.reads("SKP diajukan ke Budi")
    assert Plan.objects.get(placement__employee=person).status == "DIAJUKAN"
    return walker.pages, walker.clicks


def answer_queue(head: Counting, waiting: int) -> int:
    """Send one back with a suggestion, agree to the others one after the other; return the clicks."""
    before = head.clicks
    head.open("/tim/persetujuan/")
    head.reads(f"{waiting} SKP menunggu tanggapan Anda")
    head.follow("Buka persetujuan berikutnya")
    head.page.get_by_label("Saran").last.fill("Sebutkan jumlah hari penyelesaian pada hasil pertama.")
    head.press("Kirim saran")
    for _ in range(waiting - 1):
        head.press("Sepakati SKP")
    return head.clicks - before


def amend(walker: Counting) -> None:
    """The person reads the suggestion, changes a target, hands it in again."""
    walker.follow("Lanjutkan SKP 2026")
    walker.reads("Sebutkan jumlah hari penyelesaian pada hasil pertama.")
    walker.follow("Isi semua indikator dan target")
    walker.page.locator(TARGETS).first.fill("10")
    walker.press("Simpan")
    walker.follow("Periksa dan ajukan")
    walker.press("Ajukan ke atasan")


def finish(head: Counting) -> None:
    """The head sees what changed and agrees."""
    head.open("/tim/persetujuan/")
    head.follow("Bandingkan")
    head.reads("10")
    head.page.go_back()
    head.follow("Buka persetujuan berikutnya")
    head.press("Sepakati SKP")
