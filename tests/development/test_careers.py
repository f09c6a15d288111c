"""Careers and nine boxes: what is shown to whom, assessments from files, counts without names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from development.access.career import careers, may_see_boxes
from development.models import PotentialScore
from development.operations.potential import apply_potential, undo_potential
from development.queries.boxes import box_counts, exactness
from development.queries.career import career_page
from development.queries.potential import valid_scores
from development.queries.results import annual_finals, latest_of_all
from development.resources.potential import potential_template, upload_potential
from indicators.models import Plan
from indicators.queries import policy
from organizations.models import Employee, Placement, Upload
from reviews.models import CreditEntry, Evaluation, PastResult
from reviews.rules.evaluation import Predicate
from tests.pages import text_of
from tests.sheets import workbook
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.django_db
HEADER = ("NIP", "TANGGAL ASESMEN", "NILAI", "SUMBER", "GALAT BAKU")
DAY = date(2025, 3, 3)


def file_of(world: World, *rows: tuple[Any, ...], by: Employee | None = None) -> Upload:
    content = workbook([HEADER, *rows])
    return upload_potential(name="potensial.xlsx", content=content, by=by or world.gita, on=TODAY, at=NOW)


def applied(world: World, upload: Upload, **more: Any) -> Upload:
    return apply_potential(upload=upload, **({"version": upload.version, "by": world.gita, "at": NOW} | more))


def row(
    person: Employee, score: str = "78", error: str | None = "5", day: str = "03-03-2025"
) -> tuple[Any, ...]:
    return (person.nip, day, score, "Balai asesmen", error)


def an_upload(world: World) -> Upload:
    return Upload.objects.create(
        kind="POTENSIAL", name="p.xlsx", rows=[], uploaded_by=world.gita, uploaded_at=NOW, applied_at=NOW
    )


def a_score(world: World, person: Employee | None = None, **more: Any) -> PotentialScore:
    given = {"assessed_on": DAY, "score": Decimal(78), "error": Decimal(5), "source": "Balai"}
    given |= {"valid_until": date(2028, 3, 3), "upload": an_upload(world)}
    return PotentialScore.objects.create(employee=person or world.ani, **(given | more))


def a_past(world: World, year: int, predicate: str, person: Employee | None = None) -> None:
    PastResult.objects.create(
        employee=person or world.ani, year=year, predicate=predicate, source="SIASN", upload=an_upload(world)
    )


def final(world: World, plan: Plan, predicate: str = "SANGAT_BAIK", **more: Any) -> Evaluation:
    line = {"plan": plan, "term": world.final, "appraiser": world.budi, "upper": world.citra}
    rated = {"results_rating": "DI_ATAS", "results_reason": "x", "behaviour_rating": "DI_ATAS"}
    rated |= {"behaviour_reason": "x", "rated_at": NOW, "shared_at": NOW, "final_at": NOW}
    return Evaluation.objects.create(status="FINAL", predicate=predicate, **line, **(rated | more))


# --- The page -------------------------------------------------------------------------------------


def test_the_history_says_what_is_here_and_what_is_missing(world: World) -> None:
    for year, predicate in ((2025, "BAIK"), (2024, "SANGAT_BAIK"), (2022, "BAIK")):
        a_past(world, year, predicate)
    page = career_page(world.ani, world.ani, TODAY)

    assert [(one.year, one.word) for one in page.rows] == [
        (2026, ""),
        (2025, "Baik"),
        (2024, "Sangat Baik"),
        (2023, ""),
        (2022, "Baik"),
        (2021, ""),
    ]
    assert page.gap == "2021 dan 2023 belum ada di sini: minta BKD memuatnya."
    assert (page.rows[0].source, page.rows[1].source) == ("Tahun ini masih berjalan.", "SIASN")
    assert {one.key: one.met for one in page.answers}["baik"] is True


def test_only_the_last_definitive_plan_of_a_year_gives_its_predicate(world: World) -> None:
    plan = agreed_plan(world)
    found = final(world, plan, innovation="Antrean daring")
    assert list(annual_finals()) == [found]
    assert career_page(world.ani, world.ani, TODAY).rows[0].evaluation == found.pk
    assert latest_of_all(TODAY)[world.ani.pk] == {2026: Predicate.EXCELLENT}

    Placement.objects.filter(pk=plan.placement_id).update(ended_on=date(2026, 8, 31))
    position = plan.placement.position
    moved = Placement.objects.create(
        employee=world.ani, position=position, unit=world.units["dinas"], started_on=date(2026, 9, 1)
    )
    world.placements["ani"] = moved
    agreed_plan(world)

    assert list(annual_finals()) == []  # the later post has no result yet


def test_a_result_that_is_not_final_says_nothing(world: World) -> None:
    found = final(world, agreed_plan(world))
    Evaluation.objects.filter(pk=found.pk).update(status="DITERIMA")

    assert career_page(world.budi, world.ani, TODAY).rows[0].word == ""


@pytest.mark.parametrize(
    ("reader", "reads", "boxes"),
    [
        ("ani", True, True),
        ("budi", True, False),
        ("citra", True, False),
        ("eko", True, False),
        ("indra", True, False),
        ("gita", True, True),
        ("dewi", False, False),
        ("hadi", False, False),
    ],
)
def test_who_reads_a_career_and_who_sees_boxes(world: World, reader: str, reads: bool, boxes: bool) -> None:
    user = world.people[reader]

    assert careers(user, TODAY).filter(pk=world.ani.pk).exists() is reads
    assert may_see_boxes(user, world.ani, TODAY) is boxes
    if reads:
        assert (career_page(user, world.ani, TODAY).boxes is not None) is boxes


def test_credit_points_tell_what_is_ahead_at_the_present_pace(world: World) -> None:
    """Mahir needs 50 for the next rank and gathers 12.5 a year at Baik (PerBKN 3/2023)."""
    Employee.objects.filter(pk=world.fajar.pk).update(rank="III/a")
    post = Placement.objects.get(pk=world.placements["fajar"].pk)
    type(post.position).objects.filter(pk=post.position_id).update(level="MAHIR")
    CreditEntry.objects.create(
        employee=world.fajar,
        source="LAMA",
        level="MAHIR",
        year=2025,
        points="25",
        basis="PAK 12/2025",
        set_by=world.gita,
        set_at=NOW,
    )
    fajar = Employee.objects.get(pk=world.fajar.pk)

    found = career_page(fajar, fajar, TODAY).credit

    assert found is not None
    assert [(one.aim.needed, one.months) for one in found.ahead] == [(50, 24), (100, 72)]
    assert "seolah predikatnya Baik" in found.pace


# --- Boxes ----------------------------------------------------------------------------------------


def test_a_box_is_a_cloud_over_the_predicate_and_the_assessment(world: World) -> None:
    a_past(world, 2025, "BAIK")
    a_score(world)  # 78 and 5: 60 to 80 holds 65.5%
    boxes = career_page(world.ani, world.ani, TODAY).boxes
    assert boxes is not None
    assert boxes.verdict is not None
    assert (boxes.verdict.box, boxes.chances) == (5, "66% kotak 5, 34% kotak 8")

    PotentialScore.objects.update(score="79.5")
    boxes = career_page(world.ani, world.ani, TODAY).boxes
    assert boxes is not None
    assert boxes.verdict is not None
    assert boxes.verdict.sentence == "Di perbatasan antara kotak 5 dan 8."


@pytest.mark.parametrize("missing", ["score", "predicate", "valid", "later"])
def test_without_both_axes_there_is_never_a_box(world: World, missing: str) -> None:
    if missing != "predicate":
        a_past(world, 2025, "BAIK")
    if missing != "score":
        a_score(world, valid_until=TODAY - timedelta(days=1) if missing == "valid" else date(2028, 3, 3))
    if missing == "later":  # the latest assessment counts, also when it holds no longer than an older one
        a_score(world, assessed_on=date(2026, 1, 5), valid_until=date(2026, 6, 1))
    boxes = career_page(world.ani, world.ani, TODAY).boxes

    assert boxes is not None
    assert boxes.verdict is None
    assert (boxes.performance is None) == (missing == "predicate")
    assert valid_scores(TODAY).exists() == (missing == "predicate")


def test_exactness_comes_from_the_assessor_or_the_policy(world: World) -> None:
    figures = policy(world.period)

    assert exactness(Decimal(3), None, figures) == 3
    assert exactness(None, Decimal("0.84"), figures) == 4  # 10 x root of 0.16
    assert exactness(None, None, figures) == 5  # 10 x root of 0.25


def test_people_per_box_are_counted_without_telling_of_one(
    world: World, django_assert_max_num_queries: Any
) -> None:
    nobody = {"kind": "NON_ASN", "password": "x"}
    crowd = Employee.objects.bulk_create(
        [Employee(nip=f"X{n}", name=f"Orang {n}", **nobody) for n in range(18)]
    )
    groups = [("BAIK", 70)] * 7 + [("SANGAT_BAIK", 95)] * 6 + [("BAIK", 80)] * 3 + [("KURANG", 70)] * 2
    for person, (predicate, score) in zip(crowd, groups, strict=True):
        a_past(world, 2025, predicate, person)
        a_score(world, person, score=score)
    with django_assert_max_num_queries(6):
        counts = box_counts(TODAY)

    shown = {cell["number"]: cell.get("count") for line in counts.cells for cell in line["cells"]}
    assert (shown[5], shown[9], shown[3]) == (7, 6, None)
    assert dict(counts.others)["Di perbatasan dua kotak"] is None  # three people
    assert counts.total == Employee.objects.active().count()
    assert counts.is_hidden


# --- Files ----------------------------------------------------------------------------------------


def test_a_file_is_shown_applied_once_and_taken_back(world: World) -> None:
    first = applied(world, file_of(world, row(world.ani)))
    assert PotentialScore.objects.get().valid_until == date(2028, 3, 3)
    same = file_of(world, row(world.ani))
    assert [one["outcome"] for one in same.rows] == ["same"]
    second = file_of(world, row(world.ani, "81"), row(world.budi), row(world.budi), ("x", None, None, "", ""))
    assert [one["outcome"] for one in second.rows] == ["changed", "new", "faulty", "faulty"]
    second = applied(world, second)
    assert list(PotentialScore.objects.order_by("pk").values_list("score", flat=True)) == [81, 78]

    with pytest.raises(Refused, match="lebih baru"):
        undo_potential(upload=first, version=first.version, by=world.gita, at=NOW)
    undo_potential(upload=second, version=second.version, by=world.gita, at=NOW)

    kept = PotentialScore.objects.get()
    assert (kept.score, kept.upload) == (78, first)
    names = Event.objects.filter(action__startswith="potential.").values_list("action", flat=True)
    assert sorted(names) == ["potential.imported", "potential.imported", "potential.undone"]
    with pytest.raises(Refused, match="tujuh hari"):
        undo_potential(upload=first, version=first.version, by=world.gita, at=NOW + timedelta(days=8))


def test_the_second_of_two_who_apply_is_told(world: World) -> None:
    upload, other = file_of(world, row(world.ani)), file_of(world, row(world.ani, "60"))
    applied(world, upload)

    with pytest.raises(Conflict):
        applied(world, Upload.objects.get(pk=upload.pk))
    with pytest.raises(Conflict, match="Nilai potensial berubah"):
        applied(world, other)
    upload.refresh_from_db()
    undo_potential(upload=upload, version=upload.version, by=world.gita, at=NOW)
    with pytest.raises(Conflict):
        undo_potential(upload=upload, version=upload.version, by=world.gita, at=NOW)
    assert not PotentialScore.objects.exists()


def test_a_file_of_another_kind_is_refused(world: World) -> None:
    other = Upload.objects.create(
        kind="RIWAYAT", name="r.xlsx", rows=[], uploaded_by=world.gita, uploaded_at=NOW, outcome={}
    )
    with pytest.raises(Refused, match="hal lain"):
        applied(world, other)
    with pytest.raises(Refused, match="hal lain"):
        undo_potential(upload=other, version=1, by=world.gita, at=NOW)


@pytest.mark.parametrize("name", ["ani", "eko", "indra"])
def test_only_the_bkd_brings_in_and_takes_back(world: World, name: str) -> None:
    upload, person = file_of(world, row(world.ani)), world.people[name]
    with pytest.raises(Denied):
        file_of(world, row(world.ani), by=person)
    with pytest.raises(Denied):
        applied(world, upload, by=person)
    with pytest.raises(Denied):
        undo_potential(upload=upload, version=1, by=person, at=NOW)


BAD: dict[str, Callable[[World], Any]] = {
    "potential_0_to_100": lambda w: a_score(w, score="100.01"),
    "potential_error_plausible": lambda w: a_score(w, error=0),
    "potential_reliability_plausible": lambda w: a_score(w, error=None, reliability=1),
    "potential_one_exactness": lambda w: a_score(w, reliability="0.80"),
    "potential_ends_after_start": lambda w: a_score(w, valid_until=date(2025, 3, 2)),
    "potential_has_source": lambda w: a_score(w, source=""),
    "potential_once_per_day": lambda w: [a_score(w), a_score(w)],
}


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses(world: World, name: str) -> None:
    assert name in {one.name for one in PotentialScore._meta.constraints}
    with pytest.raises(IntegrityError), transaction.atomic():
        BAD[name](world)


def test_every_constraint_was_tried() -> None:
    assert set(BAD) == {one.name for one in PotentialScore._meta.constraints}


# --- What is read on the pages --------------------------------------------------------------------


@pytest.mark.once
def test_the_pages_tell_the_own_boxes_in_words_and_hide_them_from_the_superior(
    world: World, clock: Any, enter: Any
) -> None:
    a_past(world, 2025, "SANGAT_BAIK")
    a_score(world, score=90)
    own = text_of(enter(world.ani).get("/karier/"))
    assert "Kotak 9: kinerja di atas ekspektasi dan potensial tinggi." in own
    assert "Peluang tiap nomor kotak" not in own
    assert "Laporkan lewat Data saya" in own
    theirs = f"/karier/{world.ani.pk}/"
    assert "Sembilan kotak" not in text_of(enter(world.budi).get(theirs))
    table = text_of(enter(world.gita).get(theirs))
    assert "Peluang tiap nomor kotak" in table
    assert "98%" in table
    assert Event.objects.filter(action="career.viewed", by=world.gita).count() == 1
    assert potential_template()[:2] == b"PK"
