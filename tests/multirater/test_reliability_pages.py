"""The page of reliability, and the sentences beside a result."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from multirater.analysis import adjusted
from multirater.models import Reviewee, Round
from multirater.queries.reliability import reliability_of
from multirater.queries.result_page import result_page
from multirater.rules.result import ResultWords
from tests.multirater.big_round import big_round
from tests.multirater.rows import Office, answer, invite, reviewee_of, round_of
from tests.pages import queries_of, text_of
from tests.world import NOW


@pytest.fixture(autouse=True)
def _today(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand on the day of the world, with the instant formula of intervals."""
    monkeypatch.setattr(adjusted, "DRAWN_UP_TO", 0)


def released(office: Office, row: Round) -> str:
    """Release a round with its reliability and an empty result each; return the page's address."""
    told = reliability_of(row)
    told.pop("adjusted")
    row.status = "DIRILIS"
    row.closed_at = NOW
    row.save()
    release = row.releases.create(number=1, released_by=office.world.gita, released_at=NOW, reliability=told)
    for reviewee in Reviewee.objects.filter(round=row):
        release.results.create(reviewee=reviewee, payload=ResultWords(()).to_json())
    return reverse("multirater:reliability", args=[row.pk])


def test_words_come_before_numbers(office: Office, enter: Any) -> None:
    path = released(office, big_round(office))
    client = enter(office.world.gita)

    page = text_of(client.get(path))

    assert "300 dari 300" in page
    assert "Memadai 0," in page
    assert "5,0 formulir per pegawai" in page
    assert "Hanya ada satu penilai per pegawai" in page
    assert "Semua pegawai terhubung" in page
    assert "Nilai pembanding, yaitu hasil setelah kebiasaan penilai dikeluarkan" in page
    assert queries_of(client, path) <= 12


def test_few_people_have_no_figure_and_read_no_share_of_their_own(office: Office, enter: Any) -> None:
    row = round_of(office)
    person = office.staff["umum"][0]
    reviewee = reviewee_of(office, row, person, office.heads["umum"])
    for colleague in office.staff["umum"][1:3]:
        answer(invite(reviewee, colleague), dict.fromkeys(range(1, 8), 4))
    invite(reviewee, office.staff["umum"][3])
    path = released(office, row)

    page = text_of(enter(office.world.gita).get(path))
    assert "Belum cukup data. Kurang dari 30 pegawai" in page
    assert "Nilai pembanding tidak ditampilkan." in page

    own = text_of(enter(person).get(reverse("multirater:result-detail", args=[reviewee.pk])))
    assert "Rekan kerja: belum cukup data untuk menghitung kesepakatan penilai." in own
    assert "Rekan kerja Terlalu sedikit untuk disebut" in page, "nobody's own count, not even for BKD"
    assert "66%" not in page + own
    assert "2 dari 3" not in page + own


def test_the_person_reads_what_the_first_release_knew(office: Office) -> None:
    row = big_round(office)
    released(office, row)
    one = Reviewee.objects.filter(round=row).select_related("round__questionnaire").order_by("pk")[0]
    row.releases.create(number=2, released_by=office.world.gita, released_at=NOW).results.create(
        reviewee=one, payload=ResultWords(()).to_json()
    )

    assert result_page(one, is_owner=True).trust[0] == (
        "Rekan kerja: 100% formulir terkirim; kesepakatan rata-rata penilai memadai."
    )
