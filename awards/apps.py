"""Awards as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """Schemes, nominations, recommendations, the committee and its papers, medals (ADR 0032)."""

    name = "awards"
    verbose_name = "Penghargaan"

    def ready(self) -> None:
        """Tell the packages below whom awards concern, what waits, and which papers there are."""
        from appraisal import audit, jobs
        from multirater.access.apart import APART
        from organizations.queries import merging
        from reviews.access.evidence import PROVING_ABOVE, SHOWN_ABOVE
        from reviews.queries.desk_tasks import OF_ROLES

        from .access.nomination import kept_files, shown_files
        from .access.record import proving_papers, shown_papers
        from .documents import tell_papers
        from .queries.shortlist import people_on_one_shortlist
        from .queries.waiting import award_tasks
        from .tasks.proposal import Listing

        APART.append(people_on_one_shortlist)  # ADR 0022
        OF_ROLES.append(award_tasks)
        SHOWN_ABOVE.append(shown_files)
        PROVING_ABOVE.append(kept_files)
        audit.concerns(
            "awards",
            awardcandidate="employee",
            nomination="employee",
            servicerecord="employee",
            medalproposal="employee",
        )
        merging.CALLED |= {
            "awards.AwardList": "daftar penghargaan",
            "awards.AwardCandidate": "calon penghargaan",
            "awards.AwardScheme": "skema penghargaan",
            "awards.Nomination": "pencalonan",
            "awards.NominationMember": "anggota tim yang dicalonkan",
            "awards.JuryScore": "nilai juri",
            "awards.Recusal": "pengunduran diri dari keputusan",
            "awards.DiscussionNote": "catatan diskusi",
            "awards.Sitting": "rapat tim penghargaan",
            "awards.SittingMember": "kehadiran rapat",
            "awards.ServiceRecord": "catatan kepegawaian",
            "awards.MedalLetter": "surat usulan Satyalancana",
            "awards.MedalProposal": "usulan Satyalancana",
            "awards.MedalPaper": "berkas usulan Satyalancana",
        }
        SHOWN_ABOVE.append(shown_papers)
        PROVING_ABOVE.append(proving_papers)
        tell_papers()
        jobs.register(Listing())
