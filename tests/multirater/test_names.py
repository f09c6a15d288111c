"""Whose names are looked for in the words of a round."""

from __future__ import annotations

from multirater.queries.names import names_in
from tests.multirater.rows import Office, invite, reviewee_of, round_of


def test_names_are_those_of_the_round_and_of_the_units_beside_it(office: Office) -> None:
    row = round_of(office)
    reviewee = reviewee_of(office, row, office.staff["umum"][0], office.heads["umum"])
    invite(reviewee, office.staff["data"][0], side="MITRA")

    names = names_in(row)

    assert {"umum", "data"} <= names.words, "the unit's people, and who was asked from elsewhere"
    assert "layanan" not in names.words
