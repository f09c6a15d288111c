"""The unit's pages: points and posters, moderation, answers, the summary, and what is forgotten."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators.models import Term
from organizations.models import Unit
from organizations.rules.wording import Names
from reviews.models import Service, ServicePoint, Voice, VoiceSurplus
from reviews.operations import moderation, service_point
from reviews.operations.service_point import CODE_LENGTH, LETTERS, new_code
from reviews.queries.voice import names_of, unit_voice, voices_to_answer
from reviews.rules.voice import VoiceState
from tests.pages import form_of, forms_of, queries_of, text_of
from tests.reviews.voices import TEXTS, open_point
from tests.world import NOW, TODAY, World

HOSTILE = "Loket <img src=http://127.0.0.1/x> {{ 7*7 }}"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def point(world: World, clock: Any) -> ServicePoint:
    return open_point(world.units["bidang"])


def voice(point: ServicePoint, text: str = "Tambah kursi", **values: Any) -> Voice:
    return Voice.objects.create(**({"point": point, "mark": 3, "improve": text, "said_on": TODAY} | values))


# --- Points ------------------------------------------------------------------------------------


def test_a_head_opens_a_point_and_prints_its_poster(world: World, clock: Any, enter: Any) -> None:
    client = enter(world.budi)
    form = form_of(client.get("/layanan/baru/"))
    sent = {
        "unit": world.units["bidang"].pk,
        "name": HOSTILE,
        "services": "KTP\n KTP \n\nKartu  Keluarga",
    }

    answer = client.post("/layanan/baru/", form.fields | sent)
    point = ServicePoint.objects.get()

    assert answer["Location"] == f"/layanan/{point.pk}/"
    assert [row.name for row in point.services.order_by("order")] == ["KTP", "Kartu Keluarga"]
    assert Event.objects.get(action="point.opened").target_id == point.pk
    poster = client.get(f"/layanan/{point.pk}/poster.pdf")
    (page,) = PdfReader(io.BytesIO(poster.content)).pages
    printed = " ".join(page.extract_text().split())
    assert poster["Content-Type"] == "application/pdf"
    for words in (HOSTILE, "testserver/suara", f"{point.code[:4]} {point.code[4:]}", "Tanpa nama"):
        assert words in printed
    assert world.units["bidang"].name.upper() in printed


def test_codes_are_typed_without_doubt_and_never_alike() -> None:
    codes = {new_code() for _ in range(500)}

    assert len(codes) == 500
    assert {len(code) for code in codes} == {CODE_LENGTH}
    assert not set(LETTERS) & set("0o1il5s2z9g")


def test_a_code_that_is_taken_is_drawn_again(point: ServicePoint, world: World, monkeypatch: Any) -> None:
    drawn = iter([point.code, "bcdefhj"])
    monkeypatch.setattr(service_point, "new_code", lambda: next(drawn))

    made = service_point.open_point(
        unit=world.units["bidang"], name="Loket 2", services=[], by=world.budi, at=NOW
    )

    assert made.code == "bcdefhj"


def test_nobody_opens_a_point_outside_the_own_units(world: World, clock: Any, enter: Any) -> None:
    with pytest.raises(Denied):
        service_point.open_point(unit=world.units["lain"], name="X", services=[], by=world.budi, at=NOW)

    sent = {"unit": world.units["lain"].pk, "name": "Loket"}
    assert enter(world.budi).post("/layanan/baru/", sent).status_code == 422


def test_whoever_has_many_units_names_the_unit(
    world: World, clock: Any, enter: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("reviews.views.service_point.FEW_UNITS", 1)
    client = enter(world.citra)

    wrong = [
        client.post("/layanan/baru/", {"name": "Loket", "other": text}) for text in ("", "U-lain", "zzz")
    ]
    right = client.post("/layanan/baru/", {"name": "Loket", "other": "U-bidang"})

    assert [answer.status_code for answer in wrong] == [422] * 3
    assert right.status_code == 302
    assert ServicePoint.objects.get().unit == world.units["bidang"]


def test_services_left_out_stay_with_their_voices_and_come_back(point: ServicePoint, world: World) -> None:
    def offer(version: int, *names: str) -> None:
        values = {"name": "Loket", "services": list(names), "by": world.budi, "at": NOW}
        service_point.change_point(point=point, version=version, **values)

    offer(1, "KTP", "KK")
    voice(point, service=Service.objects.get(name="KTP"))
    offer(2, "KK", "Akta")
    closed = Service.objects.get(name="KTP").closed_at
    offer(3, "KTP")

    assert closed == NOW
    assert list(point.services.filter(closed_at=None).values_list("name", flat=True)) == ["KTP"]
    with pytest.raises(Conflict):
        offer(2, "KK")
    with pytest.raises(Refused):
        offer(4, *(f"Jenis {n}" for n in range(31)))


def test_a_second_tab_is_told_and_nothing_is_overwritten(
    point: ServicePoint, world: World, enter: Any
) -> None:
    client = enter(world.budi)
    form = form_of(client.get(f"/layanan/{point.pk}/"))
    first = client.post(f"/layanan/{point.pk}/", form.fields | {"name": "Loket satu", "_once": "a"})
    second = client.post(f"/layanan/{point.pk}/", form.fields | {"name": "Loket dua", "_once": "b"})

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Loket dua" in second.content.decode()
    assert ServicePoint.objects.get().name == "Loket satu"


def test_a_point_is_closed_once_and_opened_again(point: ServicePoint, world: World, enter: Any) -> None:
    client, href = enter(world.budi), f"/layanan/{point.pk}/tutup/"

    def press() -> int:
        form = form_of(client.get(f"/layanan/{point.pk}/"), href)
        return client.post(href, form.fields).status_code

    assert press() == 302
    assert ServicePoint.objects.get().closed_at == NOW
    assert client.post(href, {"version": "1", "tutup": "ya"}).status_code == 409
    assert press() == 302
    assert ServicePoint.objects.get().closed_at is None


# --- Moderation ----------------------------------------------------------------------------------


def test_honest_voices_stand_first_and_suspects_are_folded_at_the_end(
    point: ServicePoint, world: World, enter: Any
) -> None:
    voice(point, "acak", flag="ACAK", times=900)
    voice(point, "Bu Ani ramah", flag="NAMA")
    voice(point, f"Kursi {SCRIPT}", said_on=TODAY - timedelta(days=9))
    page = enter(world.budi).get(f"/layanan/{point.pk}/suara/").content.decode()

    assert (
        page.index("Kursi")
        < page.index('<details class="card"')
        < page.index("Bu Ani")
        < page.index("acak</p>")
    )
    assert "menyebut nama" in page
    assert SCRIPT not in page


def test_one_press_shows_one_voice_and_ticks_hide_several(
    point: ServicePoint, world: World, enter: Any
) -> None:
    rows = [voice(point, text) for text in TEXTS[:4]]
    client, href = enter(world.budi), f"/layanan/{point.pk}/suara/atur/"
    keys = [f"{row.pk}:1" for row in rows]

    one = client.post(href, {"satu": f"TAMPIL:{keys[0]}", "pilih": keys[1:]})
    several = client.post(href, {"semua": "SEMBUNYI", "pilih": keys[:3], "saring": "baru"})

    assert one["Location"] == f"/layanan/{point.pk}/suara/"
    assert several["Location"].endswith("?saring=baru")
    states = list(Voice.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["TAMPIL", "SEMBUNYI", "SEMBUNYI", "BARU"]
    told = text_of(client.get(several["Location"]))
    assert "2 suara disembunyikan. 1 lainnya sudah diatur orang lain." in told
    assert Event.objects.filter(action="voice.hidden").count() == 2


def test_what_was_changed_meanwhile_or_is_not_there_is_left(
    point: ServicePoint, world: World, enter: Any
) -> None:
    row, foreign = voice(point), voice(open_point(world.units["lain"], "bcdefhj"))
    client, href = enter(world.budi), f"/layanan/{point.pk}/suara/atur/"
    client.post(href, {"satu": f"TAMPIL:{row.pk}:1"})

    answers = [
        client.post(href, data).status_code
        for data in (
            {"satu": f"SEMBUNYI:{row.pk}:1"},
            {"satu": f"SEMBUNYI:{foreign.pk}:1"},
            {"satu": "SEMBUNYI:x:1"},
            {"satu": f"HAPUS:{row.pk}:2"},
            {"semua": "TAMPIL"},
            {"satu": f"TAMPIL:{'9' * 30}:1"},
        )
    ]

    assert answers == [409, 409, 404, 422, 422, 404]
    assert set(Voice.objects.values_list("pk", "state")) == {(row.pk, "TAMPIL"), (foreign.pk, "BARU")}


def test_an_answer_is_shown_in_the_name_of_the_unit(point: ServicePoint, world: World, enter: Any) -> None:
    world.ani.name = "Ani Rahmawati"
    world.ani.save()
    row = voice(point)
    client, href = enter(world.budi), f"/layanan/suara/{row.pk}/jawab/"
    fields = form_of(client.get(href)).fields

    named = client.post(href, fields | {"answer": "Bu Ani akan membantu", "_once": "a"})
    answer = client.post(href, fields | {"answer": "Kursi ditambah.", "_once": "b"})
    late = client.post(href, fields | {"answer": "Lain lagi.", "_once": "c"})

    assert (named.status_code, answer.status_code, late.status_code) == (422, 302, 409)
    assert "Kursi ditambah." in text_of(late)
    row.refresh_from_db()
    assert (row.state, row.answer, row.answered_by) == ("TAMPIL", "Kursi ditambah.", world.budi)
    public = text_of(client.get(f"/suara/{point.code}/hasil/"))
    assert "Kursi ditambah." in public
    assert "Budi" not in public


def test_only_those_of_the_unit_moderate_and_answer(point: ServicePoint, world: World) -> None:
    row = voice(point)
    for person in (world.ani, world.dewi, world.indra):
        with pytest.raises(Denied):
            moderation.moderate(point=point, state=VoiceState.SHOWN, versions={row.pk: 1}, by=person, at=NOW)
        with pytest.raises(Denied):
            moderation.answer(voice=row, version=1, text="Ya", names=Names(), by=person, at=NOW)

    assert not Event.objects.exists()


def test_pages_of_moderation_cost_the_same_however_many_spoke(
    point: ServicePoint, world: World, enter: Any
) -> None:
    client = enter(world.budi)
    paths = [f"/layanan/{point.pk}/suara/", "/layanan/", "/layanan/ringkasan/", f"/suara/{point.code}/hasil/"]
    voice(point)
    voice(point, "acak", flag="ACAK")
    for path in paths:
        client.get(path)
    few = [queries_of(client, path) for path in paths]
    Voice.objects.bulk_create(
        Voice(point=point, mark=3, improve=f"{n}", said_on=TODAY, flag="ACAK" if n % 3 else "")
        for n in range(120)
    )
    for number in range(8):
        open_point(world.units["bidang"], f"bcdef{number}")

    assert [queries_of(client, path) for path in paths] == few
    assert max(few) <= 12
    assert "?saring=baru&amp;halaman=2" in client.get(paths[0]).content.decode()
    assert len(forms_of(client.get(f"{paths[0]}?saring=baru&halaman=2"))) == 1


# --- Figures -------------------------------------------------------------------------------------


def test_the_summary_counts_per_unit_and_quarter_with_suspects_apart(
    point: ServicePoint, world: World, enter: Any
) -> None:
    Voice.objects.bulk_create(
        Voice(point=point, mark=4 if n < 20 else 3, improve=f"{n}", said_on=TODAY) for n in range(30)
    )
    voice(point, "acak", flag="ACAK", times=4)
    voice(point, "Bu Ani ramah", flag="NAMA", state="TAMPIL", mark=2)
    voice(point, "", mark=1, times=7, said_on=date(2026, 3, 3))
    VoiceSurplus.objects.create(point=point, day=TODAY, count=12)
    voice(open_point(world.units["lain"], "bcdefhj"), mark=1)

    tally = unit_voice(world.units["dinas"], world.term(4))
    first = unit_voice(world.units["dinas"], world.term(1))
    page = text_of(enter(world.citra).get("/layanan/ringkasan/"))

    assert tally.counts == {1: 0, 2: 1, 3: 10, 4: 20}
    assert (tally.suspects, tally.surplus, tally.index) == (4, 12, Decimal("90.32"))
    assert (first.total, first.index) == (7, None)
    assert f"{world.units['bidang'].name} 20 10 1 0 31 90,32 4 perlu dilihat, 12 kelebihan" in page
    assert world.units["lain"].name not in page
    assert "Ani" not in page
    assert "Belum 30 suara" in text_of(enter(world.citra).get("/layanan/ringkasan/?triwulan=2026-1"))
    assert enter(world.citra).get("/layanan/ringkasan/?triwulan=x").status_code == 200


def test_what_waits_is_counted_for_those_of_the_unit(point: ServicePoint, world: World) -> None:
    voice(point)
    voice(point, "", mark=4)
    voice(point, "acak", flag="ACAK")
    voice(point, "sudah", state="SEMBUNYI")

    waiting = {name: voices_to_answer(person, TODAY) for name, person in world.people.items()}

    assert waiting == {
        **dict.fromkeys(("budi", "citra", "eko", "gita"), 1),
        **dict.fromkeys(("ani", "fajar", "dewi", "hadi", "indra"), 0),
    }


def test_names_are_those_of_everybody_who_was_ever_in_the_unit_or_below(
    point: ServicePoint, world: World
) -> None:
    assert {"ani", "budi", "fajar"} <= names_of(world.units["dinas"]).words
    assert "dewi" not in names_of(world.units["dinas"]).words


# --- Forgetting ------------------------------------------------------------------------------------


def test_networks_of_past_days_and_old_suspects_are_forgotten(point: ServicePoint, capsys: Any) -> None:
    old = TODAY - timedelta(days=91)
    today = voice(point, source="hari ini", stamp="a")
    yesterday = voice(point, said_on=TODAY - timedelta(days=1), source="kemarin", stamp="b")
    gone = voice(point, "acak", said_on=old, flag="ACAK")
    kept = [voice(point, said_on=old), voice(point, said_on=old, flag="NAMA"),
            voice(point, said_on=old, flag="ACAK", state="TAMPIL")]  # fmt: skip

    for line in ("1 tanda jaringan dikosongkan, 1 suara", "0 tanda jaringan dikosongkan, 0 suara"):
        call_command("forget_voices")
        assert line in capsys.readouterr().out

    yesterday.refresh_from_db()
    assert (yesterday.source, yesterday.stamp) == ("", "")
    assert set(Voice.objects.values_list("pk", flat=True)) == {
        today.pk, yesterday.pk, *(row.pk for row in kept)
    }  # fmt: skip
    assert not Voice.objects.filter(pk=gone.pk).exists()
    assert Voice.objects.get(pk=today.pk).source == "hari ini"


def test_marks_of_past_days_become_one_row_each_and_count_the_same(point: ServicePoint) -> None:
    day = TODAY - timedelta(days=1)
    for number in range(6):
        voice(point, "", mark=3 + number % 2, said_on=day, source=f"{number}", digest=f"{number}", times=2)
    words = voice(point, said_on=day, source="kata", digest="kata")
    quarter = Term.objects.get(number=4)
    before = unit_voice(point.unit, quarter)

    call_command("forget_voices")
    call_command("forget_voices")

    assert sorted(Voice.objects.values_list("mark", "times", "improve")) == [
        (3, 1, words.improve), (3, 6, ""), (4, 6, "")
    ]  # fmt: skip
    assert unit_voice(point.unit, quarter).counts == before.counts
    assert not Voice.objects.exclude(digest="", source="").exists()


def test_many_points_and_units_come_in_pages(world: World, clock: Any, enter: Any) -> None:
    for number in range(60):
        unit = Unit.objects.create(
            code=f"K{number:02}", name=f"Kelurahan {number:02}", parent=world.units["dinas"]
        )
        voice(open_point(unit, f"k{number:02}", name=f"Loket {number:02}"))
    client = enter(world.citra)

    first, summary = text_of(client.get("/layanan/")), text_of(client.get("/layanan/ringkasan/"))
    more = text_of(client.get("/layanan/", {"sesudah": "Loket 49|0"}))
    rest = text_of(client.get("/layanan/ringkasan/?halaman=2"))

    assert ("Loket 00" in first, "Loket 59" in first, "Loket 59" in more) == (True, False, True)
    assert ("Kelurahan 39" in summary, "Kelurahan 40" in summary) == (True, False)
    assert "Kelurahan 59" in rest
