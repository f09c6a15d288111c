"""The draw is balanced, never mutual, the same again, and says what it could not do (measurement 4)."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multirater.rules import Side, Why
from multirater.rules.draw import Listed, Outcome, Wish, draw
from multirater.rules.draw_words import Figures, figures_of, problems_of, remarks_of
from multirater.rules.pools import Person, Place, office_of, pools_of
from multirater.rules.shifts import choose_shifts, most_shifts

KOTA = Place(1, "Kota", None)


def agency(offices: int = 2, sections: int = 3, staff: int = 8) -> tuple[list[Person], dict[int, Place]]:
    """Return an agency: a head, offices with a head, sections with a head and staff; keys in tree order."""
    places, people = {1: KOTA}, [Person(1, "Sekretaris Daerah", 1, None, True)]

    def add(unit: int, superior: int, *, is_head: bool) -> int:
        key = len(people) + 1
        people.append(Person(key, f"Orang {key}", unit, superior, is_head))
        return key

    for _ in range(offices):
        office = len(places) + 1
        places[office] = Place(office, f"Dinas {office}", 1)
        head = add(office, 1, is_head=True)
        for _ in range(sections):
            unit = len(places) + 1
            places[unit] = Place(unit, f"Seksi {unit}", office)
            chief = add(unit, head, is_head=True)
            for _ in range(staff):
                add(unit, chief, is_head=False)
    return people, places


def pairs_of(outcome: Outcome, *sides: Side) -> set[tuple[int, int]]:
    return {(form.rater, form.ratee) for form in outcome.forms if form.side in sides}


def staff_in(people: list[Person]) -> set[int]:
    return {one.id for one in people if not one.is_head}


# --- Shifts (measurement 4: feasible exactly when n >= 2k + 1) ---------------------------------


@pytest.mark.parametrize("members", range(5, 21))
@pytest.mark.parametrize("count", range(2, 6))
def test_shifts_exist_exactly_from_two_k_plus_one(members: int, count: int) -> None:
    assert (most_shifts(members) >= count) == (members >= 2 * count + 1)
    if most_shifts(members) < count:
        with pytest.raises(ValueError, match="larger"):
            choose_shifts(members, count, Random("uji"))
        return
    shifts = choose_shifts(members, count, Random("uji"))

    pairs = {(at, (at + shift) % members) for shift in shifts for at in range(members)}
    assert len(pairs) == members * count
    assert not {(other, one) for one, other in pairs} & pairs
    assert set(Counter(one for one, _ in pairs).values()) == {count}
    assert set(Counter(other for _, other in pairs).values()) == {count}


# --- A whole draw ------------------------------------------------------------------------------


@settings(max_examples=15, deadline=None)
@given(staff=st.integers(7, 14), sections=st.integers(3, 5), seed=st.text(max_size=5))
def test_a_draw_is_balanced_never_mutual_and_crosses_as_asked(staff: int, sections: int, seed: str) -> None:
    people, places = agency(2, sections, staff)

    outcome = draw(people, places, Wish(), seed=seed)

    peers = pairs_of(outcome, Side.PEER)
    assert not {(other, one) for one, other in peers} & peers
    clerks = staff_in(people)
    received = Counter(ratee for _, ratee in peers if ratee in clerks)
    written = Counter(rater for rater, _ in peers if rater in clerks)
    assert {received[one] for one in clerks} == {5}
    assert {written[one] for one in clerks} <= {4, 5, 6}
    across = sum(form.is_cross for form in outcome.forms if form.ratee in clerks and form.side == Side.PEER)
    assert across == 2 * len(clerks)


def test_the_same_seed_and_staff_give_the_same_draw_in_any_order() -> None:
    people, places = agency()
    first = draw(people, places, Wish(partners=2), seed="benih")

    shuffled = Random(7).sample(people, len(people))
    again = draw(shuffled, dict(sorted(places.items(), reverse=True)), Wish(partners=2), seed="benih")

    assert again.forms == first.forms
    assert draw(people, places, Wish(partners=2), seed="lain").forms != first.forms


def test_the_line_gives_superior_self_and_at_most_five_subordinates() -> None:
    people, places = agency(1, 3, 8)

    outcome = draw(people, places, Wish(), seed="benih")

    chief = next(one for one in people if one.is_head and one.unit > 2)
    asked = [form for form in outcome.forms if form.ratee == chief.id]
    sides = Counter(form.side for form in asked)
    assert sides[Side.SUPERIOR] == sides[Side.SELF] == 1
    assert sides[Side.SUBORDINATE] == 5
    boss = [form for form in outcome.forms if form.ratee == chief.superior and form.side == Side.SUBORDINATE]
    assert {form.rater for form in boss} == {one.id for one in people if one.superior == chief.superior}


def test_people_apart_never_meet_and_the_balance_stays() -> None:
    people, places = agency(2, 3, 9)
    clerks = sorted(staff_in(people))
    apart: dict[int, set[int]] = {}
    for one, other in [(clerks[0], clerks[1]), (clerks[0], clerks[2]), (clerks[3], clerks[12])]:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)

    for seed in ("a", "b", "c", "d"):
        peers = pairs_of(draw(people, places, Wish(), seed=seed, apart=apart), Side.PEER)
        assert not any(other in apart.get(one, ()) for one, other in peers)
        received = Counter(ratee for _, ratee in peers)
        assert {received[one] for one in clerks} == {5}


def test_newcomers_are_neither_asked_nor_reviewed_as_peers() -> None:
    people, places = agency(1, 3, 9)
    late = max(staff_in(people))
    people = [
        Person(one.id, one.name, one.unit, one.superior, one.is_head, True, one.id != late) for one in people
    ]

    outcome = draw(people, places, Wish(), seed="benih")

    sides = {form.side for form in outcome.forms if late in (form.rater, form.ratee)}
    assert sides == {Side.SUPERIOR, Side.SELF}
    assert "Belum 3 bulan" in remarks_of(outcome, places, 3)[late]
    told = problems_of(outcome, places, shown_from=3, months=3, cap=8)
    assert any(text.startswith("1 pegawai belum 3 bulan") for text in told)


def test_people_who_share_a_result_meet_across_units() -> None:
    people, places = agency(1, 3, 9)
    clerks = [one for one in people if not one.is_head]
    one, other = clerks[0], clerks[-1]

    outcome = draw(people, places, Wish(), seed="benih", contacts=[(one.id, other.id)])

    assert {(one.id, other.id), (other.id, one.id)} & pairs_of(outcome, Side.PEER)
    received = Counter(ratee for _, ratee in pairs_of(outcome, Side.PEER))
    assert {received[clerk.id] for clerk in clerks} == {5}


def test_partners_come_from_other_offices() -> None:
    people, places = agency(3, 3, 8)
    units = {one.id: office_of(one.unit, places) for one in people}

    outcome = draw(people, places, Wish(partners=3, cap=9), seed="benih")

    partners = pairs_of(outcome, Side.PARTNER)
    assert all(units[one] != units[other] for one, other in partners)
    assert {Counter(ratee for _, ratee in partners)[one] for one in staff_in(people)} == {3}
    both = pairs_of(outcome, Side.PEER, Side.PARTNER)
    assert not {(other, one) for one, other in both} & both


def test_only_the_reviewed_are_asked_about_but_everybody_may_be_asked() -> None:
    people, places = agency(2, 3, 8)
    chosen = min(staff_in(people))
    people = [
        Person(one.id, one.name, one.unit, one.superior, one.is_head, one.id == chosen) for one in people
    ]

    outcome = draw(people, places, Wish(), seed="benih")

    assert {form.ratee for form in outcome.forms} == {chosen}
    assert Counter(form.side for form in outcome.forms) == {Side.PEER: 5, Side.SUPERIOR: 1, Side.SELF: 1}


# --- Small units -------------------------------------------------------------------------------


def test_a_small_section_is_drawn_with_its_sibling_and_says_so() -> None:
    places = {1: KOTA, 2: Place(2, "Dinas", 1), 3: Place(3, "Bidang", 2)}
    places |= {4: Place(4, "Seksi Arsip", 3), 5: Place(5, "Seksi Umum", 3)}
    people = [
        Person(1, "Kepala", 3, None, True),
        Person(2, "Kasi A", 4, 1, True),
        Person(3, "Kasi U", 5, 1, True),
    ]
    people += [Person(10 + n, f"A {n}", 4, 2, False) for n in range(4)]
    people += [Person(20 + n, f"U {n}", 5, 3, False) for n in range(9)]

    outcome = draw(people, places, Wish(peers=3, cross_percent=0), seed="benih")

    assert (
        remarks_of(outcome, places, 3)[10] == "Seksi Arsip hanya 4 orang: rekannya diundi bersama Seksi Umum."
    )
    assert 20 not in remarks_of(outcome, places, 3)
    whys = {form.why for form in outcome.forms if form.ratee == 10 and form.side == Side.PEER}
    assert whys <= {Why.SAME_SUPERIOR, Why.POOLED}
    assert Counter(ratee for _, ratee in pairs_of(outcome, Side.PEER))[10] == 3


def test_offices_are_never_pooled() -> None:
    people, places = agency(3, 1, 4)

    pools = pools_of(people, places, 3)

    assert all(len(pool.parts) == 1 for pool in pools)


def test_offices_below_a_secretariat_are_offices_and_not_pooled() -> None:
    places = {1: KOTA, 2: Place(2, "Sekretariat Daerah", 1, holds_offices=True)}
    places |= {n: Place(n, f"Dinas {n}", 2) for n in range(3, 6)}
    places |= {n + 10: Place(n + 10, f"Seksi {n}", n) for n in range(3, 6)}
    people = [Person(n, f"Orang {n}", 3 + n % 3, 100 + n % 3, False) for n in range(9)]

    assert {unit: office_of(unit, places) for unit in places} == {
        **{1: 1, 2: 2},
        **{3: 3, 4: 4, 5: 5},
        **{13: 3, 14: 4, 15: 5},
    }
    assert all(len(pool.parts) == 1 for pool in pools_of(people, places, 3))


def test_who_cannot_reach_the_threshold_gets_a_sentence_with_a_proposal() -> None:
    people, places = agency(1, 1, 2)

    outcome = draw(people, places, Wish(), seed="benih")

    told = problems_of(outcome, places, shown_from=3, months=3, cap=8)
    assert told[0].startswith(
        "Sekretaris Daerah (Kota) hanya dapat diberi 1 penilai selain atasan, di bawah 3"
    )
    assert all("Usul: " in text for text in told if "rekannya" not in text and "diundi dari" not in text)


def test_a_low_cap_asks_fewer_and_says_so() -> None:
    people, places = agency(2, 3, 12)

    outcome = draw(people, places, Wish(peers=5, partners=3, cap=4), seed="benih")

    written = Counter(rater for rater, _ in pairs_of(outcome, Side.PEER, Side.PARTNER, Side.SUBORDINATE))
    assert max(written.values()) <= 4
    assert outcome.wish.peers == 3
    assert outcome.wish.partners == 0
    assert any(
        text.startswith("Batas 4 formulir")
        for text in problems_of(outcome, places, shown_from=3, months=3, cap=4)
    )


# --- Nominations -------------------------------------------------------------------------------


def test_at_most_half_comes_from_the_own_list_and_one_place_stays_open() -> None:
    people, places = agency(2, 3, 12)
    clerks = sorted(staff_in(people))
    mine, own, added, struck = clerks[0], tuple(clerks[1:7]), tuple(clerks[13:17]), (clerks[20],)

    for seed in ("a", "b", "c"):
        listed = {mine: Listed(own, added, struck)}
        outcome = draw(people, places, Wish(), seed=seed, listed=listed)
        asked = [form for form in outcome.forms if form.ratee == mine and form.side == Side.PEER]
        whys = Counter(form.why for form in asked)
        assert len(asked) == 5
        assert whys[Why.OWN_PROPOSAL] == 2
        assert whys[Why.ADDED] == 2
        drawn = {form.rater for form in asked if form.why not in (Why.OWN_PROPOSAL, Why.ADDED)}
        assert not drawn & {*own, *added, *struck}


# --- Two thousand people -----------------------------------------------------------------------


def test_two_thousand_people_are_drawn_without_a_mutual_pair() -> None:
    people, places = agency(12, 13, 12)

    outcome = draw(people, places, Wish(partners=2), seed="benih")

    figures = figures_of(
        ((one.rater, one.ratee, one.side, one.is_cross) for one in outcome.forms), len(people)
    )
    assert len(people) > 2000
    assert figures.mutual == 0
    assert figures.most <= 8
    assert 38 <= figures.across_percent <= 45
    peers = Counter(rater for rater, _ in pairs_of(outcome, Side.PEER))
    assert {peers[one] for one in staff_in(people)} <= {4, 5, 6}


def test_figures_see_a_mutual_pair() -> None:
    forms = [(1, 2, Side.PEER, True), (2, 1, Side.PEER, False), (3, 1, Side.SUBORDINATE, False)]

    found = figures_of(forms, 2)

    assert found.mutual == 1
    assert (found.across_percent, found.most, found.raters) == (50, 1, 3)
    assert Figures().across_percent == 0


def test_many_small_units_become_a_number() -> None:
    people, places = agency(20, 1, 4)

    told = problems_of(draw(people, places, Wish(), seed="benih"), places, shown_from=3, months=3, cap=8)

    small = [text for text in told if "unit kecil lain" in text]
    assert len(small) == 1
    assert len(told) < 40
