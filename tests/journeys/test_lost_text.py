"""No typed word is lost: expired sessions, stale tokens, double clicks, two tabs, closed tabs, no network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from indicators.models import Indicator, Plan, Result
from organizations.models import Employee
from reviews.models import Realisation
from tests.world import PASSWORD, World, agreed_plan

from .walker import Walker

NOTE = "Terlayani 240 warga di loket 1, dengan bukti di folder bersama."
RESULT = "Terbitnya kartu keluarga paling lama dua hari kerja."
LogIn = Callable[[Page, Any], None]
FOCUS = """() => {
  const e = document.activeElement;
  const box = e.getBoundingClientRect();
  const style = getComputedStyle(e);
  const label = e.labels?.length ? e.labels[0].textContent : e.textContent;
  return {
    name: label.replace(/\\s+/g, " ").trim(),
    isSeen: e !== document.body && box.bottom > 0 && box.top < innerHeight && style.outlineStyle !== "none",
  };
}"""


def report_address(plan: Plan, world: World) -> str:
    """Return where the fourth quarter of the plan's indicator is reported."""
    indicator = Indicator.objects.get(result__plan=plan)
    return reverse("reviews:progress-report", args=[indicator.pk, world.term(4).pk])


def begin_report(page: Page, address: str) -> Walker:
    """Open the form of a report and write a note."""
    ani = Walker(page)
    ani.open(address)
    ani.write("Apa yang dicapai?", NOTE)
    return ani


# --- Session and token ----------------------------------------------------------------------------


@pytest.mark.parametrize("javascript", [True, False])
def test_text_survives_a_session_that_ended(
    world: World, open_page: Callable[..., Page], log_in: LogIn, javascript: bool
) -> None:
    page = open_page(javascript=javascript)
    log_in(page, world.ani)
    ani = begin_report(page, report_address(agreed_plan(world), world))
    page.context.clear_cookies(name="sesi")

    ani.press("Simpan catatan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk lagi untuk melanjutkan")
    expect(page.get_by_label("Tulisan Anda")).to_have_value(NOTE)
    ani.write("NIP", world.ani.nip)
    ani.write("Kata sandi", PASSWORD)
    ani.press("Masuk dan kirim")

    ani.reads("Catatan tersimpan pukul 10.42.")
    assert Realisation.objects.get().note == NOTE


def test_text_of_one_person_is_not_sent_as_another(world: World, page: Page, log_in: LogIn) -> None:
    log_in(page, world.ani)
    ani = begin_report(page, report_address(agreed_plan(world), world))
    page.context.clear_cookies(name="sesi")
    ani.press("Simpan catatan")

    ani.write("NIP", world.dewi.nip)
    ani.write("Kata sandi", PASSWORD)
    ani.press("Masuk dan kirim")

    ani.reads("Halo, Dewi", "Tulisan tadi milik orang lain, jadi tidak dikirim.")
    assert not Realisation.objects.exists()


def test_text_survives_a_login_in_another_tab(world: World, page: Page, log_in: LogIn) -> None:
    log_in(page, world.ani)
    ani = begin_report(page, report_address(agreed_plan(world), world))
    other = Walker(page.context.new_page())
    other.open("/")
    log_out(other.page)
    other.log_in(world.ani.nip, PASSWORD)

    ani.press("Simpan catatan")
    ani.reads("Halaman ini terbuka terlalu lama. Tulisan Anda aman, kirim sekali lagi.")
    ani.press("Kirim sekali lagi")

    ani.reads("Catatan tersimpan pukul 10.42.")
    assert Realisation.objects.get().note == NOTE


def test_session_warns_before_it_ends_and_goes_on_by_a_press(world: World, page: Page, log_in: LogIn) -> None:
    log_in(page, world.ani)
    page.clock.install()
    page.goto("/")
    dialog = page.get_by_role("dialog", name="Apakah Anda masih di sini?")
    page.clock.fast_forward("07:40:00")
    expect(dialog).to_be_hidden()

    page.clock.fast_forward("06:00")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Tetap masuk").click()

    expect(dialog).to_be_hidden()


# --- Twice ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("javascript", [True, False])
def test_double_click_stores_one_result(
    world: World, open_page: Callable[..., Page], log_in: LogIn, javascript: bool
) -> None:
    page = open_page(javascript=javascript)
    log_in(page, world.ani)
    plan = agreed_plan(world, results=0, status="DRAF")
    ani = Walker(page)
    ani.open(reverse("indicators:result-new", args=[plan.pk]))
    ani.write("Rencana hasil kerja", RESULT)

    page.get_by_role("button", name="Simpan hasil kerja", exact=True).dblclick()

    ani.reads("2. Rencana hasil kerja", RESULT)
    assert Result.objects.filter(plan=plan).count() == 1


def test_two_tabs_show_both_texts_and_the_person_chooses(world: World, page: Page, log_in: LogIn) -> None:
    log_in(page, world.ani)
    result = Result.objects.get(plan=agreed_plan(world, status="DRAF"))
    address = reverse("indicators:result-edit", args=[result.pk])
    first, second = Walker(page), Walker(page.context.new_page())
    for tab in (first, second):
        tab.open(address)
    first.write("Rencana hasil kerja", "Tertatanya arsip loket sebelum Juli.")
    first.press("Simpan hasil kerja")

    second.write("Rencana hasil kerja", RESULT)
    second.press("Simpan hasil kerja")
    second.reads("Ada dua tulisan", RESULT, "Tertatanya arsip loket sebelum Juli.")
    second.press("Pakai tulisan saya")

    second.reads("Hasil kerja tersimpan.")
    result.refresh_from_db()
    assert result.text == RESULT


