"""Confirm a proposal from the server: for an agency where nobody else may be the second person."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from appraisal.errors import Refused
from organizations.models import Proposal
from organizations.operations import confirm_proposal
from organizations.queries import waiting_proposals


class Command(BaseCommand):
    """List what waits for a second person, or confirm one of it by number."""

    help = "Setujui usulan yang menunggu orang kedua. Tanpa --id, tampilkan daftarnya."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the number of a proposal."""
        parser.add_argument("--id", type=int, help="nomor usulan")

    def handle(self, *args: Any, **options: Any) -> None:
        """Call the operation; the trail says that the system confirmed."""
        if options["id"] is None:
            for row in waiting_proposals():
                what = f"gabung {row.other} ke" if row.other else f"{row.role_label} untuk"
                self.stdout.write(f"{row.pk}: {what} {row.employee} (oleh {row.proposed_by})")
            return
        proposal = Proposal.objects.filter(pk=options["id"]).first()
        if proposal is None:
            raise CommandError("Tidak ada usulan dengan nomor ini.")
        try:
            confirm_proposal(proposal=proposal, version=proposal.version, by=None, at=timezone.now())
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write("Usulan disetujui.")
