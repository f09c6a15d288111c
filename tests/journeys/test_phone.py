"""A note with a photograph from an old phone: slow network, then none, then slow again; nothing is lost.

Seconds and bytes are printed, not judged: a busy machine says nothing about a phone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import CDPSession, Page, expect

from reviews.models import Attachment, EvidenceFile, Note
from tests.world import PASSWORD, World

from .walker import Walker

SLOW = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}  # 400 kbit/s
NONE = SLOW | {"offline": True}
SAID = "Melayani 14 warga di loket akta, dua di antaranya lansia yang dijemput ke rumah."


class Meter:
    """Counts what comes through the air and how long it takes."""

    def __init__(self, line: CDPSession) -> None:
        self.bytes, self.requests, self.since = 0, 0, time.monotonic()
        line.send("Network.enable")
        line.on("Network.loadingFinished", self._count)

    def _count(self, finished: dict[str, float]) -> None:
        self.bytes += int(finished["encodedDataLength"])
        self.requests += 1

    def read(self) -> str:
        """Return what was counted since the last reading, and begin anew."""
        told = f"{time.monotonic() - self.since:.1f} s, {self.bytes:,} bytes, {self.requests} requests"
        self.bytes, self.requests, self.since = 0, 0, time.monotonic()
        return told


def photograph(folder: Path) -> Path:
    """Return a picture as a phone takes it."""
    noise = Image.effect_noise((80, 60), 60).convert("RGB").resize((2400, 1800))
    content = BytesIO()
    noise.save(content, "JPEG", quality=85)
    file = folder / "IMG_20261122_101500.jpg"
    file.write_bytes(content.getvalue())
    return file


def test_a_note_with_a_photograph_survives_a_lost_network(
    world: World, tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page(width=360)
    walker, line = Walker(page), page.context.new_cdp_session(page)
    meter = Meter(line)
    line.send("Network.emulateNetworkConditions", SLOW)
    picture = photograph(tmp_path)

    walker.log_in(world.ani.nip, PASSWORD)
    print(f"\nlog in and home: {meter.read()}")
    walker.open("/kemajuan/")
    print(f"the page of notes: {meter.read()}")
    walker.write("Apa yang bergerak hari ini?", SAID)
    page.get_by_text("Tambah rincian").click()
    page.get_by_label("Berkas bukti dukung").set_input_files(picture)

    line.send("Network.emulateNetworkConditions", NONE)
    page.context.set_offline(True)
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator("[data-network]")).to_contain_text("Tulisan dan berkas Anda tetap di halaman ini")
    assert not Note.objects.exists()

    page.context.set_offline(False)
    line.send("Network.emulateNetworkConditions", SLOW)
    meter.read()
    walker.press("Simpan")
    print(f"the note with a photograph of {picture.stat().st_size:,} bytes: {meter.read()}")
    walker.reads(SAID)
    note = Note.objects.get()
    assert (note.text, note.written_by) == (SAID, world.ani)
    assert Attachment.objects.get().note == note
    kept = EvidenceFile.objects.get()
    assert (kept.name, kept.content_type) == (picture.name, "image/jpeg")
    assert kept.size < picture.stat().st_size
