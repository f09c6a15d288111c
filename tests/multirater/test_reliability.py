"""What is told about how far a round can be relied on, from its opinions."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import multirater
from multirater.analysis import adjusted
from multirater.models import Invitation, Opinion, Reviewee, Round
from multirater.queries.reliability import reliability_of
from multirater.rules.reliability import for_person
from tests.multirater.big_round import PEOPLE, big_round
from tests.multirater.rows import Office, answer, invite, reviewee_of, round_of

ALL = range(1, 8)


@pytest.fixture(autouse=True)
def instant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the instant formula of intervals; drawn ones have their own tests."""
    monkeypatch.setattr(adjusted, "DRAWN_UP_TO", 0)


def side_of(told: dict[str, Any], side: str) -> dict[str, Any]:
    return next(one for one in told["sides"] if one["side"] == side)


def review(office: Office, row: Round, forms: int = 4) -> list[Reviewee]:
    """Have everybody of a section reviewed by the next colleagues and the head, with lasting differences."""
    found = []
    for key, staff in office.staff.items():
        for at, person in enumerate(staff):
            found.append(reviewee := reviewee_of(office, row, person, office.heads[key]))
            level = 2 + at % 3
            for step in range(1, forms + 1):
                invitation = invite(reviewee, staff[(at + step) % len(staff)])
                answer(invitation, {n: level + (n + step) % 2 for n in ALL})
            answer(invite(reviewee, office.heads[key], "ATASAN"), dict.fromkeys(ALL, level))
    return found


def test_a_small_round_tells_response_and_no_figure(office: Office) -> None:
    row = round_of(office)
    person = review(office, row)[0]
    invite(person, office.head, "REKAN", status="BELUM_MENGENAL")

    told = reliability_of(row)

    peers = side_of(told, "REKAN")
    assert (peers["reviewed"], peers["invited"], peers["answered"], peers["share"]) == (24, 96, 96, 100)
    assert (peers["people"], peers["reason"], peers["single"]) == (24, "BELUM_CUKUP", None)
    assert side_of(told, "ATASAN")["reason"] == "SATU_PENILAI"
    assert (told["adjusted"], told["adjusted_reason"], told["habit"]) == ({}, "PULAU", None)
    assert told["network"]["islands"] == 3
    assert for_person(told) == [
        "Rekan kerja: belum cukup data untuk menghitung kesepakatan penilai.",
        "Bawahan langsung: belum cukup data untuk menghitung kesepakatan penilai.",
    ], "in a small round a share of answers would be the person's own"


def test_a_round_that_nobody_answered_tells_nothing(office: Office) -> None:
    row = round_of(office)
    invite(reviewee_of(office, row, office.staff["umum"][0]), office.staff["umum"][1])

    told = reliability_of(row)

    assert (told["network"], told["adjusted"], told["adjusted_reason"]) == (None, {}, "TERLALU_SEDIKIT")
    assert side_of(told, "REKAN")["share"] is None


def test_superiors_alone_are_no_base_for_comparing(office: Office) -> None:
    row = round_of(office, has_peers=False, has_subordinates=False)
    review(office, row, forms=0)

    assert (reliability_of(row)["adjusted"], reliability_of(row)["adjusted_reason"]) == ({}, "SATU_PENILAI")


def test_a_large_round_has_figures_words_and_ranges(office: Office) -> None:
    row = big_round(office)

    with CaptureQueriesContext(connection) as captured:
        told = reliability_of(row)

    peers = side_of(told, "REKAN")
    assert (peers["people"], peers["forms"], peers["reason"]) == (PEOPLE, "5,0", "")
    for name in ("single", "mean", "alpha"):
        low, value, high = (float(peers[name][part].replace(",", ".")) for part in ("low", "value", "high"))
        assert 0 < low < value < high < 1, name
    assert peers["mean"]["word"] == "memadai"
    assert told["network"]["islands"] == 1
    assert told["network"]["linked"] == 100
    assert 10 < told["habit"]["percent"] < 60
    ranges = told.pop("adjusted")
    assert len(ranges) == PEOPLE
    assert all(re.fullmatch(r"[1-5],\d", span[end]) for span in ranges.values() for end in ("low", "high"))
    assert for_person(json.loads(json.dumps(told)))[0] == (
        "Rekan kerja: 100% formulir terkirim; kesepakatan rata-rata penilai memadai."
    )
    assert len(captured) <= 6


def test_what_may_not_be_shown_takes_no_part(office: Office) -> None:
    """Hidden groups, the own view and late answers change no figure and no range, whatever they say."""
    row = big_round(office)
    one, other = Reviewee.objects.filter(round=row).order_by("pk")[:2]
    peers = Opinion.objects.filter(reviewee=one, side="REKAN").order_by("pk")
    for opinion in peers[2:]:
        opinion.delete()
    answer(invite(one, one.employee, "DIRI"), dict.fromkeys(ALL, 3))
    before = reliability_of(row)
    assert one.pk not in before["adjusted"]
    assert len(before["adjusted"]) == PEOPLE - 1

    for opinion in Opinion.objects.filter(reviewee=one).exclude(side="ATASAN"):
        opinion.scores = dict.fromkeys(opinion.scores, 1)
        opinion.save()
    answer(invite(other, office.heads["data"]), dict.fromkeys(ALL, 1), batch=2)
    after = reliability_of(row)

    side_of(after, "REKAN")["invited"] -= 1  # that somebody more was asked may be told
    side_of(after, "REKAN")["share"] = side_of(before, "REKAN")["share"]
    assert after == before


def test_a_form_with_too_few_answers_takes_no_part_and_hides_a_group_that_needs_it(office: Office) -> None:
    row = big_round(office)
    one = Reviewee.objects.filter(round=row).order_by("pk").first()
    for number, opinion in enumerate(Opinion.objects.filter(reviewee=one, side="REKAN").order_by("pk")):
        if number < 3:
            opinion.scores = {str(n): 3 if n < 4 else None for n in ALL}
            opinion.save()

    told = reliability_of(row)

    assert side_of(told, "REKAN")["people"] == PEOPLE - 1
    assert one is not None
    assert one.pk not in told["adjusted"]


def test_lost_keys_leave_agreement_and_no_network(office: Office) -> None:
    row = big_round(office)
    Invitation.objects.filter(round=row).update(envelope="bukan amplop")

    told = reliability_of(row)

    assert side_of(told, "REKAN")["mean"] is not None
    assert (told["network"], told["habit"], told["adjusted"]) == (None, None, {})
    assert told["adjusted_reason"] == "TIDAK_TERBACA"


def test_pages_never_load_numpy() -> None:
    house = Path(multirater.__file__).parent
    heavy = re.compile(r"^(from|import) .*(numpy|analysis|queries\.reliability|queries\.answers)\b", re.M)
    pages = [path for path in house.rglob("*.py") if "analysis" not in path.parts]

    found = {path.relative_to(house).as_posix() for path in pages if heavy.search(path.read_text())}
    assert found == {"queries/answers.py", "queries/reliability.py"}
