"""The page that everybody reads about fairness: methods always, figures once raters have read theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from fairness.models import RaterAnalysis
from tests.pages import queries_of, text_of
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.once
PAGE = "fairness:how-fair"


def analysis(world: World, **values: Any) -> RaterAnalysis:
    values = {
        "period": world.period,
        "number": 1,
        "made_at": NOW,
        "made_by": world.gita,
        "version": "uji",
        "seed": 1,
        "desk_from": TODAY,
        "ends_on": TODAY + timedelta(days=100),
        "counts": {"forms": 120_000, "people": 20_000, "islands": 1, "linked": 96},
        "components": {"unit": "0.0075", "person": "0.0375", "rater": "0.04", "rest": "0.05"},
    } | values
    return RaterAnalysis.objects.create(**values)


def test_methods_and_limits_are_there_before_any_figure(world: World, enter: Any, clock: Any) -> None:
    said = text_of(enter(world.ani).get(reverse(PAGE)))
    assert "Belum ada angka" in said
    assert "Kami tidak menebak" in said


def test_figures_wait_until_raters_have_read_theirs(world: World, enter: Any, clock: Any) -> None:
    row = analysis(world, desk_from=TODAY + timedelta(days=1))
    ani = enter(world.ani)
    assert "Belum ada angka" in text_of(ani.get(reverse(PAGE)))

    RaterAnalysis.objects.filter(pk=row.pk).update(desk_from=TODAY)
    said = text_of(ani.get(reverse(PAGE)))
    assert "120.000 formulir tentang 20.000 pegawai" in said
    assert "30% dari perbedaan antarformulir" in said
    assert "Belum ada keberatan tahun ini." in said


def test_the_latest_run_of_the_latest_year_counts(world: World, enter: Any, clock: Any) -> None:
    analysis(world, number=1, counts={"forms": 1, "people": 1})
    analysis(world, number=2, counts={"forms": 7, "people": 5})
    ani = enter(world.ani)
    assert "7 formulir tentang 5 pegawai" in text_of(ani.get(reverse(PAGE)))
    assert queries_of(ani, reverse(PAGE)) <= 12
