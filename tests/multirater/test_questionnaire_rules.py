"""What an edition needs before rounds may use it, and what would make it better."""

from __future__ import annotations

import pytest

from multirater.rules import FREQUENCY
from multirater.rules.questionnaire import ItemFacts, advice, faults, scale_fault

KEEP = ItemFacts(8, "TEKS", "Apa yang sebaiknya diteruskan?", "TERUSKAN")
DEVELOP = ItemFacts(9, "TEKS", "Apa yang sebaiknya dikembangkan?", "KEMBANGKAN")
WORDS = [KEEP, DEVELOP]


def behaviours(count: int, *, only_leaders: bool = False, start: int = 1) -> list[ItemFacts]:
    numbers = range(start, start + count)
    return [ItemFacts(number, "SKALA", f"Menepati janji {number}", "", only_leaders) for number in numbers]


# labels, part of the sentence, source
SCALES = [
    (FREQUENCY, "", "pages 2.3: Hampir selalu … Jarang"),
    (("Jarang", "Sering", "Selalu"), "", "measurement 4.1 rule 1: a scale of three is known"),
    (("Jarang", "Sering"), "3 sampai 5", "measurement 4.1: 3-pt is the smallest"),
    (("1", "2", "3", "4", "5", "6"), "3 sampai 5", "pages 2.3: phone-friendly"),
    (("Jarang", "jarang ", "Sering"), "kata yang berbeda", "equal words cannot be told apart"),
    (("Jarang", "", "Sering"), "kata yang berbeda", "a label is a word"),
    (("Jarang", "Sering", "S" * 41), "paling panjang 40", "pages 2.7: one line at 360 pixels"),
    (("Jarang", "Sering", "belum sempat melihat"), "selalu ada", "pages 2.3: added by the form"),
]


@pytest.mark.parametrize(("labels", "said", "source"), SCALES)
def test_a_scale_has_three_to_five_different_words(labels: tuple[str, ...], said: str, source: str) -> None:
    fault = scale_fault(labels)

    assert bool(fault) == bool(said), source
    assert said in fault, source


# items, part of the sentence, source
WHOLE = [
    ([*behaviours(7), *WORDS], "", "issue 2: seven behaviours and two words"),
    ([KEEP], "", "issue 2: at least one question"),
    ([], "paling sedikit satu", "issue 2"),
    (behaviours(2, only_leaders=True), "paling sedikit satu", "an empty form about everybody else"),
    (behaviours(15), "", "brief: up to fifteen"),
    (behaviours(16), "paling banyak 15", "measurement 2: fatigue"),
    ([KEEP, DEVELOP, ItemFacts(3, "TEKS", "Lain?", "LAIN"), ItemFacts(4, "TEKS", "Lagi?", "LAIN")],
     "paling banyak 3", "pages 2.3: about five minutes"),
    ([*behaviours(2), ItemFacts(3, "SKALA", "menepati  janji 1.")], "Butir 3 sama", "asked twice"),
]  # fmt: skip


@pytest.mark.parametrize(("items", "said", "source"), WHOLE)
def test_an_edition_in_force_asks_everybody_something_once(
    items: list[ItemFacts], said: str, source: str
) -> None:
    found = " ".join(faults(FREQUENCY, items))

    assert bool(found) == bool(said), source
    assert said in found, source


def test_a_fault_of_the_scale_is_a_fault_of_the_edition() -> None:
    assert faults(("Ya", "Tidak"), [KEEP]) == [scale_fault(("Ya", "Tidak"))]


# labels, items, part of the advice, source
ADVISED = [
    (FREQUENCY, [*behaviours(7), *behaviours(3, only_leaders=True, start=20), *WORDS], "", "leaders on top"),
    (FREQUENCY, [*behaviours(8), *WORDS], "Ada 8 perilaku umum", "pages 2.3: at most seven"),
    (FREQUENCY, [*behaviours(1), KEEP], "Lengkapi keduanya", "pages 2.3: Teruskan and Kembangkan"),
    (FREQUENCY, [], "", "nothing to advise yet"),
    (FREQUENCY[:3], [*behaviours(1), *WORDS], "mulai lima formulir", "measurement 4.1 rule 1"),
    (FREQUENCY, [ItemFacts(1, "SKALA", "Ramah dan cepat"), *WORDS], "Butir 1 mungkin", "one thing at a time"),
    (FREQUENCY, [ItemFacts(1, "SKALA", "Datang/pulang"), *WORDS], "Butir 1 mungkin", "one thing at a time"),
    (FREQUENCY, [ItemFacts(1, "SKALA", "Mendandani"), *WORDS], "", "dan inside a word"),
]


@pytest.mark.parametrize(("labels", "items", "said", "source"), ADVISED)
def test_advice_names_what_would_help(
    labels: tuple[str, ...], items: list[ItemFacts], said: str, source: str
) -> None:
    found = " ".join(advice(labels, items))

    assert bool(found) == bool(said), source
    assert said in found, source
