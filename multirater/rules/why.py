"""Why somebody was asked, as the rater reads it: never with another name, never more than is true."""

from __future__ import annotations

from .round import Why

WHY = {
    Why.SUPERIOR: "Anda atasan langsungnya.",
    Why.SAME_SUPERIOR: "Anda berdua bekerja di bawah atasan yang sama, dan undian seimbang memilih Anda.",
    Why.POOLED: "Unitnya kecil, jadi rekannya diundi bersama unit terdekat di atas yang sama.",
    Why.CONTACT: "Sebagian penilai diundi dari unit lain yang pekerjaannya bersinggungan dengannya.",
    Why.SUBORDINATE: "Ia atasan langsung Anda.",
    Why.SELF: "Pandangan Anda sendiri dibaca di samping pandangan orang lain.",
    Why.OWN_PROPOSAL: "Ia mengusulkan beberapa orang, atasannya menyetujui, dan undian memilih Anda.",
    Why.ADDED: "Pekerjaan Anda bersinggungan dengannya, dan undian memilih Anda.",
    Why.REPLACEMENT: "Anda menggantikan penilai yang belum cukup mengenal pekerjaannya atau berhenti.",
}
