"""An agreed plan in mid-year: the superior asks, the owner changes it, every version stays readable."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from indicators.models import Plan
from tests.indicators.plans import agreed
from tests.world import World

from .walker import Walker

WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def look(page: Page, name: str) -> None:
    """Expect no sideways scrolling on a telephone, and keep pictures when SHOTS asks for them."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert not page.evaluate(WIDER), f"{name} at {width}"
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=Path(folder) / f"change-{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("javascript", [True, False])
def test_an_agreed_plan_changes_in_mid_year(
    world: World,
    open_page: Callable[..., Page],
    log_in: Callable[[Page, Any], None],
    accessibility_faults: Callable[..., list[str]],
    javascript: bool,
) -> None:
    plan = agreed(world)
    address = reverse("indicators:plan-detail", args=[plan.pk])
    ani, budi = (Walker(open_page(javascript=javascript)) for _ in range(2))
    log_in(ani.page, world.ani)
    log_in(budi.page, world.budi)
    faults: list[str] = []

    def seen(walker: Walker, name: str) -> None:
        look(walker.page, name)
        if javascript:
            faults.extend(accessibility_faults(walker.page))

    budi.open(address)
    seen(budi, "agreed-superior")
    budi.follow("Minta perubahan")
    seen(budi, "asking")
    budi.write("Yang perlu diubah", "Anggaran turun 10%, sesuaikan target hasil 1.")
    budi.press("Kirim permintaan")
    budi.reads("Permintaan terkirim ke Ani.")

    ani.open("/skp/")
    ani.reads("Atasan meminta perubahan: Anggaran turun 10%")
    seen(ani, "mine-asked")
    ani.open(address)
    seen(ani, "asked")
    ani.follow("Susun perubahan")
    seen(ani, "starting")
    ani.write("Alasan perubahan", "Anggaran turun 10% sejak Juli, sesuai DPA perubahan.")
    ani.press("Mulai menyusun perubahan")
    ani.reads("Susun perubahan SKP 2026", "Anggaran turun 10% sejak Juli")
    seen(ani, "composing")
    ani.follow("1. Terbitnya akta kelahiran")
    ani.page.get_by_role("textbox", name="Target", exact=True).first.fill("1100")
    ani.press("Simpan hasil kerja")
    ani.follow("Batalkan perubahan ini")
    seen(ani, "cancelling")
    ani.follow("Kembali menyusun")
    ani.follow("Periksa dan ajukan")
    seen(ani, "checking")
    ani.press("Ajukan ke atasan")
    seen(ani, "submitted")
    ani.open("/skp/")
    ani.reads("Perubahan ditinjau Budi sejak 22 November 2026.")
    seen(ani, "mine-submitted")

    budi.open(address)
    budi.reads("Sampai disepakati, isi di bawah ini tetap berlaku.", "1.240 akta")
    seen(budi, "in-force")
    budi.follow("Buka perubahan")
    budi.reads("1.100 akta")
    seen(budi, "reviewing")
    budi.press("Sepakati perubahan")
    budi.reads("Perubahan SKP Ani disepakati.", "1.100 akta", "Versi 2", "kesepakatan pertama")
    seen(budi, "agreed-again")

    ani.open(address)
    ani.follow("Versi 1")
    ani.reads("1.240 akta", "Sudah digantikan", "Sidik jari (SHA-256)")
    seen(ani, "version-1")
    ani.follow("Versi 2")
    ani.reads("1.100 akta", "Anggaran turun 10% sejak Juli")
    seen(ani, "version-2")

    assert faults == []
    assert Plan.objects.get().revision == 2
