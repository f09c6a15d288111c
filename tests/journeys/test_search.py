"""A search that answers while one types must never take the result away from under a finger."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.world import World

SLOW_PRESS = 700  # milliseconds between finger down and finger up, longer than the search waits


@pytest.fixture
def gita(world: World, page: Page, log_in: Callable[[Page, Any], None]) -> Page:
    """The desk at a browser."""
    log_in(page, world.gita)
    return page


def press_slowly(page: Page, name: str) -> None:
    """Press a link as an old hand on an old phone does: down, a while, up."""
    box = page.get_by_role("link", name=name, exact=True).bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.wait_for_timeout(SLOW_PRESS)
    page.mouse.up()


def test_a_result_opens_although_the_press_is_slow(world: World, gita: Page) -> None:
    gita.goto("/bkd/pegawai/")
    gita.get_by_label("Nama atau NIP").fill("ani")
    expect(gita.locator("#rows tbody tr")).to_have_count(1)

    press_slowly(gita, world.ani.full_name)

    expect(gita.get_by_role("heading", level=1)).to_have_text(world.ani.full_name)


def test_what_is_searched_at_once_opens_too(world: World, gita: Page) -> None:
    """The button is pressed before the search begins by itself."""
    gita.goto("/bkd/pegawai/")
    gita.get_by_label("Nama atau NIP").fill(world.ani.name)
    with gita.expect_event("load"):  # of a whole page: what the search brings by itself has none
        gita.get_by_role("button", name="Cari", exact=True).click()
    expect(gita.locator("#rows tbody tr")).to_have_count(1)

    press_slowly(gita, world.ani.full_name)

    expect(gita.get_by_role("heading", level=1)).to_have_text(world.ani.full_name)


def test_a_unit_opens_although_the_press_is_slow(world: World, gita: Page) -> None:
    gita.goto("/perjanjian-kinerja/")
    gita.get_by_label("Nama atau kode unit").fill("kelurahan")
    expect(gita.locator("#rows tbody tr")).to_have_count(1)

    press_slowly(gita, "Kelurahan Sukajaya")

    expect(gita).to_have_title(re.compile("Kelurahan Sukajaya"))


def test_a_choice_answers_without_a_press(world: World, gita: Page) -> None:
    gita.goto("/bkd/pegawai/")
    expect(gita.locator("#rows tbody tr")).to_have_count(len(world.people))

    gita.get_by_label("Yang belum lengkap").select_option(index=1)

    expect(gita.locator("#rows tbody tr")).not_to_have_count(len(world.people))
