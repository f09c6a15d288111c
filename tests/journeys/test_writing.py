"""Writing and waiting in a browser: order by keyboard and thumb, ask a late superior, link to the plan."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from indicators import operations
from indicators.models import Plan
from tests.indicators.plans import complete, drafted, with_result
from tests.journeys.walker import Walker
from tests.world import NOW, World

SHOTS = os.environ.get("SHOTS", "")


def keep(page: Page, name: str) -> None:
    """Keep a picture of the page in two widths, when somebody wants to look."""
    if SHOTS:
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(SHOTS) / f"writing-{name}-{width}.png", full_page=True)


def order_of(page: Page) -> list[str]:
    return [text.split(". ")[1] for text in page.locator(".result-row a").all_inner_texts()]


@pytest.mark.parametrize("width", [1280, 360])
def test_results_are_put_in_order_by_keyboard_and_by_thumb(
    world: World, open_page: Callable[..., Page], log_in: Callable[[Page, Any], None], width: int
) -> None:
    plan = drafted(world)
    for text in ("Pertama", "Kedua", "Ketiga"):
        plan = with_result(world, plan, text=text).plan
    page = open_page(width=width, has_touch=width == 360)
    log_in(page, world.ani)
    page.goto(f"/skp/{plan.pk}/susun/")

    button = page.get_by_role("button", name="Naik hasil 3")
    with page.expect_navigation():
        if width == 360:
            box = button.bounding_box()
            assert box is not None
            assert box["height"] >= 44
            button.tap()
        else:
            button.focus()
            page.keyboard.press("Enter")

    assert order_of(page) == ["Pertama", "Ketiga", "Kedua"]
    if width == 1280:  # the place on the page stays: one press of Tab goes on from the moved row
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.result-row').innerText").startswith(
            "2. Ketiga"
        )


def test_a_clerk_asks_a_late_head_who_hands_in_and_links_without_scripts(
    world: World, open_page: Callable[..., Page], log_in: Callable[[Page, Any], None]
) -> None:
    plan = complete(world)
    clerk, head = open_page(javascript=False), open_page(javascript=False)
    log_in(clerk, world.ani)
    log_in(head, world.budi)
    ani, budi = Walker(clerk), Walker(head)

    ani.open(f"/skp/{plan.pk}/susun/")
    ani.reads("Pak Budi belum mengajukan SKP 2026.", "Siap diajukan.")
    keep(clerk, "waiting")
    ani.press("Minta Pak Budi menyusun SKP")
    ani.reads("Permintaan terkirim.", "Permintaan bisa dikirim lagi 25 November 2026.")
    keep(clerk, "asked")

    budi.open("/")
    keep(head, "home")
    budi.follow("Susun SKP Anda: 1 orang menunggu")
    budi.reads("Menunggu SKP Anda: Ani.")
    keep(head, "askers")
    leading = complete(world, "budi")
    operations.submit_plan(plan=leading, version=leading.version, by=world.budi, at=NOW)

    ani.open("/skp/")
    keep(clerk, "can-link")
    ani.follow("tautkan sekarang")
    ani.choose("1. Terbitnya akta", "Terbitnya akta kelahiran sesuai standar waktu")
    keep(clerk, "linking")
    ani.press("Simpan tautan")
    ani.reads("1 hasil ditautkan ke RHK pimpinan.")
    expect(clerk.get_by_text("tautkan sekarang")).to_have_count(0)
    assert Plan.objects.get(pk=plan.pk).results.get().supports == leading.results.get()
