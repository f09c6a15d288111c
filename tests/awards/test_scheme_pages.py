"""The pages of schemes: three clicks to a complete draft, weights from pairs, editions side by side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.errors import Refused
from awards.models import AwardScheme
from awards.operations import edition
from awards.operations import scheme as operations
from awards.queries.scheme import conditions_of, criteria_of
from awards.queries.scheme_page import differences
from awards.rules.scheme import Category
from indicators.models import Period
from organizations.models import Employee

from .award_office import Office

EARLY = datetime(2025, 12, 10, 3, 0, tzinfo=UTC)
Login = Callable[[Employee], Client]
Write = Callable[[Category], AwardScheme]


@pytest.fixture
def office(db: None) -> Office:
    return Office()


@pytest.fixture
def write(office: Office) -> Write:
    def of(category: Category) -> AwardScheme:
        return operations.write_scheme(period=office.period, category=category, by=office.gita, at=EARLY)

    return of


@pytest.fixture
def enter(client: Client) -> Login:
    def as_person(person: Employee) -> Client:
        client.force_login(person, backend="organizations.backends.NipBackend")
        return client

    return as_person


@pytest.fixture
def later(office: Office) -> Period:
    return Period.objects.create(
        year=2027,
        started_on=date(2027, 1, 1),
        ended_on=date(2027, 12, 31),
        planning_from=date(2027, 1, 1),
        planning_until=date(2027, 1, 31),
        annual_from=date(2027, 12, 1),
        annual_until=date(2028, 1, 31),
        award_from=date(2028, 2, 1),
        award_until=date(2028, 3, 31),
    )


def publish(office: Office, scheme: AwardScheme) -> AwardScheme:
    return operations.publish(scheme=scheme, version=scheme.version, by=office.gita, at=EARLY)


def at(name: str, scheme: AwardScheme) -> str:
    return reverse(f"awards:scheme-{name}", args=[scheme.pk])


@pytest.mark.once
def test_a_draft_is_written_changed_and_read_as_employees_will(office: Office, enter: Login) -> None:
    client = enter(office.gita)
    answer: Any = client.post(
        reverse("awards:scheme-new"), {"category": "TAHUNAN", "period": str(office.period.pk)}
    )
    scheme = AwardScheme.objects.get()
    assert answer.url == at("draft", scheme)

    rules = {"version": "1", "predikat": "SANGAT_BAIK", "PREDIKAT": "2", "lain": ["KEBERATAN"]}
    assert client.post(at("rules", scheme), rules).status_code == 302
    weights = {
        "version": "2",
        "w_HASIL": "60",
        "j0_label": "Manfaat",
        "j0_weight": "39,5",
        "j0_0": "Belum terlihat",
        "j0_50": "Satu unit",
        "j0_100": "Banyak unit",
    }
    assert client.post(at("criteria", scheme), weights).status_code == 302
    page = client.get(at("detail", scheme)).content.decode()

    assert "Predikat paling rendah Sangat Baik selama 2 tahun berturut-turut." in page
    assert "Manfaat: 39,5%" in page
    assert "Begini yang dibaca pegawai" in page
    assert "Jumlah bobot: <strong>99,5%</strong>" in client.get(at("draft", scheme)).content.decode()
    assert "Sekarang 99,5%" in client.get(at("publish", scheme)).content.decode()
    assert enter(office.budi).get(at("detail", scheme)).status_code == 404


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"j0_label": "Manfaat"}, "Tulis bobotnya"),
        ({"j0_weight": "10", "j0_0": "a", "j0_50": "b", "j0_100": "c"}, "Beri nama kriteria ini"),
        ({"j0_label": "Manfaat", "j0_weight": "10", "j0_0": "a"}, "paling sedikit tiga patokan"),
        ({"w_HASIL": "0"}, "paling kecil 0,01"),
    ],
)
def test_a_criterion_that_was_begun_is_asked_for(
    office: Office, write: Write, enter: Login, typed: dict[str, str], sentence: str
) -> None:
    scheme = write(Category.YEAR)
    answer = enter(office.gita).post(at("criteria", scheme), {"version": "1", **typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.once
def test_weights_from_pairs_are_shown_and_taken_over(office: Office, write: Write, enter: Login) -> None:
    scheme, client = write(Category.TEAM), enter(office.gita)
    asked = {"p0_1": "3", "p0_2": "5", "p1_2": "3"}  # V10 of measurement research 8

    page = client.get(at("weights", scheme), asked).content.decode()
    assert "Rasio konsistensi 0,03" in page
    answer = client.post(at("weights", scheme), asked | {"version": "1"})

    assert answer.status_code == 302
    assert [one.weight for one in criteria_of(scheme)] == [64, 26, 10]


def test_comparisons_in_a_circle_are_not_taken_over(office: Office, write: Write, enter: Login) -> None:
    scheme, client = write(Category.TEAM), enter(office.gita)
    circle = {"p0_1": "3", "p0_2": "-3", "p1_2": "3"}

    assert "saling bertentangan" in client.get(at("weights", scheme), circle).content.decode()
    answer = client.post(at("weights", scheme), circle | {"version": "1"})

    assert answer.status_code == 422
    assert "saling bertentangan" in answer.content.decode()
    assert [one.weight for one in criteria_of(scheme)] == [40, 30, 30]


def test_edit_after_publication_is_refused_with_a_sentence(
    office: Office, write: Write, enter: Login
) -> None:
    scheme = publish(office, write(Category.UNIT))
    client = enter(office.gita)

    for name in ("edit", "rules", "criteria", "weights", "publish"):
        answer = client.post(at(name, scheme), {"version": str(scheme.version)})
        assert answer.status_code == 403
        assert "sudah diumumkan pada 10 Desember 2025" in answer.content.decode()


@pytest.mark.once
def test_second_person_sees_what_stands(office: Office, write: Write, enter: Login) -> None:
    scheme = write(Category.YEAR)
    operations.set_rules(
        scheme=scheme, version=1, conditions=conditions_of(scheme)[:2], by=office.gita, at=EARLY
    )

    answer = enter(office.gita).post(at("rules", scheme), {"version": "1", "lain": ["KEBERATAN"]})

    assert answer.status_code == 409
    assert "Masa jabatan paling sedikit 6 bulan" in answer.content.decode()


def test_next_edition_copies_and_says_what_changed(
    office: Office, write: Write, enter: Login, later: Period
) -> None:
    scheme, client = publish(office, write(Category.INNOVATION)), enter(office.gita)
    typed = {"period": str(later.pk), "reason": "Kebaruan terlalu berat."}
    assert client.post(at("next", scheme), typed).status_code == 302
    fresh = AwardScheme.objects.get(follows=scheme)

    assert (fresh.name, fresh.judged_from) == ("Inovasi 2027", date(2027, 1, 1))
    assert differences(scheme, fresh) == []
    changed = criteria_of(fresh)[:-1]
    operations.set_criteria(scheme=fresh, version=fresh.version, criteria=changed, by=office.gita, at=EARLY)
    page = client.get(at("changes", fresh)).content.decode()
    assert "Kebaruan terlalu berat." in page
    assert "Bobot: Capaian target" in page
    assert "Tidak dipakai lagi" in page
    assert client.get(at("changes", scheme)).status_code == 404


def test_an_edition_is_of_a_published_scheme_for_a_later_year(
    office: Office, write: Write, later: Period
) -> None:
    draft = write(Category.UNIT)
    with pytest.raises(Refused, match="masih rancangan"):
        edition.next_edition(scheme=draft, period=later, reason="Baru.", by=office.gita, at=EARLY)
    shown = publish(office, draft)
    with pytest.raises(Refused, match="Pilih tahun setelah 2026"):
        edition.next_edition(scheme=shown, period=office.period, reason="Baru.", by=office.gita, at=EARLY)
    with pytest.raises(Refused, match="Tulis apa yang akan berubah"):
        edition.next_edition(scheme=shown, period=later, reason=" ", by=office.gita, at=EARLY)


@pytest.mark.once
def test_lists_cost_the_same_for_many_schemes(office: Office, write: Write, enter: Login) -> None:
    client = enter(office.gita)

    def cost(href: str) -> int:
        client.get(href)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(href).status_code == 200
        return len(captured)

    publish(office, write(Category.YEAR))
    hrefs = [reverse("awards:scheme-list"), reverse("awards:scheme-published")]
    few = [cost(href) for href in hrefs]
    for category in (Category.UNIT, Category.TEAM, Category.INNOVATION):
        publish(office, write(category))

    assert [cost(href) for href in hrefs] == few
    assert max(few) <= 12
