"""The rows that the tests of rounds start from are what they say."""

from __future__ import annotations

from appraisal.cipher import decrypt
from multirater.models import Opinion
from organizations.models import Supervision
from tests.multirater.rows import Office, answer, invite, reviewee_of, round_of


def test_an_office_has_lines_and_a_round_takes_sealed_answers(office: Office) -> None:
    person, colleague = office.staff["umum"][:2]
    line = Supervision.objects.get(placement=office.placements[person.pk], ended_on=None)
    assert line.superior == office.heads["umum"]
    assert len(office.everybody) == 28

    row = round_of(office)
    invitation = invite(reviewee_of(office, row, person, office.heads["umum"]), colleague)
    opinion = answer(invitation, {1: 4, 2: None}, {8: "Ramah"})

    assert Opinion.objects.get(pk=decrypt(invitation.envelope)) == opinion
