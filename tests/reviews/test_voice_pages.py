"""The public pages of a service point: thirty seconds, no cookie, nothing that could hurt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from appraisal import stamps, throttle
from reviews.models import Service, ServicePoint, Voice, VoiceSurplus
from reviews.queries.voice import Tally
from tests.pages import form_of, read, text_of
from tests.reviews.voices import open_point, send, typed
from tests.world import NOW, TODAY, World

SCRIPT = "<script>alert(1)</script> {{ 7*7 }} %s <b>tebal</b>"


@pytest.fixture
def point(world: World, clock: Any) -> ServicePoint:
    return open_point(world.units["bidang"])


def said() -> Voice:
    return Voice.objects.get()


# --- Saying something -------------------------------------------------------------------------


def test_a_citizen_speaks_without_cookie_login_or_script(point: ServicePoint) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(f"/suara/{point.code}/")
    form = form_of(page)

    early = client.post(f"/suara/{point.code}/", form.fields | {"mark": "4", "improve": "Tambah kursi"})
    assert early.status_code == 422
    kept = form_of(early).fields
    assert (kept["improve"], kept["mark"]) == ("Tambah kursi", "4")

    answer = send(point, mark="4", good="Cepat", improve="Tambah kursi")

    assert answer.status_code == 302
    assert Client().get(answer["Location"]).status_code == 200
    assert (said().mark, said().good, said().improve) == (4, "Cepat", "Tambah kursi")
    assert not client.cookies
    assert "Set-Cookie" not in str(answer.headers)
    assert "<script" not in page.content.decode()
    assert "mark" not in form.fields, "no mark is chosen beforehand"


def test_pages_are_small_and_stay_out_of_search_engines(point: ServicePoint) -> None:
    for path in ("", "terima-kasih/", "hasil/"):
        page = Client().get(f"/suara/{point.code}/{path}")
        assert page["X-Robots-Tag"] == "noindex, nofollow"
        assert page["Cache-Control"] == "no-store"
        assert len(page.content) < 6000, path


def test_nothing_of_the_person_is_stored(point: ServicePoint) -> None:
    send(point, address="198.51.100.23", improve="Tambah kursi")

    stored = " ".join(str(value) for value in Voice.objects.values().get().values())
    assert "198.51" not in stored
    assert said().said_on == TODAY
    assert "answered_at" in {field.name for field in Voice._meta.fields if "Time" in type(field).__name__}
    assert sum("Time" in type(field).__name__ for field in Voice._meta.fields) == 1, "no time of day"


def test_only_an_offered_service_is_taken(point: ServicePoint, world: World) -> None:
    own = [Service.objects.create(point=point, order=n, name=f"Jenis {n}") for n in (1, 2, 3)]
    Service.objects.filter(pk=own[2].pk).update(closed_at=NOW)
    other = open_point(world.units["lain"], "bcdefhj")
    foreign = Service.objects.create(point=other, order=1, name="Jenis lain")

    answers = [
        send(point, service=str(pk)).status_code for pk in (own[0].pk, own[2].pk, foreign.pk, 9**18, "x", -1)
    ]

    assert answers == [302, 422, 422, 422, 422, 422]
    assert said().service == own[0]


def test_a_service_that_was_closed_while_one_wrote_is_refused_at_its_field(point: ServicePoint) -> None:
    from appraisal.errors import Refused
    from tests.reviews.voices import say

    gone = Service.objects.create(point=point, order=1, name="KTP", closed_at=NOW)
    with pytest.raises(Refused) as told:
        say(point, "Kursi kurang", service=gone.pk)

    assert told.value.field == "service"
    ServicePoint.objects.update(closed_at=NOW)
    with pytest.raises(Refused, match="sudah ditutup"):
        say(point, "Kursi kurang")


@pytest.mark.parametrize("mark", ["", "0", "5", "x", "4.5", "٤"])
def test_a_mark_is_one_of_four(point: ServicePoint, mark: str) -> None:
    answer = send(point, mark=mark, improve="Tambah kursi")

    assert answer.status_code == 422
    assert form_of(answer).fields["improve"] == "Tambah kursi"
    assert not Voice.objects.exists()


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        ("", "terlalu lama"),
        ("abcdefh:1:2:tanda-tangan", "terlalu lama"),
        ("\x00" * 20, "terlalu lama"),
        ("x" * 100_000, "terlalu lama"),
        (stamps.issue("bcdefhj", NOW - timedelta(seconds=30)), "terlalu lama"),
        (stamps.issue("abcdefh", NOW - timedelta(hours=7)), "terlalu lama"),
        (stamps.issue("abcdefh", NOW - timedelta(seconds=1)), "baru saja terbuka"),
        (stamps.issue("abcdefh", NOW + timedelta(minutes=5)), "baru saja terbuka"),
    ],
    ids=["none", "forged", "zeros", "long", "of another point", "old", "quick", "from tomorrow"],
)
def test_a_stamp_that_is_not_good_asks_once_more_and_keeps_the_text(
    point: ServicePoint, stamp: str, words: str
) -> None:
    answer = send(point, stempel=stamp, improve="Tambah kursi")

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert form_of(answer).fields["improve"] == "Tambah kursi"
    assert not Voice.objects.exists()


def test_a_form_that_comes_again_counts_once(point: ServicePoint) -> None:
    form = typed(point, improve="Tambah kursi")
    statuses = {send(point, **form).status_code for _ in range(5)}
    other = send(point, **(form | {"improve": "Toilet kotor"}))

    assert statuses == {302}
    assert (said().times, other.status_code) == (1, 422)
    assert form_of(other).fields["stempel"] != form["stempel"]


def test_what_fills_in_the_unseen_field_is_a_suspect(point: ServicePoint) -> None:
    send(point, situs="https://contoh.example", improve="Pelayanan bagus sekali")

    assert said().flag == "MESIN"


def test_who_names_an_employee_is_looked_at_first(point: ServicePoint, world: World) -> None:
    world.ani.name = "Ani Rahmawati"
    world.ani.save()

    send(point, good="Terima kasih Bu Ani")

    assert said().flag == "NAMA"


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"improve": "x" * 501}, 422),
        ({"improve": "a b" * 70_000}, 422),
        ({"improve": "ada \x00 di sini"}, 422),
        ({"improve": "👨‍👩‍👧‍👦" * 60}, 302),
        ({"improve": SCRIPT}, 302),
        (
            {"improve": "x", "state": "TAMPIL", "times": "999999999999", "flag": "", "said_on": "2020-01-01"},
            302,
        ),
    ],
)
def test_hostile_values_are_refused_or_taken_literally(
    point: ServicePoint, values: dict[str, str], status: int
) -> None:
    answer = send(point, **values)

    assert answer.status_code == status
    assert all((row.state, row.times, row.said_on) == ("BARU", 1, TODAY) for row in Voice.objects.all())


def test_other_methods_do_nothing(point: ServicePoint) -> None:
    href = f"/suara/{point.code}/"

    assert [Client().generic(method, href).status_code for method in ("HEAD", "PUT", "DELETE")] == [
        200,
        405,
        405,
    ]
    assert not Voice.objects.exists()


# --- Networks ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:aa:1::5", "2001:db8:aa::/48"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("tak dikenal", ""),
    ],
)
def test_a_network_is_the_front_of_an_address(address: str, network: str) -> None:
    assert throttle.network_of(address) == network


def test_the_mark_of_a_network_differs_by_day_and_place(rf: Any) -> None:
    request = rf.get("/", REMOTE_ADDR="203.0.113.7")
    near = rf.get("/", REMOTE_ADDR="203.0.113.250")
    marks = {
        throttle.day_mark(request, about, day)
        for about in ("a", "b")
        for day in (TODAY, TODAY + timedelta(days=1))
    }

    assert len(marks) == 4
    assert throttle.day_mark(near, "a", TODAY) == throttle.day_mark(request, "a", TODAY)


def test_beyond_the_cap_a_network_is_counted_and_told_so(point: ServicePoint, world: World) -> None:
    world.period.figures.filter(key="suara_per_jaringan_maks").update(value=2)
    texts = ["Kursi kurang", "Toilet kotor", "Parkir sempit"]

    answers = [send(point, improve=text) for text in texts]
    elsewhere = send(point, address="198.51.100.1", improve="Parkir sempit")

    assert [answer["Location"].endswith("?jaringan=ramai") for answer in answers] == [False, False, True]
    assert "tulisannya tidak disimpan" in text_of(Client().get(answers[2]["Location"]))
    assert "ramai" not in elsewhere["Location"]
    assert VoiceSurplus.objects.get().count == 1


def test_a_header_that_anybody_may_write_makes_no_new_network(point: ServicePoint, world: World) -> None:
    world.period.figures.filter(key="suara_per_jaringan_maks").update(value=1)
    for number in range(3):
        Client(REMOTE_ADDR="203.0.113.7").post(
            f"/suara/{point.code}/",
            typed(point, improve=f"Kursi kurang {'abc'[number]}{'xyz'[number]}"),
            headers={"X-Forwarded-For": f"198.51.{number}.1", "Forwarded": f"for=198.51.{number}.2"},
        )

    assert Voice.objects.count() == 1


# --- Reading -----------------------------------------------------------------------------------


def test_everybody_reads_shown_voices_with_the_answer_of_the_unit_and_no_name(
    point: ServicePoint, world: World
) -> None:
    world.ani.name = "Ani Rahmawati"
    world.ani.save()
    common = {"mark": 3, "said_on": TODAY, "point": point}
    answer = {"answer": "Kursi ditambah.", "answered_by": world.budi, "answered_at": NOW}
    named = {"improve": f"Bu Ani {SCRIPT}", "good": "NIK 3276012345678901", "flag": "NAMA"}
    Voice.objects.create(state="TAMPIL", **named, **answer, **common)
    Voice.objects.create(improve="Belum dibaca", **common)
    Voice.objects.create(improve="Tersembunyi", state="SEMBUNYI", **common)

    for path in ("hasil/", "terima-kasih/"):
        page = Client().get(f"/suara/{point.code}/{path}")
        text = text_of(page)
        assert "Bu [nama] <script>alert(1)</script> {{ 7*7 }} %s <b>tebal</b>" in text
        assert "[nomor]" in text
        assert f"Jawaban {point.unit.name}" in text
        assert "Kursi ditambah." in text
        assert not any(word in text for word in ("Ani", "Budi", "Belum dibaca", "Tersembunyi", "3276"))
        assert b"<script>alert" not in page.content


def test_few_voices_are_not_broken_down_and_hidden_ones_count(point: ServicePoint) -> None:
    Voice.objects.bulk_create(
        Voice(point=point, mark=4, improve=f"{n}", said_on=TODAY, state="SEMBUNYI") for n in range(4)
    )
    Voice.objects.create(point=point, mark=1, improve="acak", flag="ACAK", said_on=TODAY, times=900)
    before = text_of(Client().get(f"/suara/{point.code}/hasil/"))
    Voice.objects.create(point=point, mark=2, said_on=TODAY)
    after = text_of(Client().get(f"/suara/{point.code}/hasil/"))

    assert "Triwulan IV 2026: kurang dari 5 suara" in before
    assert "Tidak baik" not in before
    assert "Triwulan IV 2026: 5 suara" in after
    assert "Kurang baik 1" in after


def test_voices_are_paged(point: ServicePoint) -> None:
    Voice.objects.bulk_create(
        Voice(point=point, mark=4, improve=f"Tulisan {n}", said_on=TODAY, state="TAMPIL") for n in range(12)
    )

    first, second = (Client().get(f"/suara/{point.code}/hasil/?halaman={n}") for n in ("1", "2"))
    odd = [
        Client().get(f"/suara/{point.code}/hasil/?halaman={n}").status_code
        for n in ("0", "x", "9" * 30, "-1")
    ]

    assert "?halaman=2" in first.content.decode()
    assert "Tulisan 1" in text_of(second)
    assert odd == [200] * 4


@pytest.mark.parametrize(
    ("asked", "status", "where"),
    [
        ("abcdefh", 302, "/suara/abcdefh/"),
        (" ABCD efh ", 302, "/suara/abcdefh/"),
        ("https://kinerja.example/suara/abcdefh/", 302, "/suara/abcdefh/"),
        ("", 422, ""),
        ("abc", 422, ""),
        ("../../../etc", 422, ""),
        ("//evil.id", 422, ""),
        ("abcdef\u0131", 422, ""),
    ],
)
def test_the_code_of_a_poster_is_typed_as_it_comes(
    point: ServicePoint, asked: str, status: int, where: str
) -> None:
    answer = Client().get("/suara/", {"kode": asked})

    assert (answer.status_code, answer.headers.get("Location", "")) == (status, where)


def test_an_unknown_code_and_a_closed_point_get_a_friendly_page(point: ServicePoint) -> None:
    unknown = Client().get("/suara/zzzzzzz/")
    ServicePoint.objects.update(closed_at=NOW)
    closed = Client().get(f"/suara/{point.code}/")
    late = send(point, improve="Terlambat sedikit")

    assert [unknown.status_code, closed.status_code, late.status_code] == [404, 404, 404]
    assert "belum dikenal" in text_of(unknown)
    assert "sudah ditutup" in text_of(closed)
    assert Client().get(f"/suara/{point.code}/hasil/").status_code == 200
    assert not Voice.objects.exists()
    assert read(unknown).forms[0].action == "/suara/"


def test_an_empty_tally_has_nothing_to_divide_by() -> None:
    assert (Tally().total, Tally().index, Tally().is_small) == (0, None, True)
