"""Released opinions beside a rating: only of rounds that said so, as information, and in the numeric view."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from indicators.models import CoreValue, Indicator, Plan
from multirater.models import Comment, Release, Round
from reviews.models import Evaluation, Realisation
from reviews.queries.opinions import opinions_beside
from tests.multirater.results import released_in_city
from tests.pages import queries_of, text_of
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.django_db
TEXT = "Mau menggantikan saat loket penuh."


@pytest.fixture
def plan(world: World) -> Plan:
    return agreed_plan(world)


def rate(world: World, plan: Plan, name: str = "evaluation-rate") -> str:
    return reverse(f"reviews:{name}", args=[plan.pk, world.final.pk])


def drafted(world: World, plan: Plan, **values: Any) -> Evaluation:
    """Return Budi's draft with one behaviour chosen, in a year whose policy shows numbers."""
    world.period.figures.filter(key="nilai_angka").update(value=1)
    row = Evaluation.objects.create(
        plan=plan, term=world.final, appraiser=world.budi, **(RATED | {"behaviour_rating": "SESUAI"} | values)
    )
    row.items.create(value=CoreValue.objects.get(number=1), rating="SESUAI")
    Realisation.objects.create(
        indicator=Indicator.objects.get(result__plan=plan),
        term=world.term(4),
        amount=100,
        note="Selesai.",
        noted_on=TODAY,
        reported_at=NOW,
    )
    return row


def test_words_stand_beside_each_behaviour_and_cost_one_query(
    world: World, plan: Plan, enter: Any, clock: Any
) -> None:
    client, href = enter(world.budi), rate(world, plan)
    client.get(href)  # the first page after a login notes it in the session
    before = queries_of(client, href)
    assert "umpan balik 360" not in text_of(client.get(href))
    reviewee = released_in_city(world.ani)

    page = text_of(client.get(href))

    assert queries_of(client, href) == before + 1 <= 12
    assert "Rekan kerja: Sering (Cukup sering sampai Hampir selalu), 5 orang" in page
    assert "Bawahan langsung: Tampak kuat, 3 orang" in page
    assert "berdiri di sini sebagai informasi" in page
    assert TEXT in page
    assert "Mitra dari unit lain" not in page
    assert reverse("multirater:result-detail", args=[reviewee.pk]) in client.get(href).content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"purpose": "PENGEMBANGAN"},  # purpose was promised
        {"shows_superior": False},
        {"status": "DITUTUP"},
        {"status": "DIBATALKAN"},
    ],
)
def test_other_rounds_leave_nothing_beside_a_rating(
    world: World, plan: Plan, enter: Any, clock: Any, values: dict[str, Any]
) -> None:
    released_in_city(world.ani)
    Round.objects.update(**values)
    row = drafted(world, plan)

    assert opinions_beside(plan, world.final) is None
    for name in ("evaluation-rate", "evaluation-check"):
        page = text_of(enter(world.budi).get(rate(world, plan, name)))
        assert TEXT not in page
        assert "Hasil 360 secara umum" not in page
    Evaluation.objects.filter(pk=row.pk).update(status="DISAMPAIKAN", shared_at=NOW, talked_on=TODAY)
    shared = reverse("reviews:evaluation-detail", args=[row.pk])
    assert "Baca hasil umpan balik 360" not in text_of(enter(world.budi).get(shared))


def test_a_round_counts_in_its_year_and_its_part_of_the_year(world: World, plan: Plan) -> None:
    released_in_city(world.ani)  # answered on 22 November
    other = agreed_plan(world, "fajar")

    found = [opinions_beside(plan, term) is not None for term in world.period.terms.order_by("number")]

    assert found == [False, False, False, True, True]
    assert opinions_beside(other, world.final) is None
    Round.objects.update(answer_until=date(2027, 1, 10))
    assert opinions_beside(plan, world.final) is not None


def test_withheld_and_late_words_stay_away(world: World, plan: Plan) -> None:
    released_in_city(world.ani)
    kept, late, *_ = Comment.objects.order_by("pk")
    Comment.objects.filter(pk=kept.pk).update(status="MENUNGGU")
    Comment.objects.filter(pk=late.pk).update(batch=2)

    found = opinions_beside(plan, world.final)

    assert found is not None
    texts = {text for theme in found.themes for group in theme.groups for text in group.texts}
    assert texts == set(Comment.objects.exclude(pk__in=[kept.pk, late.pk]).values_list("text", flat=True))


def test_numbers_explain_every_part(world: World, plan: Plan, enter: Any, clock: Any) -> None:
    """SKP 100; view 100 at 60, peers in the middle 100 at 20, subordinates high 110 at 20: 102; 60 and 40."""
    drafted(world, plan)
    href = rate(world, plan, "evaluation-check")
    assert "70% nilai SKP ditambah 30% nilai perilaku." in text_of(enter(world.budi).get(href))
    released_in_city(world.ani)

    page = text_of(enter(world.budi).get(href))

    assert "Pandangan atasan 100,00" in page
    assert (
        "Pendapat rekan kerja 100,00 Hasil 360 secara umum cukup tampak; bobot 20 dari 100, jadi 20%." in page
    )
    assert "Pendapat bawahan langsung 110,00 Hasil 360 secara umum tampak kuat" in page
    assert "Nilai perilaku 102,00 60% pandangan atasan ditambah 20% rekan kerja" in page
    assert "Nilai akhir 100,80 60% nilai SKP ditambah 40% nilai perilaku (Pasal 41 ayat (4))" in page


def test_who_only_reads_the_result_sees_no_line_per_group(
    world: World, plan: Plan, enter: Any, clock: Any
) -> None:
    released_in_city(world.ani)
    shared = {"status": "DISAMPAIKAN", "shared_at": NOW, "talked_on": TODAY, "upper": world.citra}
    href = reverse("reviews:evaluation-detail", args=[drafted(world, plan, **shared).pk])

    for reader, is_close in (
        (world.ani, True),
        (world.budi, True),
        (world.citra, False),
        (world.gita, False),
    ):
        page = text_of(enter(reader).get(href))
        assert "Nilai akhir 100,80" in page, reader
        assert ("Pendapat rekan kerja" in page) is is_close, reader
        assert ("Baca hasil umpan balik 360" in page) is is_close, reader


def test_a_later_release_changes_no_shared_number(world: World, plan: Plan, enter: Any, clock: Any) -> None:
    released_in_city(world.ani)
    shared = {"status": "DISAMPAIKAN", "shared_at": NOW - timedelta(days=1), "talked_on": TODAY}
    href = reverse("reviews:evaluation-detail", args=[drafted(world, plan, **shared).pk])
    Release.objects.update(released_at=NOW)

    assert "Nilai akhir 100,00 70%" in text_of(enter(world.ani).get(href))
