"""The recommendation as a document: only the recommended, by alphabet, once the list is settled."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from appraisal.errors import Denied
from awards.models import AwardList
from awards.operations import award as operations
from organizations.models import Employee
from reviews import documents
from reviews.models import Document
from reviews.rules.document import DocumentKind
from tests.awards.award_office import NOW, Office

pytestmark = pytest.mark.once


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def settled(office: Office, *, close: bool = True) -> AwardList:
    """Return a list on which Wati and Agus are recommended and Joko is not."""
    for name in ("Wati", "Agus", "Joko"):
        office.candidate(name)
    award_list = office.propose("ASN Berprestasi", places=2)
    for candidate in award_list.candidates.filter(employee__name__in=["Wati", "Agus"]):
        operations.decide(
            candidate=candidate,
            version=candidate.version,
            decision="DIREKOMENDASIKAN",
            reason=f"Membimbing rekan, {candidate.employee.name}.",
            by=office.hadi,
            at=NOW,
        )
    award_list.refresh_from_db()
    if not close:
        return award_list
    office.sit(award_list)
    return operations.close_list(
        award_list=award_list,
        version=award_list.version,
        by=office.hadi,
        at=NOW,
        tie_reason="Keduanya membimbing rekan.",
    )


def issue(award_list: AwardList, by: Employee) -> Document:
    return documents.issue(kind=DocumentKind.AWARD, target=award_list, by=by, at=NOW, site="http://x")


def test_document_names_the_recommended_with_reasons_and_nobody_else(office: Office) -> None:
    document = issue(settled(office), office.hadi)

    pages = PdfReader(io.BytesIO(bytes(document.file.pdf))).pages
    text = " ".join("".join(page.extract_text() for page in pages).split())
    assert document.number == "PENGHARGAAN-2026-0001"
    assert "REKOMENDASI PENERIMA PENGHARGAAN ASN BERPRESTASI 2026 Nomor PENGHARGAAN-2026-0001" in text
    assert "Membimbing rekan, Agus." in text
    assert text.index("Agus") < text.index("Wati")
    assert "Joko" not in text
    assert (document.subject, AwardList.objects.get(pk=document.about_id).name) == (None, "ASN Berprestasi")  # type: ignore[union-attr]


def test_the_same_list_is_issued_once(office: Office) -> None:
    award_list = settled(office)

    assert issue(award_list, office.hadi) == issue(award_list, office.gita)


def test_an_open_list_has_no_document(office: Office) -> None:
    with pytest.raises(Denied, match="setelah rekomendasi ditetapkan"):
        issue(settled(office, close=False), office.hadi)


def test_others_than_committee_and_bkd_have_none_made(office: Office) -> None:
    award_list = settled(office)

    for person in (office.indra, office.eko, office.budi):
        with pytest.raises(Denied, match="tim penghargaan atau admin BKD"):
            issue(award_list, person)
