"""A person who walks through the site in a browser, in the words that the pages use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Download, Locator, Page, expect


@dataclass
class Walker:
    """One person at one browser; everything is found by the words and roles that people meet."""

    page: Page

    def open(self, address: str) -> None:
        """Write an address."""
        self.page.goto(address)

    def follow(self, name: str) -> None:
        """Press a link."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name).first.click()

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press a button and wait for the page that it brings."""
        with self.page.expect_navigation():
            (within or self.page).get_by_role("button", name=name, exact=True).first.click()

    def write(self, label: str, text: str, within: Locator | None = None) -> None:
        """Write into the first field with this label."""
        named = (within or self.page.locator("main")).get_by_label(label)
        named.and_(self.page.locator("input, textarea")).first.fill(text)

    def choose(self, label: str, words: str, within: Locator | None = None) -> None:
        """Choose from the first list with this label."""
        (within or self.page.locator("main")).get_by_label(label).first.select_option(label=words)

    def tick(self, group: str, words: str) -> None:
        """Choose one of the radio buttons of a group."""
        self.group(group).get_by_label(words).check()

    def group(self, name: str) -> Locator:
        """Return a group of fields by its legend."""
        return self.page.get_by_role("group", name=name, exact=True)

    def reads(self, *sentences: str) -> None:
        """Expect sentences on the page."""
        for sentence in sentences:
            expect(self.page.locator("main")).to_contain_text(sentence)

    def download(self, name: str) -> tuple[bytes, str]:
        """Press a button that hands over a file; return the file and its address."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=name, exact=True).click()
        file: Download = waiting.value
        return Path(file.path()).read_bytes(), file.url

    def log_in(self, nip: str, password: str) -> None:
        """Log in on the login page."""
        self.open("/masuk/")
        self.write("NIP", nip)
        self.write("Kata sandi", password)
        self.press("Masuk")

    def log_in_first(self, nip: str, given: str, chosen: str) -> None:
        """Log in with the first password and choose an own one, as the site asks."""
        self.log_in(nip, given)
        expect(self.page).to_have_url("/ganti-sandi/")
        self.write("Kata sandi sekarang", given)
        self.write("Kata sandi baru", chosen)
        self.press("Ganti sandi")
        self.reads("Kata sandi baru sudah berlaku.")
