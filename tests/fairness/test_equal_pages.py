"""The page of equal treatment: who reads it, and what it says in which state."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fairness.models import RaterAnalysis
from fairness.operations.groups import groups_of
from fairness.rules.equal import Measure, Verdict
from fairness.rules.equal_words import calm, power_sentence, size_words
from tests.world import NOW, World

from .equal_world import earlier_year, hire, honour, rate

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def analysed(world: World, number: int = 1, **changes: Any) -> RaterAnalysis:
    """Store a run with the groups of the year, as the yearly analysis does."""
    values = {"period": world.period, "groups": groups_of(world.period)} | changes
    return RaterAnalysis.objects.create(
        number=number,
        made_at=NOW,
        made_by=world.gita,
        version="1",
        seed=1,
        desk_from=date(2026, 11, 1),
        ends_on=date(2027, 12, 31),
        **values,
    )


def page(client: Client, **params: str) -> str:
    response = client.get(reverse("fairness:equal"), params)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode()).replace("\u2060", "")


@pytest.fixture
def gita(world: World, clock: Any, enter: Any) -> Client:
    client: Client = enter(world.gita)
    return client


def test_before_any_analysis_it_says_what_makes_one(gita: Client) -> None:
    text = page(gita)
    assert "Belum ada analisis. Halaman ini terisi sesudah pola penilaian setahun dihitung" in text
    assert reverse("fairness:pattern-list") in text


def test_a_difference_is_told_with_explanations_and_what_to_do(world: World, gita: Client) -> None:
    rate(world, hire(world, 40, sex="F"), above=4)
    rate(world, hire(world, 80, sex="M"), above=48)
    analysed(world)

    text = page(gita)

    assert "Penilaian pertama, jenis kelamin</a>" in text
    assert (
        "Sangat Baik: perlu ditelusuri bersama.</strong> Perempuan 10,0%, Laki-laki 60,0%; rasio 0,17" in text
    )
    assert "Baik ke atas: tidak terlihat perbedaan yang perlu ditelusuri." in text
    assert "Kemungkinan sebab: Jabatan dan unitnya bisa berbeda." in text
    assert "Baca alasan tertulis beberapa hasil dari kedua kelompok" in text
    assert "Pada jumlah itu, perbedaan 30% dan 20% baru tertangkap kurang dari 15 dari 100 kali" in text
    assert "Tahun ini dibuat 6 perbandingan" in text
    assert "Umur" not in text.split("Kelompok umur")[0]
    assert not re.search(r"\bbias\b|diskriminasi|Anggota|tag-bad", text)


def test_nothing_to_see_is_not_called_proof(world: World, gita: Client) -> None:
    rate(world, hire(world, 40, sex="F"), above=20)
    rate(world, hire(world, 40, sex="M"), above=20)
    analysed(world)

    text = page(gita, tahap="akhir")

    assert "Tidak terlihat perbedaan yang perlu ditelusuri. Itu belum berarti terbukti setara" in text
    assert "perlu ditelusuri bersama" not in text
    assert "Belum cukup data: tahap ini belum punya hasil dari sepuluh orang." in page(
        gita, tahap="penghargaan"
    )


def test_hidden_groups_are_named_nowhere(world: World, gita: Client) -> None:
    rate(world, hire(world, 60), above=20)
    rate(world, hire(world, 12, kind="PPPK"), above=2)
    rate(world, hire(world, 7, kind="PPPK_PARUH_WAKTU"))
    analysed(world)

    text = page(gita)

    assert "juga kelompok yang membuatnya dapat dihitung dari selisih" in text
    assert "PPPK" not in text


def test_the_latest_run_of_the_chosen_year_counts(world: World, gita: Client) -> None:
    rate(world, hire(world, 12))
    before = earlier_year(world, 2025)
    analysed(world)
    rate(world, hire(world, 30))
    analysed(world, 2)
    analysed(world, period=before, groups=groups_of(before))

    assert "42 pegawai." in page(gita)
    assert "Perlakuan setara 2025" in page(gita, tahun="2025")
    for params in ({"tahun": "2024"}, {"tahun": "x"}, {"tahap": "lain"}):
        assert gita.get(reverse("fairness:equal"), params).status_code == 404


def test_years_taken_together_are_said(world: World, gita: Client) -> None:
    rate(world, hire(world, 40, sex="M"))
    rate(world, hire(world, 25, sex="F"))
    rate(world, hire(world, 8, sex="F"), period=earlier_year(world, 2025))
    honour(world, hire(world, 30), 3)
    analysed(world)

    text = page(gita)

    assert "73 pegawai dari 2025 sampai 2026; tiap orang dihitung sekali, dengan hasil terakhirnya." in text


def test_reading_costs_the_same_for_any_agency(world: World, gita: Client) -> None:
    rate(world, hire(world, 60), above=9)
    analysed(world)
    with CaptureQueriesContext(connection) as seen:
        page(gita)
    assert len(seen) <= 12


@pytest.mark.parametrize(
    ("people", "words"),
    [(30, "kurang dari 15 dari 100"), (50, "15 dari 100"), (299, "59 dari 100"), (499, "79 dari 100")],
)
def test_small_agencies_are_told_what_they_cannot_prove(people: int, words: str) -> None:
    said = power_sentence(people)
    assert f"baru tertangkap {words} kali" in said
    assert "Instansi kecil belum dapat membuktikan keadilan dalam satu tahun." in said
    assert power_sentence(500) == ""


def test_sizes_are_words_and_never_a_sign_alone() -> None:
    assert size_words(Measure.MEAN, ["-0.45", "-0.70", "-0.20"]).replace("\u2060", "") == (
        "lebih rendah 0,45 simpangan baku (0,20–0,70)"
    )
    assert size_words(Measure.MEAN, ["-0.10", "-0.30", "0.10"]).endswith("(rentangnya memuat nol)")
    assert calm([("A", Verdict.NOTHING), ("B", Verdict.TOO_FEW)]) == [
        "A: tidak terlihat perbedaan yang perlu ditelusuri.",
        "B: belum cukup data.",
    ]
