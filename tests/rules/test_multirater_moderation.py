"""A moderator may put words out and never write one (decided here)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multirater.rules.moderation import is_only_masked

TEXT = "Ketua bodoh itu perlu mendengar, dan ketua itu perlu sabar."


@pytest.mark.parametrize(
    ("after", "allowed"),
    [
        ("Ketua [...] itu perlu mendengar, dan ketua itu perlu sabar.", True),
        ("[...] itu perlu mendengar, dan ketua itu perlu sabar.", True),
        ("Ketua […] itu perlu [...], dan [...] perlu sabar.", True),
        ("Ketua [...] [...] perlu mendengar, dan ketua itu perlu [...].", True),
        ("Ketua\n[...]\nitu perlu mendengar, dan ketua itu perlu sabar.", True),
        (TEXT, False),
        ("Ketua itu perlu mendengar, dan ketua itu perlu sabar.", False),
        ("Ketua baik [...] perlu mendengar, dan ketua itu perlu sabar.", False),
        ("Ketua [...] itu perlu mendengar, dan ketua itu perlu sabar. Bagus", False),
        ("Ketua [...] mendengar, perlu [...]", False),
        ("Ketua bodoh [...] itu perlu mendengar, dan ketua itu perlu sabar.", False),
        ("[...]", False),
        ("[...]bagus [...]", False),
        ("", False),
    ],
)
def test_words_are_put_out_and_none_is_written(after: str, allowed: bool) -> None:
    assert is_only_masked(TEXT, after) is allowed


def test_a_text_that_has_a_hole_may_get_another_one() -> None:
    assert is_only_masked("Ketua [...] itu keras sekali", "Ketua [...] itu [...] sekali")
    assert not is_only_masked("Ketua [...] itu", "Ketua [...] itu")


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=2, max_size=8), st.data())
def test_every_way_of_putting_words_out_is_allowed_and_one_more_word_is_not(
    words: list[str], data: st.DataObject
) -> None:
    out = data.draw(st.sets(st.integers(0, len(words) - 1), min_size=1, max_size=len(words) - 1))
    masked = ["[...]" if at in out else word for at, word in enumerate(words)]

    assert is_only_masked(" ".join(words), " ".join(masked))
    assert not is_only_masked(" ".join(words), " ".join([*masked, "baru"]))
