"""Credit points of functional posts (angka kredit): kinds of entries (PerBKN 3/2023)."""

from __future__ import annotations

from enum import StrEnum


class CreditSource(StrEnum):
    """Where points come from, in the rows of the Penetapan Angka Kredit (domain research 4.5)."""

    BASE = "DASAR"
    FORMER = "LAMA"
    ADJUSTMENT = "PENYESUAIAN"
    CONVERSION = "KONVERSI"
    EDUCATION = "PENDIDIKAN"


CREDIT_SOURCE_LABELS = {
    CreditSource.BASE: "Angka kredit dasar",
    CreditSource.FORMER: "Angka kredit JF lama",
    CreditSource.ADJUSTMENT: "Angka kredit penyesuaian/penyetaraan",
    CreditSource.CONVERSION: "Angka kredit konversi",
    CreditSource.EDUCATION: "Angka kredit peningkatan pendidikan",
}
