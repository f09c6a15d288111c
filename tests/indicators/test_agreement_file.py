"""Files with goals: each row judged, laid beside what is stored, written once, and twice for nothing."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from appraisal.sheets import UnsafeFile, write_xlsx
from indicators import operations, queries
from indicators.access.goal import goal_scope
from indicators.models import Goal, KeyIndicator, Period
from indicators.resources import goal as resources
from organizations.models import Employee, Placement, Unit, Upload
from tests.indicators.goals import INDEX, goal
from tests.sheets import repacked, text_file, workbook
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db

HEADER = resources.HEADER
GOAL = "Meningkatnya mutu layanan"


def row(code: Any = "U-dinas", **changes: Any) -> list[Any]:
    """Return a clean row; `changes` name columns in small letters with _ for spaces."""
    values: dict[str, Any] = dict.fromkeys(HEADER, "") | {
        "KODE UNIT": code,
        "SASARAN": GOAL,
        "INDIKATOR": "Indeks kepuasan masyarakat",
        "TARGET": 85,
        "SATUAN": "nilai",
    }
    values |= {name.replace("_", " ").upper(): value for name, value in changes.items()}
    return [values[name] for name in HEADER]


def uploaded(world: World, *rows: list[Any], by: str = "gita", default: Unit | None = None) -> Upload:
    person = world.people[by]
    return resources.upload_goals(
        period=world.period,
        name="perjanjian.xlsx",
        content=workbook([HEADER, *rows]),
        scope=goal_scope(person, TODAY),
        default=default,
        by=person,
        at=NOW,
    )


def faults(world: World, *rows: list[Any], **options: Any) -> list[tuple[int, str, str]]:
    kept = uploaded(world, *rows, **options)
    return [
        (each["line"], fault["column"], fault["cause"])
        for each in kept.rows
        if each["faults"]
        for fault in each["values"]["faults"]
    ]


def applied(world: World, kept: Upload, by: str = "gita", **changes: Any) -> Upload:
    found = queries.compare_goals(world.period, queries.sound_rows(kept))
    stamp = {"version": kept.version, "digest": found.digest, "by": world.people[by], "at": NOW}
    return operations.apply_goals(upload=kept, **(stamp | changes))


def stored() -> list[tuple[str, str, str, Decimal | None, str]]:
    rows = KeyIndicator.objects.select_related("goal__unit").order_by("goal__unit", "goal__order", "order")
    return [
        (key.goal.unit.code, key.goal.text, key.text, queries.promised_key(key), key.direction)
        for key in rows
    ]


# --- Judging ------------------------------------------------------------------------------------------

# what differs from a clean row, column, cause
FAULTS = [
    ({"sasaran": ""}, "SASARAN", "sasarannya belum ditulis."),
    ({"indikator": ""}, "INDIKATOR", "indikatornya belum ditulis."),
    ({"satuan": ""}, "SATUAN", "satuannya belum ditulis."),
    ({"target": "WTP"}, "TARGET", "belum bisa disimpan sebagai angka."),
    ({"target": -5}, "TARGET", "belum bisa disimpan sebagai angka."),
    ({"target": 83.33333}, "TARGET", "belum bisa disimpan sebagai angka."),
    ({"target": "=A1"}, "TARGET", "isinya rumus, bukan data."),
    ({"indikator": "#REF!"}, "INDIKATOR", "isinya galat dari Excel."),
    ({"indikator": "x" * 501}, "INDIKATOR", "panjangnya 501 huruf."),
    ({"satuan": "x" * 41}, "SATUAN", "panjangnya 41 huruf."),
    ({"arah": "MIRING"}, "ARAH", "arah ini belum dikenal."),
    ({"target_sampai": 80}, "TARGET SAMPAI", "batas rentangnya belum cocok."),
    ({"target_sampai": 99, "arah": "naik"}, "TARGET SAMPAI", "batas rentangnya belum cocok."),
    ({"arah": "rentang"}, "TARGET SAMPAI", "batas rentangnya belum cocok."),
    ({"kode_unit": "U-entah"}, "KODE UNIT", "unit ini tidak ada."),
    ({"kode_unit": "", "nama_unit": "Dinas Entah"}, "NAMA UNIT", "unit ini tidak ada."),
    ({"kode_unit": ""}, "KODE UNIT", "unitnya belum disebut."),
    ({"kode_unit": "U-tutup"}, "KODE UNIT", "unit ini sudah ditutup."),
    ({"kode_unit": "", "nama_unit": "Kelurahan Kembar"}, "NAMA UNIT", "ada 2 unit dengan nama ini."),
]


@pytest.mark.once
@pytest.mark.parametrize(("changes", "column", "cause"), FAULTS)
def test_a_fault_names_row_column_and_cause(world, changes, column, cause):
    Unit.objects.create(code="U-tutup", name="Dinas Lama", closed_on=TODAY)
    for code in ("K-1", "K-2"):
        Unit.objects.create(code=code, name="Kelurahan Kembar", parent=world.units["kota"])

    assert (2, column, cause) in faults(world, row(**changes))


# target as in the cell, until, measure, direction -> in words, direction
TARGETS = [
    (95, "", "persen", "", "95 persen", "NAIK"),
    (0.125, "", "persen", "", "0,125 persen", "NAIK"),
    (1.234, "", "nilai", "", "1,234 nilai", "NAIK"),
    ("1.234", "", "akta", "", "1.234 akta", "NAIK"),
    ("84,5", "", "nilai", "Makin Tinggi", "84,5 nilai", "NAIK"),
    ("95%", "", "", "", "95 persen", "NAIK"),
    (3, "", "hari", "TURUN", "3 hari", "TURUN"),
    (60, 80, "persen", "", "60 sampai 80 persen", "RENTANG"),
    (60, 80, "persen", "Dalam rentang", "60 sampai 80 persen", "RENTANG"),
    (2, "", "persen", "stabil", "2 persen", "STABIL"),
    ("", "", "WTP", "", "WTP", "NAIK"),
]


@pytest.mark.once
@pytest.mark.parametrize(("target", "until", "measure", "direction", "words", "kept"), TARGETS)
def test_targets_are_read_as_people_write_them(world, target, until, measure, direction, words, kept):
    applied(world, uploaded(world, row(target=target, target_sampai=until, satuan=measure, arah=direction)))

    assert [found[3:] for found in stored()] == [(words, kept)]


def test_empty_cells_of_unit_and_goal_follow_the_row_above(world):
    kept = uploaded(
        world,
        row(),
        row("", sasaran="", indikator="Rata-rata waktu", arah="turun"),
        row("", sasaran="Terjaganya akuntabilitas"),
        row("U-lain", sasaran=""),
    )
    applied(world, kept)

    assert [found[:3] for found in stored()] == [
        ("U-dinas", GOAL, "Indeks kepuasan masyarakat"),
        ("U-dinas", GOAL, "Rata-rata waktu"),
        ("U-dinas", "Terjaganya akuntabilitas", "Indeks kepuasan masyarakat"),
    ]
    assert [each["line"] for each in kept.rows if each["faults"]] == [5], "another unit starts anew"


def test_rows_without_a_unit_belong_to_the_one_that_the_person_came_from(world):
    applied(world, uploaded(world, row(""), by="citra", default=world.units["dinas"]), by="citra")

    assert stored()[0][0] == "U-dinas"


def test_a_unit_is_found_by_its_name_too(world):
    applied(world, uploaded(world, row("", nama_unit="KELURAHAN  sukajaya")))

    assert stored()[0][0] == "U-lain"


def test_the_same_row_twice_in_a_file_is_a_fault(world):
    again = row(indikator="indeks  KEPUASAN masyarakat", target=90)

    assert faults(world, row(), again) == [(3, "INDIKATOR", "baris yang sama ada di atasnya.")]


@pytest.mark.parametrize(("by", "codes"), [("citra", {"U-dinas"}), ("eko", {"U-dinas", "U-bidang"})])
def test_rows_of_units_outside_the_scope_are_faulty(world, by, codes):
    rows = [row(code) for code in ("U-dinas", "U-bidang", "U-lain", "U-kota")]

    kept = uploaded(world, *rows, by=by)

    applied(world, kept, by=by)
    assert {found[0] for found in stored()} == codes
    assert {fault["cause"] for each in kept.rows if each["faults"] for fault in each["values"]["faults"]} == {
        "unit ini di luar wewenang Anda."
    }


@pytest.mark.once
def test_a_csv_with_semicolons_is_read(world):
    content = text_file([HEADER, row()], divider=";").encode()

    kept = resources.upload_goals(
        period=world.period,
        name="perjanjian.csv",
        content=content,
        scope=goal_scope(world.gita, TODAY),
        default=None,
        by=world.gita,
        at=NOW,
    )

    assert [each["faults"] for each in kept.rows] == [[]]


def test_a_file_built_to_harm_leaves_a_trace(world):
    content = repacked(workbook([HEADER, row()]), **{"xl/vbaProject.bin": b"makro"})

    with pytest.raises(UnsafeFile):
        resources.upload_goals(
            period=world.period,
            name="makro.xlsx",
            content=content,
            scope=goal_scope(world.gita, TODAY),
            default=None,
            by=world.gita,
            at=NOW,
        )

    assert Event.objects.filter(action="staff.file_refused").count() == 1


# --- Writing ------------------------------------------------------------------------------------------


def test_new_changed_and_unchanged_rows_are_told_apart_and_written(world):
    goal(world, GOAL)
    kept = uploaded(
        world,
        row(target=90),
        row(indikator="Rata-rata waktu penyelesaian", target=3, satuan="hari", arah="TURUN"),
        row(indikator="Pengaduan yang dijawab", satuan="persen"),
        row(sasaran="Terjaganya akuntabilitas"),
    )
    found = queries.compare_goals(world.period, queries.sound_rows(kept))
    assert found.counts == {"new": 2, "changed": 1, "unchanged": 1}
    assert found.rows[0][1].changes == [{"label": "Target", "before": "85 nilai", "after": "90 nilai"}]

    done = applied(world, kept)

    assert [found[1:4] for found in stored()] == [
        (GOAL, "Indeks kepuasan masyarakat", "90 nilai"),
        (GOAL, "Rata-rata waktu penyelesaian", "3 hari"),
        (GOAL, "Pengaduan yang dijawab", "85 persen"),
        ("Terjaganya akuntabilitas", "Indeks kepuasan masyarakat", "85 nilai"),
    ]
    assert done.outcome == {"new": 2, "changed": 1, "unchanged": 1}
    assert done.applied_at == NOW
    assert Goal.objects.get(text=GOAL).version == 2
    events = Event.objects.filter(action__in=["goal.imported", "agreement.imported"]).order_by("pk")
    assert [event.action for event in events] == ["goal.imported", "goal.imported", "agreement.imported"]
    assert [bool(event.before) for event in events] == [False, True, False]


def test_the_same_file_twice_changes_nothing(world):
    rows = [row(), row("U-lain", target="", satuan="WTP"), row("U-bidang", target=60, target_sampai=80)]
    applied(world, uploaded(world, *rows))
    before = stored()

    again = uploaded(world, *rows)
    applied(world, again)

    assert Upload.objects.get(pk=again.pk).outcome == {"new": 0, "changed": 0, "unchanged": 3}
    assert stored() == before
    assert set(Goal.objects.values_list("version", flat=True)) == {1}


def test_links_from_plans_last_through_an_import(world):
    from tests.indicators.goals import taken

    first = goal(world, GOAL)
    plan = taken(world, first)
    linked = plan.results.get().indicators.order_by("order").first()

    applied(world, uploaded(world, row(target=90)))

    linked.refresh_from_db()
    assert linked.key_indicator.target == 90
    assert linked.target == 85, "the plan changes only by its owner's hand"


def test_a_file_is_applied_once_and_only_by_its_uploader(world):
    kept = uploaded(world, row())

    with pytest.raises(Denied, match="Pratinjau ini dibuka untuk yang mengunggahnya"):
        applied(world, kept, by="eko")
    applied(world, kept)
    with pytest.raises(Conflict, match="sudah diterapkan"):
        applied(world, kept)
    assert Goal.objects.count() == 1


def test_a_preview_that_is_no_longer_true_is_shown_again(world):
    kept = uploaded(world, row(target=90))
    seen = queries.compare_goals(world.period, queries.sound_rows(kept)).digest
    goal(world, GOAL)

    with pytest.raises(operations.OutOfDate, match="berubah sejak pratinjau ini"):
        applied(world, kept, digest=seen)

    assert Upload.objects.get().applied_at is None
    assert KeyIndicator.objects.get(text=INDEX.text).target == 85


def test_nothing_is_applied_after_two_days_or_after_the_year_was_closed(world):
    kept = uploaded(world, row())

    with pytest.raises(Refused, match="lebih dari dua hari"):
        applied(world, kept, at=NOW + timedelta(days=3))
    Period.objects.filter(pk=world.period.pk).update(closed_at=NOW, closed_by=world.gita)
    with pytest.raises(Conflict, match="Periode 2026 ditutup"):
        applied(world, kept)
    assert not Goal.objects.exists()


def test_who_lost_the_unit_meanwhile_applies_nothing(world):
    kept = uploaded(world, row(), by="citra")
    Placement.objects.filter(employee=world.citra).update(is_head=False)
    world.people["citra"] = Employee.objects.get(pk=world.citra.pk)

    with pytest.raises(Denied):
        applied(world, kept, by="citra")


TOO_MANY = [
    ([row(indikator=f"IKU {n}") for n in range(13)], "akan memuat 13 indikator"),
    ([row(sasaran=f"Sasaran {n}") for n in range(61)], "akan memuat lebih dari 60 sasaran"),
]


@pytest.mark.parametrize(("rows", "sentence"), TOO_MANY)
def test_a_goal_and_a_unit_keep_to_their_limits(world, rows, sentence):
    kept = uploaded(world, *rows)

    with pytest.raises(Refused, match=sentence):
        applied(world, kept)
    assert not Goal.objects.exists()


def test_an_agency_in_one_file_costs_few_queries(world, django_assert_max_num_queries):
    rows = [
        row(unit.code, sasaran=f"Sasaran {n}", indikator=f"IKU {m}")
        for unit in world.units.values()
        for n in range(20)
        for m in range(5)
    ]
    kept = uploaded(world, *rows)

    with django_assert_max_num_queries(40):
        applied(world, kept)
    assert KeyIndicator.objects.count() == 600


# --- Files to download ----------------------------------------------------------------------------------


def read_back(header: Any, rows: Any) -> list[tuple[Any, ...]]:
    book = load_workbook(io.BytesIO(write_xlsx(header, rows)))
    return list(book.active.iter_rows(values_only=True))


def test_rows_to_repair_come_with_their_reasons_and_can_be_uploaded_again(world):
    kept = uploaded(world, row(), row("", sasaran="", indikator="Waktu", target=1.5, satuan=""))
    header, rows = resources.faulty_rows(kept)
    assert rows[0][:9] == ["U-dinas", "", GOAL, "Waktu", "1,5", "", "", "", 3]
    assert rows[0][9:] == ["SATUAN: satuannya belum ditulis.", "Isi SATUAN, misalnya persen."]

    rows[0][6] = "hari"
    content = write_xlsx(header, rows)
    again = resources.upload_goals(
        period=world.period,
        name="perbaiki.xlsx",
        content=content,
        scope=goal_scope(world.gita, TODAY),
        default=None,
        by=world.gita,
        at=NOW,
    )
    applied(world, again)
    assert stored() == [("U-dinas", GOAL, "Waktu", "1,5 hari", "NAIK")]


def test_the_template_holds_examples_or_what_the_unit_promised(world):
    unit = world.units["dinas"]
    examples = read_back(HEADER, resources.template_rows(world.period, unit))
    assert (examples[0], examples[1][:3]) == (HEADER, ("U-dinas", unit.name, "Meningkatnya kualitas layanan"))

    goal(world, GOAL)
    rows = resources.template_rows(world.period, unit)
    kept = uploaded(world, *rows)

    assert queries.compare_goals(world.period, queries.sound_rows(kept)).counts == {
        "new": 0,
        "changed": 0,
        "unchanged": 2,
    }
