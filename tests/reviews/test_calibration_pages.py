"""The pages of a calibration meeting: what each reader finds on them, at what cost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appraisal.models import Event
from reviews.models import CalibrationCase, CalibrationMeeting, Evaluation
from tests.reviews.crowd import crowd
from tests.scenes import RATED
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.once
DAY = timedelta(days=1)


def offered(world: World, people: int, **values: Any) -> list[Evaluation]:
    common: dict[str, Any] = {"term": world.final, "appraiser": world.budi, "status": "KALIBRASI"}
    return Evaluation.objects.bulk_create(
        Evaluation(plan=plan, offered_at=NOW, **RATED, **common | values) for plan in crowd(world, people)
    )


@pytest.fixture
def held(world: World, clock: Any) -> CalibrationMeeting:
    return CalibrationMeeting.objects.create(
        unit=world.units["dinas"],
        term=world.final,
        held_on=TODAY,
        until=TODAY + DAY,
        led_by=world.citra,
        minutes="Rahasia notula",
        opened_by=world.gita,
        opened_at=NOW,
    )


def queries(client: Any, href: str) -> int:
    client.get(href)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(href).status_code == 200
    return len(seen)


def test_the_sheet_costs_the_same_for_two_and_for_two_hundred(
    world: World, held: CalibrationMeeting, enter: Any
) -> None:
    href = f"/kalibrasi/{held.pk}/"
    offered(world, 2)
    few = queries(enter(world.citra), href)
    offered(world, 198)
    assert queries(enter(world.citra), href) == few <= 12


def test_the_sheet_is_by_name_in_pages_and_whole_to_print(
    world: World, held: CalibrationMeeting, enter: Any
) -> None:
    offered(world, 60)
    client = enter(world.citra)

    first, second, whole = (
        client.get(f"/kalibrasi/{held.pk}/{query}").content.decode()
        for query in ("", "?halaman=2", "?cetak=1")
    )

    assert first.index("Anggota 001") < first.index("Anggota 002") < first.index("Anggota 050")
    assert "Anggota 051" not in first
    assert "Anggota 051" in second
    assert "Anggota 001" in whole
    assert "Anggota 060" in whole
    assert "60 penilaian diserahkan, 60 dekat batas, 0 diputuskan" in first
    assert "Belum ada catatan atau bukti. Atas dasar apa penilaian ini?" in first
    assert "Rahasia notula" in first
    assert Event.objects.filter(action="calibration.viewed", by=world.citra).count() == 3


def test_a_superior_finds_the_own_people_and_no_minutes(
    world: World, held: CalibrationMeeting, enter: Any
) -> None:
    offered(world, 2)
    page = enter(world.budi).get(f"/kalibrasi/{held.pk}/").content.decode()

    assert "2 penilaian diserahkan" in page
    assert "Rahasia notula" not in page
    assert "Tutup rapat" not in page
    assert not Event.objects.filter(action="calibration.viewed").exists()


def test_who_organises_without_reading_finds_no_rating(
    world: World, held: CalibrationMeeting, enter: Any
) -> None:
    offered(world, 2)
    page = enter(world.eko).get(f"/kalibrasi/{held.pk}/").content.decode()

    assert "Isi lembar dibaca pemimpin rapat" in page
    assert "Anggota" not in page
    assert "ekspektasi" not in page


def test_the_page_of_a_draft_offers_the_meeting_instead_of_sharing(
    world: World, held: CalibrationMeeting, enter: Any
) -> None:
    row = offered(world, 1, status="DRAF")[0]
    client, check = enter(world.budi), f"/tim/{row.plan_id}/penilaian/{row.term_id}/periksa/"
    page = client.get(check).content.decode()
    assert "Hasil dibagikan setelah rapat kalibrasi" in page
    assert "Bagikan hasil" not in page

    client.post(f"/penilaian/{row.pk}/serahkan/", {"version": 1})

    page = client.get(check).content.decode()
    assert "Sudah diserahkan ke rapat kalibrasi." in page
    assert f"/kalibrasi/{held.pk}/" in page


def test_a_superior_hands_over_and_the_leader_decides(
    world: World, held: CalibrationMeeting, enter: Any
) -> None:
    row = offered(world, 1, status="DRAF")[0]
    Evaluation.objects.update(offered_at=None)
    page = enter(world.budi).get(f"/kalibrasi/{held.pk}/").content.decode()
    assert "1 penilaian selesai belum diserahkan" in page
    enter(world.budi).post(f"/kalibrasi/{held.pk}/serahkan/")
    case = f"/kalibrasi/{held.pk}/kasus/{row.pk}/"
    assert "Tarik dari rapat" in enter(world.budi).get(case).content.decode()
    leader = enter(world.citra)
    assert "Yang ditanyakan" in leader.get(case).content.decode()
    sent = {"version": 2, "results_rating": "DI_ATAS", "behaviour_rating": "DI_ATAS", "reason": ""}
    assert leader.post(case, sent).status_code == 422

    leader.post(case, sent | {"reason": "Target terlampaui.", "spoke": "Budi"})

    assert CalibrationCase.objects.get().before["predicate"] == "BAIK"
    page = enter(world.budi).get(case).content.decode()
    assert "Semula hasil kerja sesuai ekspektasi dan perilaku sesuai ekspektasi" in page
    assert "Target terlampaui." in page
    assert "Tarik dari rapat" not in page


def test_the_list_holds_the_meetings_of_the_own_team_and_area(
    world: World, held: CalibrationMeeting, enter: Any
) -> None:
    found = {
        name: "Dinas Kependudukan" in enter(person).get("/kalibrasi/").content.decode()
        for name, person in world.people.items()
    }
    assert {name for name, seen in found.items() if seen} == {"citra", "budi", "eko", "gita"}


def test_a_meeting_is_opened_from_the_page_of_the_unit(world: World, clock: Any, enter: Any) -> None:
    crowd(world, 20)
    client, unit = enter(world.gita), world.units["dinas"].pk
    new = f"/kalibrasi/baru/{unit}/{world.final.pk}/"
    assert new in client.get(f"/sebaran/?unit={unit}").content.decode()
    days = {"held_on": "24-11-2026", "until": "25-11-2026", "led_by": world.citra.pk}

    answer = client.post(new, days)

    made = CalibrationMeeting.objects.get()
    assert answer.url == f"/kalibrasi/{made.pk}/"
    assert (made.until, made.led_by, made.opened_by) == (TODAY + 3 * DAY, world.citra, world.gita)
    assert client.post(new, days).status_code == 422
