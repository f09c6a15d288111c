"""The pages of patterns: the rater first, then the BKD by name and without a ranking, the talk."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from appraisal.models import Event
from fairness.models import RaterProfile
from indicators.models import Period
from organizations.models import Employee, Placement
from reviews.models import Evaluation
from tests.fairness.pattern_rows import a_pattern, a_profile, a_run
from tests.pages import form_of, queries_of, text_of
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.once
MINE, LIST = "/pola-penilaian-saya/", "/bkd/pola-penilaian/"
NEGATIVE = {"value": Decimal("-0.4"), "low": Decimal("-0.6"), "high": Decimal("-0.2")}


@pytest.fixture(autouse=True)
def _today(clock: Any) -> None:
    """Stand on the day of the world."""


def others(world: World, run: Any, count: int) -> list[RaterProfile]:
    """Return profiles of new raters of the unit "lain", with ratings of ten people."""
    people = Employee.objects.bulk_create(
        Employee(nip=f"19800101200501{number:04d}", name=f"Penilai {number:03d}", kind="PNS")
        for number in range(count)
    )
    post = {"unit": world.units["lain"], "position": world.placements["ani"].position}
    Placement.objects.bulk_create(
        Placement(employee=person, started_on=TODAY.replace(year=2024), **post) for person in people
    )
    given = {"people": 7, "above": 3, "meets": 10, "below": 1}
    return RaterProfile.objects.bulk_create(
        RaterProfile(analysis=run, rater=person, **given) for person in people
    )


# --- The rater -----------------------------------------------------------------------------------


def test_the_rater_reads_alone_at_first_and_may_comment(world: World, enter: Any) -> None:
    a_pattern(a_profile(world, a_run(world, desk_from=TODAY + timedelta(days=4))))
    client = enter(world.budi)

    page = client.get(MINE)
    text = text_of(page)
    assert "Baru Anda yang membacanya" in text
    assert "26 November 2026" in text
    assert "Nilai dari Anda rata-rata 0,4 poin lebih tinggi" in text
    assert "Kemungkinan sebab." in text
    assert "Di atas ekspektasi 8 67%" in text
    assert text_of(client.get("/")).count("Baca pola penilaian Anda") == 1

    form = form_of(page, "")
    answer = client.post(MINE, form.fields | {"comment": "Tim saya baru."})
    assert (answer.status_code, answer["Location"]) == (302, MINE)
    assert "Tim saya baru." in client.get(MINE).content.decode()
    assert "Baca pola penilaian Anda" not in text_of(client.get("/"))
    assert not Event.objects.filter(action="profile.viewed").exists()


def test_a_comment_that_is_too_long_stays_in_the_form(world: World, enter: Any) -> None:
    a_profile(world)
    client = enter(world.budi)
    answer = client.post(MINE, form_of(client.get(MINE), "").fields | {"comment": "kata " * 300})
    assert answer.status_code == 422
    assert "kata kata" in answer.content.decode()


def test_others_of_like_size_stand_beside_once_there_are_five(world: World, enter: Any) -> None:
    run = a_run(world)
    a_profile(world, run)
    others(world, run, 4)
    client = enter(world.budi)
    assert "kurang dari lima" in text_of(client.get(MINE))

    a_profile(world, run, rater=world.citra, people=5, above=0, meets=10, below=0)
    text = text_of(client.get(MINE))
    assert "Pembandingnya 5 penilai lain dengan 5–9 pegawai" in text
    assert "Di atas ekspektasi 8 67% (43–84%) 18% (12–27%)" in text


@pytest.mark.parametrize(
    ("rated", "has_run", "says"),
    [
        (0, False, "Belum ada. Pola penilaian dihitung BKD"),
        (0, True, "tidak ada hasil tahunan yang Anda berikan"),
        (1, True, "Belum dapat disimpulkan (1 formulir; diperlukan sedikitnya 5)."),
    ],
)
def test_without_a_profile_the_page_says_why(
    world: World, enter: Any, rated: int, has_run: bool, says: str
) -> None:
    if has_run:
        a_run(world)
    if rated:
        about = {"term": world.final, "appraiser": world.budi, "status": "DISAMPAIKAN", "shared_at": NOW}
        Evaluation.objects.create(plan=agreed_plan(world), **(RATED | about))
    assert says in text_of(enter(world.budi).get(MINE))


def test_the_invitation_stands_on_the_own_page(world: World, enter: Any) -> None:
    words = {"invited_by": world.gita, "invited_at": NOW, "invitation": "Kapan ada waktu?"}
    a_profile(world, **words)
    text = text_of(enter(world.budi).get(MINE))
    assert "Ajakan bicara dari Gita" in text
    assert "Kapan ada waktu?" in text


# --- The BKD -------------------------------------------------------------------------------------


def test_the_list_is_by_name_without_ranking_colour_or_file(world: World, enter: Any) -> None:
    run = a_run(world)
    a_pattern(a_profile(world, run))
    a_pattern(a_profile(world, run, rater=world.citra), **NEGATIVE)
    response = enter(world.indra).get(LIST)
    text, html = text_of(response), response.content.decode()

    assert text.index("Budi") < text.index("Citra")
    assert "Kecenderungan lebih tinggi" in text
    assert "tag-bad" not in html
    assert "tag-warn" not in html
    assert "Unduh" not in text
    assert "0,4" not in text  # no figure beside a name, so nothing to rank by
    assert "Hitung" not in text  # auditors compute nothing


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Budi", "Citra", "Penilai 000"]),
        ("?pola=tinggi", ["Budi"]),
        ("?pola=rendah", ["Citra"]),
        ("?pola=halo", []),
        ("?pola=peringkat", ["Budi", "Citra", "Penilai 000"]),
        ("?unit=dinas", ["Budi", "Citra"]),
        ("?unit=lain", ["Penilai 000"]),
        ("?unit=²", ["Budi", "Citra", "Penilai 000"]),
    ],
)
def test_the_list_is_narrowed_by_unit_and_kind(
    world: World, enter: Any, query: str, names: list[str]
) -> None:
    run = a_run(world)
    a_pattern(a_profile(world, run))
    a_pattern(a_profile(world, run, rater=world.citra), **NEGATIVE)
    others(world, run, 1)
    for key, unit in world.units.items():
        query = query.replace(f"unit={key}", f"unit={unit.pk}")

    table = text_of(enter(world.gita).get(LIST + query)).partition("Terapkan")[2]

    assert [name for name in ("Budi", "Citra", "Penilai 000") if name in table] == names


def test_pages_cost_the_same_at_any_length(world: World, enter: Any) -> None:
    run = a_run(world)
    profile = a_profile(world, run)
    a_pattern(profile)
    client = enter(world.gita)
    pages = (LIST, reverse("fairness:pattern-profile", args=[profile.pk]))
    for href in pages:
        client.get(href)
    before = [queries_of(client, href) for href in pages]
    for one in others(world, run, 60):
        a_pattern(one)

    assert [queries_of(client, href) for href in pages] == before
    assert max(before) <= 12
    first = client.get(LIST)
    assert text_of(first).count("Penilai 0") == 49  # fifty rows, Budi first
    assert "Berikutnya" in text_of(first)
    assert "Penilai 059" in text_of(client.get(LIST + first.context_data["page"].next_href))


def test_until_the_day_of_the_bkd_the_list_is_not_there(world: World, enter: Any) -> None:
    profile = a_profile(world, a_run(world, desk_from=TODAY + timedelta(days=1)))
    client = enter(world.gita)
    text = text_of(client.get(LIST))
    assert "Daftarnya tampil di sini mulai 23 November 2026" in text
    assert "Budi" not in text
    assert client.get(reverse("fairness:pattern-profile", args=[profile.pk])).status_code == 404


def test_a_run_that_separates_nothing_says_so_and_what_is_still_shown(world: World, enter: Any) -> None:
    run = a_run(world, reason="SATU_PENILAI")
    profile = a_profile(world, run)
    client = enter(world.gita)
    for href in (LIST, reverse("fairness:pattern-profile", args=[profile.pk])):
        text = text_of(client.get(href))
        assert "hanya berasal dari satu penilai" in text
        assert "Yang tetap tampil: berapa kali tiap nilai diberikan" in text
        assert "lebih tinggi daripada" not in text


def test_a_profile_shows_the_raters_words_and_the_look_is_kept_once(world: World, enter: Any) -> None:
    profile = a_profile(world, comment="Tim saya baru.", commented_at=NOW)
    client, href = enter(world.indra), reverse("fairness:pattern-profile", args=[profile.pk])

    text = text_of(client.get(href))
    client.get(href)

    assert "Tim saya baru." in text
    assert "Ajak bicara" not in text
    assert Event.objects.filter(action="profile.viewed", by=world.indra, about=world.budi).count() == 1


def test_the_bkd_changes_the_words_and_invites_once(world: World, enter: Any) -> None:
    profile = a_profile(world)
    client, href = enter(world.gita), reverse("fairness:pattern-invite", args=[profile.pk])
    form = form_of(client.get(href), "")
    assert "bagaimana Anda menilai tim pada tahun 2026" in form.fields["text"]

    assert client.post(href, form.fields | {"text": "  "}).status_code == 422
    answer = client.post(href, form.fields | {"text": "Bu, mari bicara.", "_once": "b" * 32})
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert "Bu, mari bicara." in text_of(page)
    assert href not in page.content.decode()
    assert client.get(href).status_code == 403


def test_the_bkd_begins_a_run_once_rating_is_over(world: World, enter: Any) -> None:
    client = enter(world.gita)
    assert "masih dinilai sampai 31 Januari 2027" in text_of(client.get(LIST))

    days = {"annual_from": TODAY - timedelta(days=40), "annual_until": TODAY - timedelta(days=2)}
    Period.objects.filter(pk=world.period.pk).update(**days)
    action = reverse("fairness:pattern-run", args=[world.period.pk])
    answer = client.post(action, form_of(client.get(LIST), action).fields)
    assert answer["Location"].startswith("/bkd/pekerjaan/")
    text = text_of(client.get(LIST))
    assert "Sedang dihitung" in text
    assert "Hitung pola penilaian" not in text


def test_before_the_first_year_is_rated_there_is_nothing_to_compute(world: World, enter: Any) -> None:
    Period.objects.update(annual_from=TODAY + timedelta(days=9))
    assert "Belum ada tahun yang dinilai" in text_of(enter(world.gita).get(LIST))