# --- Copies on the device ----------------------------------------------------------------------------


def stored_drafts(page: Page, store: str = "localStorage") -> list[str]:
    """Return the keys of the drafts in a store of the browser."""
    keys: list[str] = page.evaluate(f"Object.keys({store}).filter((key) => key.startsWith('draf:'))")
    return keys


def test_closed_tab_offers_the_text_again(world: World, page: Page, log_in: LogIn) -> None:
    context: BrowserContext = page.context
    log_in(page, world.ani)
    address = report_address(agreed_plan(world), world)
    begin_report(page, address)
    context.set_offline(True)
    page.get_by_label("Realisasi").fill("240")
    expect(page.locator("[data-network]")).to_have_text("Tidak ada jaringan. Anda tetap bisa menulis.")
    expect(page.locator("[data-draft-status]")).to_contain_text("Tersimpan di perangkat ini pukul")
    page.close()
    context.set_offline(False)

    ani = Walker(context.new_page())
    ani.open(address)
    ani.reads("Ada tulisan yang belum terkirim")
    ani.page.get_by_role("button", name="Pulihkan").click()
    expect(ani.page.get_by_label("Apa yang dicapai?")).to_have_value(NOTE)
    expect(ani.page.get_by_label("Realisasi")).to_have_value("240")
    ani.press("Simpan catatan")

    ani.reads("Catatan tersimpan pukul 10.42.")
    ani.open(address)
    expect(ani.page.get_by_role("button", name="Pulihkan")).to_have_count(0)


def test_refused_text_is_still_in_its_field_and_not_offered_twice(
    world: World, page: Page, log_in: LogIn
) -> None:
    log_in(page, world.ani)
    ani = begin_report(page, report_address(agreed_plan(world), world))
    ani.write("Tautan bukti dukung", "http://tanpa-sandi.example.go.id")

    ani.press("Simpan catatan")

    ani.reads("Ada yang perlu diperiksa")
    expect(page.get_by_label("Apa yang dicapai?")).to_have_value(NOTE)
    expect(page.get_by_role("button", name="Pulihkan")).to_have_count(0)
    expect(page.locator(".error-summary")).to_be_focused()


def test_logout_clears_the_drafts(world: World, page: Page, log_in: LogIn) -> None:
    log_in(page, world.ani)
    address = report_address(agreed_plan(world), world)
    begin_report(page, address)
    expect(page.locator("[data-draft-status]")).to_contain_text("Tersimpan di perangkat ini")
    assert len(stored_drafts(page)) == 1

    log_out(page)

    assert stored_drafts(page) == []
    log_in(page, world.ani)
    page.goto(address)
    expect(page.get_by_label("Apa yang dicapai?")).to_have_value("")
    expect(page.get_by_role("button", name="Pulihkan")).to_have_count(0)


def test_ratings_never_stay_on_a_shared_computer(world: World, page: Page, log_in: LogIn) -> None:
    plan = agreed_plan(world)
    log_in(page, world.budi)
    budi = Walker(page)
    budi.open(reverse("reviews:evaluation-rate", args=[plan.pk, world.final.pk]))

    budi.write("Alasan rating hasil kerja", NOTE)
    expect(page.locator("[data-draft-status]")).to_contain_text("Tersimpan di perangkat ini")

    assert stored_drafts(page) == []
    assert len(stored_drafts(page, "sessionStorage")) == 1


def log_out(page: Page) -> None:
    """Log out through the menu of the person."""
    page.get_by_role("banner").locator("summary").first.click()
    Walker(page).press("Keluar")


# --- Without a mouse -----------------------------------------------------------------------------------


def test_a_plan_is_submitted_by_keyboard_alone(world: World, page: Page) -> None:
    plan = agreed_plan(world, status="DRAF")
    page.goto("/masuk/")
    tab_to(page, "NIP")
    page.keyboard.type(world.ani.nip)
    tab_to(page, "Kata sandi")
    page.keyboard.type(PASSWORD)
    enter(page)

    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["name"] == "Langsung ke isi"
    page.keyboard.press("Enter")
    tab_to(page, f"Lanjutkan SKP {world.period.year}")
    enter(page)
    tab_to(page, "Periksa dan ajukan")
    enter(page)
    tab_to(page, "Ajukan ke atasan")
    enter(page)

    Walker(page).reads("SKP diajukan ke Budi")
    plan.refresh_from_db()
    assert plan.status == "DIAJUKAN"


def test_menu_opens_and_closes_by_keyboard(world: World, page: Page, log_in: LogIn) -> None:
    log_in(page, world.ani)
    page.goto("/")
    tab_to(page, Employee.objects.get(pk=world.ani.pk).full_name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Data saya")).to_be_visible()

    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["name"] == "Data saya"
    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="Data saya")).to_be_hidden()
    assert page.evaluate(FOCUS)["name"] == world.ani.full_name


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element with this name has the focus; everything passed shows where it is."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["isSeen"] or focus["name"] == "", f"the focus on {focus['name']!r} is not seen"
        if focus["name"] == name:
            return
    raise AssertionError(f"no Tab leads to {name!r}")


def enter(page: Page) -> None:
    """Press Enter and wait for the page that it brings."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
