"""What is measured: one row per page. Paths change here and nowhere else.

`role` picks a demo person (the `role` of `seed_demo --json`, first whose role contains the words).
`path` is where the person starts; each pattern in `follow` is looked for in the page before and the
first match is the next path, so that no id of a database stands here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One measured page and how to get there."""

    name: str
    role: str
    path: str
    follow: tuple[str, ...] = ()


PAGES = (
    Page("home", "pegawai kelurahan", "/"),
    Page("home of a head", "dua belas anggota tim", "/"),
    Page("home of BKD", "admin bkd", "/"),
    Page("team", "dua belas anggota tim", "/tim/"),
    Page("SKP", "pegawai kelurahan", "/skp/", (r'href="(/skp/\d+/)"',)),
    Page(
        "rating",
        "dua belas anggota tim",
        "/tim/",
        (r'href="(/tim/\d+/)"', r'href="(/tim/\d+/penilaian/\d+/)"'),
    ),
    Page("rating queue", "dua belas anggota tim", "/tim/", (r'href="(/tim/penilaian/\d+/)"',)),
    Page("matrix", "dua belas anggota tim", "/skp/", (r'href="(/skp/\d+/)"', r'href="(/skp/\d+/matriks/)"')),
    Page("queue", "dua belas anggota tim", "/tim/persetujuan/"),
    Page("notes", "pegawai kelurahan", "/kemajuan/"),
    Page("library", "pegawai kelurahan", "/kamus/"),
    Page(
        "agreement",
        "dua belas anggota tim",
        "/perjanjian-kinerja/",
        (r'href="(/perjanjian-kinerja/\d+/\d+/)"',),
    ),
    Page("cycle", "admin bkd", "/bkd/"),
    Page("completeness", "admin bkd", "/bkd/kelengkapan/"),
    Page("coverage", "admin bkd", "/bkd/evaluasi/"),
    Page("staff list", "admin bkd", "/bkd/pegawai/"),
    Page("who is evaluated", "admin bkd", "/bkd/evaluasi/"),
    Page("distribution", "admin bkd", "/sebaran/"),
    Page("analytics", "admin bkd", "/bkd/analitik/"),
    Page("analytics, realisation", "admin bkd", "/bkd/analitik/realisasi/"),
    Page("achievements", "admin bkd", "/capaian/"),
    Page("credit points", "admin bkd", "/bkd/angka-kredit/"),
)
LOGIN = "/masuk/"
NOTES = "/kemajuan/"
