"""Twelve people and three results: handed down and taken, by keyboard, on a phone, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from indicators.models import Assignment, Plan, Result
from organizations.models import Employee
from tests.indicators.test_matrix_pages import large
from tests.world import World

from .walker import Walker

LogIn = Callable[[Page, Any], None]


@pytest.mark.parametrize(("width", "javascript"), [(1280, False), (360, True)])
def test_a_team_of_twelve_gets_three_results_in_two_presses(
    world: World, open_page: Callable[..., Page], log_in: LogIn, width: int, javascript: bool
) -> None:
    plan = large(world, people=12, results=3, filled=False)
    page = open_page(width=width, javascript=javascript)
    log_in(page, world.budi)
    budi = Walker(page)

    budi.open(reverse("reviews:team"))
    budi.follow("Matriks peran hasil")
    page.locator("textarea").first.focus()
    for number in range(12 * 3):  # person by person, with nothing in between
        page.keyboard.type(f"Hasil antara {number + 1}")
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Turunkan ke tim", exact=True)).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    budi.reads("36 hasil diturunkan.", "36 usulan menunggu jawaban")
    first = Assignment.objects.filter(placement=world.placements["ani"]).order_by("result__order")
    assert [row.text for row in first] == [f"Hasil antara {number}" for number in (1, 2, 3)]
    assert Assignment.objects.filter(result__plan=plan).count() == 36


def test_a_person_begins_the_draft_and_takes_all_in_three_presses(
    world: World, page: Page, log_in: LogIn
) -> None:
    large(world, people=12, results=3)
    log_in(page, world.ani)
    ani = Walker(page)

    ani.open(reverse("indicators:plan-mine"))
    ani.reads("3 usulan dari Budi")
    ani.press("Susun SKP 2026")
    ani.press("Pakai semua (3)")

    ani.reads("3 usulan masuk ke draf Anda.")
    plan = Plan.objects.get(placement=world.placements["ani"])
    assert Result.objects.filter(plan=plan, assigned_by=world.budi).count() == 3


def test_cells_are_named_for_a_screen_reader_and_typed_text_is_kept(
    world: World, page: Page, log_in: LogIn
) -> None:
    large(world, people=3, results=2, filled=False)
    log_in(page, world.budi)
    address = reverse("indicators:matrix", args=[drafted_by(world.budi).pk])
    page.goto(address)

    cell = page.get_by_role("textbox", name="Ani 2. Meningkatnya kepuasan warga")
    cell.fill("Antrean akta paling lama satu hari.")
    expect(page.get_by_text("Tersimpan di perangkat ini")).to_be_visible()
    page.goto(address)
    page.get_by_role("button", name="Pulihkan").click()

    expect(cell).to_have_value("Antrean akta paling lama satu hari.")


def drafted_by(person: Employee) -> Plan:
    """Return the one plan of a person."""
    return Plan.objects.get(placement__employee=person)
