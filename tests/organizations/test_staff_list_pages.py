"""The staff list: who is found by what, what the filters keep, and how much it costs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.migrations import __name__ as migrations
from organizations.models import Employee
from organizations.operations.staff_import import PeopleBatch, write_people
from organizations.queries import staff_page
from tests.pages import text_of
from tests.world import TODAY, World


def names(world: World, by: str = "gita", **params: str) -> list[str]:
    return [row["person"].name for row in staff_page(world.people[by], TODAY, params)["rows"]]


@pytest.fixture
def named(office: World) -> World:
    for name, (said, front, back) in {
        "ani": ("Moh. Jusuf Rahmat", "Drs.", "S.Pd., M.Si."),
        "budi": ("Siti Nurhayati", "", "S.H."),
        "dewi": ("Andréa Soekarno", "", ""),
    }.items():
        person = office.people[name]
        person.name, person.front_title, person.back_title = said, front, back
        person.save()
    return office


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("yusuf muhammad", "Moh. Jusuf Rahmat"),
        ("rahmat, m", "Moh. Jusuf Rahmat"),
        ("Drs. Mohammad Yusuf, S.Pd", "Moh. Jusuf Rahmat"),
        ("s.pd", "Moh. Jusuf Rahmat"),
        ("SH", "Siti Nurhayati"),
        ("nur hayati", "Siti Nurhayati"),
        ("sukarno", "Andréa Soekarno"),
        ("andrea", "Andréa Soekarno"),
        ("19750505 2000", "Siti Nurhayati"),
        ("'198803032012032005", "Andréa Soekarno"),
        ("032 003", "Moh. Jusuf Rahmat"),
        ("siti 1975", "Siti Nurhayati"),
    ],
)
def test_one_is_found_however_it_is_written(named: World, text: str, found: str) -> None:
    assert names(named, q=text) == [found]


@pytest.mark.parametrize("text", ["zzz", "yusuf siti", "%", "_", "siti 1990", "\x00"])
def test_what_fits_nobody_finds_nobody(named: World, text: str) -> None:
    assert names(named, q=text) == []


def test_the_key_follows_each_way_of_writing_names(office: World) -> None:
    office.ani.name = "Djoko"
    office.ani.save()
    Employee.objects.bulk_create([Employee(nip="199001012015031777", name="Tjahjo", kind="PNS")])

    office.budi.name = "Soeharto"
    write_people(PeopleBatch(changed=[office.budi], columns={"name"}))

    assert names(office, q="suharto") == ["Soeharto"]
    assert names(office, q="joko") == ["Djoko"]
    assert names(office, q="cahyo") == ["Tjahjo"]


def test_the_migration_gives_everybody_a_key(office: World) -> None:
    from importlib import import_module

    from django.apps import apps

    before = dict(Employee.objects.values_list("pk", "search_key"))
    Employee.objects.update(search_key="")

    import_module(f"{migrations}.0009_fill_search_keys").fill(apps, None)

    assert dict(Employee.objects.values_list("pk", "search_key")) == before


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"unit": "U-dinas"}, ["Ani", "Budi", "Citra", "Eko", "Fajar"]),
        ({"unit": "bidang pelayanan pendaftaran penduduk"}, ["Ani", "Budi", "Fajar"]),
        ({"unit": "pelayanan"}, ["Ani", "Budi", "Fajar"]),
        ({"unit": "tidak ada"}, []),
        ({"jenis": "PPPK"}, ["Eko"]),
        ({"status": "lama"}, ["Indra"]),
        ({"status": "semua", "q": "indra"}, ["Indra"]),
        ({"q": "indra"}, []),
        ({"belum": "atasan"}, ["Citra", "Dewi", "Hadi"]),
        ({"belum": "akun"}, ["Fajar"]),
        ({"belum": "unit"}, ["Gita"]),
    ],
)
def test_filters_keep_what_they_name(office: World, params: dict[str, str], found: list[str]) -> None:
    Employee.objects.filter(pk=office.eko.pk).update(kind="PPPK")
    Employee.objects.filter(pk=office.indra.pk).update(is_active=False)
    office.fajar.set_unusable_password()
    office.fajar.save()
    office.placements["gita"].ended_on = date(2026, 10, 1)
    office.placements["gita"].save()

    assert names(office, **params) == found


def test_a_unit_admin_finds_only_the_own_units(office: World) -> None:
    assert names(office, "eko", q="dewi", status="semua") == []
    assert names(office, "eko", unit="U-lain") == []


def test_a_long_list_is_turned_by_key_and_counts_nothing(office: World) -> None:
    Employee.objects.bulk_create(
        Employee(nip=f"1990010120150{n:05d}", name=f"Nomor {n:03d}", kind="PNS") for n in range(120)
    )
    with CaptureQueriesContext(connection) as queries:
        first = staff_page(office.gita, TODAY, {"q": "nomor", "jenis": "PNS"})
    assert len(queries) <= 5
    assert "COUNT(" not in str(queries.captured_queries).upper()
    assert "jenis=PNS" in first["page"].next_href
    assert "q=nomor" in first["page"].next_href
    after = first["page"].next_href.split("sesudah=")[1].replace("%7C", "|").replace("+", " ")
    second = staff_page(office.gita, TODAY, {"q": "nomor", "sesudah": after})
    assert [row["person"].name for row in second["rows"]][0] == "Nomor 050"


def test_the_page_offers_those_who_left(office: World, clock: Any, enter: Any) -> None:
    Employee.objects.filter(pk=office.indra.pk).update(is_active=False)
    client = enter(office.gita)

    assert "juga di antara pegawai lama" in text_of(client.get("/bkd/pegawai/?q=indra"))
    assert "Auditor Ahli Muda" in text_of(client.get("/bkd/pegawai/?q=indra&status=semua"))
