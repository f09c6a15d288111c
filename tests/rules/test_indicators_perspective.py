"""A row of the JPT form may be seen from more than one side (domain research 2.4.2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import (
    PERSPECTIVE_SETS,
    Perspective,
    join_perspectives,
    perspective_words,
    split_perspectives,
)


def test_there_are_sixteen_choices():
    assert len(PERSPECTIVE_SETS) == len(set(PERSPECTIVE_SETS)) == 16


@pytest.mark.parametrize(
    ("chosen", "stored", "words"),
    [
        ([], "", ""),
        (["ANGGARAN"], "ANGGARAN", "Anggaran"),
        (["ANGGARAN", "PENERIMA_LAYANAN"], "PENERIMA_LAYANAN,ANGGARAN", "Penerima Layanan; Anggaran"),
        (["PROSES_BISNIS", "PROSES_BISNIS", "LAIN"], "PROSES_BISNIS", "Proses Bisnis"),
    ],
)
def test_a_choice_is_stored_in_the_order_of_the_form(chosen, stored, words):
    assert join_perspectives(chosen) == stored
    assert perspective_words(stored) == words


@given(st.lists(st.sampled_from(Perspective)))
def test_whatever_is_chosen_can_be_stored_and_comes_back(chosen):
    stored = join_perspectives(chosen)

    assert stored in PERSPECTIVE_SETS
    assert set(split_perspectives(stored)) == set(chosen)
