"""The quick box on a phone: offline, closed tab, lost session, double click; one note in the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from reviews.models import Note
from tests.world import PASSWORD, World, agreed_plan

from .walker import Walker

LogIn = Callable[[Page, Any], None]
BOX = "Apa yang bergerak hari ini?"
NOTE = "Terlayani 12 warga di loket 1,\nantrean habis pukul 14."


def test_a_note_survives_closed_tab_and_lost_session_and_is_written_once(
    world: World, page: Page, log_in: LogIn
) -> None:
    indicator = agreed_plan(world).results.get().indicators.get()
    context: BrowserContext = page.context
    log_in(page, world.ani)
    ani = Walker(page)
    ani.open("/kemajuan/")
    page.get_by_text("Tambah rincian").click()
    page.get_by_label("Untuk apa?").select_option(
        label="– 1a Jumlah dokumen yang terbit di loket 1 (dokumen)"
    )
    context.set_offline(True)
    ani.write(BOX, NOTE)
    ani.write("Jumlah", "12")
    expect(page.locator("[data-draft-status]")).to_contain_text("Tersimpan di perangkat ini pukul")
    page.close()
    context.set_offline(False)

    ani = Walker(context.new_page())
    ani.open("/kemajuan/")
    ani.page.get_by_role("button", name="Pulihkan").click()
    expect(ani.page.get_by_label(BOX)).to_have_value(NOTE)
    expect(ani.page.get_by_label("Jumlah")).to_be_visible()
    context.clear_cookies(name="sesi")
    ani.page.get_by_role("button", name="Simpan", exact=True).dblclick()
    ani.write("NIP", world.ani.nip)
    ani.write("Kata sandi", PASSWORD)
    ani.page.get_by_role("button", name="Masuk dan kirim").dblclick()

    ani.reads("Catatan tersimpan pukul 10.42.", "Terlayani 12 warga di loket 1,")
    note = Note.objects.get()
    assert (note.text, note.amount, note.indicator) == (NOTE, 12, indicator)
    expect(ani.page.get_by_label(BOX)).to_have_value("")
    expect(ani.page.get_by_role("button", name="Pulihkan")).to_have_count(0)
