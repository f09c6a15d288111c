"""Which cases a calibration meeting talks about; decided here, no regulation says it (README)."""

from __future__ import annotations

import pytest

from reviews.rules.border import BorderFacts, border_questions
from reviews.rules.evaluation import Rating

A, S, B = Rating.ABOVE, Rating.MEETS, Rating.BELOW
RESULTS = (
    "1 dari 3 hasil kerja dinilai di atas ekspektasi. Apa yang membuat keseluruhannya di atas ekspektasi?"
)
BEHAVIOUR = "4 dari 7 perilaku dinilai sesuai ekspektasi. Apa yang membuat keseluruhannya sesuai ekspektasi?"
ONE = "Catatan dan bukti berasal dari satu masa saja. Bagaimana dengan masa lain?"
NONE = "Belum ada catatan atau bukti. Atas dasar apa penilaian ini?"


@pytest.mark.parametrize(
    ("facts", "questions"),
    [
        # nothing known besides the words: nothing to ask
        ({}, []),
        # two thirds of the item ratings carry the word; one less does not
        ({"results": A, "result_items": [A, A, S]}, []),
        ({"results": A, "result_items": [A, S, S]}, [RESULTS]),
        ({"result_items": [S, S, S, S, S, A, A]}, []),
        ({"behaviour_items": [S, S, S, S, A, A, B]}, [BEHAVIOUR]),
        ({"behaviour_items": [S, S, S, S, S, A, B]}, []),
        # above, while most of what was measured is below 100 %
        (
            {"results": A, "shares": [99, 99, 100]},
            ["2 dari 3 target terukur belum tercapai. Apa yang melampaui ekspektasi?"],
        ),
        ({"results": A, "shares": [99, 100]}, []),
        ({"results": S, "shares": [99, 99, 99]}, []),
        # below, while most was reached
        (
            {"results": B, "shares": [100, 120, 99]},
            ["2 dari 3 target terukur tercapai. Apa yang di bawah ekspektasi?"],
        ),
        ({"results": B, "shares": [100, 99]}, []),
        # proof of one quarter in a term of several
        ({"quarters": 1, "expected": 4}, [ONE]),
        ({"quarters": 0, "expected": 4}, [NONE]),
        ({"quarters": 2, "expected": 4}, []),
        ({"quarters": 1, "expected": 1}, []),
        ({"quarters": 0, "expected": 1}, []),
        # several at once, in this order
        ({"results": A, "result_items": [A, S, S], "quarters": 1, "expected": 2}, [RESULTS, ONE]),
    ],
)
def test_cases_near_a_border(facts: dict, questions: list[str]) -> None:
    assert border_questions(BorderFacts(**{"results": S, "behaviour": S} | facts)) == questions
