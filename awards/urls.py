"""Addresses of awards."""

from __future__ import annotations

from django.urls import path

from .views import award, committee, scheme, scheme_desk, scheme_edit, sitting

app_name = "awards"

award_urls = [
    path("bkd/penghargaan/", award.award_list, name="award-list"),
    path("bkd/penghargaan/baru/", award.award_new, name="award-new"),
    path("bkd/penghargaan/<int:pk>/", award.award_detail, name="award-detail"),
    path("bkd/penghargaan/<int:pk>/tetapkan/", award.award_close, name="award-close"),
    path("bkd/penghargaan/<int:pk>/dokumen/", award.award_document, name="award-document"),
    path("bkd/penghargaan/calon/<int:pk>/", award.candidate_decide, name="candidate-decide"),
]
committee_urls = [
    path("bkd/penghargaan/<int:pk>/juri/", committee.jury_list, name="jury-list"),
    path("bkd/penghargaan/<int:pk>/catatan/", committee.note_list, name="note-list"),
    path("bkd/penghargaan/<int:pk>/rapat/", sitting.sitting_list, name="sitting-list"),
    path("bkd/penghargaan/rapat/<int:pk>/", sitting.sitting_change, name="sitting-change"),
    path("bkd/penghargaan/rapat/<int:pk>/berita-acara/", sitting.sitting_minutes, name="sitting-minutes"),
    path("bkd/penghargaan/calon/<int:pk>/juri/", committee.jury_score, name="jury-score"),
    path("bkd/penghargaan/calon/<int:pk>/mundur/", committee.recusal, name="recusal"),
    path("bkd/penghargaan/calon/<int:pk>/catatan/", committee.candidate_notes, name="candidate-notes"),
]
scheme_urls = [
    path("penghargaan/", scheme.scheme_published, name="scheme-published"),
    path("penghargaan/<int:pk>/", scheme.scheme_detail, name="scheme-detail"),
    path("penghargaan/<int:pk>/perubahan/", scheme.scheme_changes, name="scheme-changes"),
    path("bkd/penghargaan/skema/", scheme_desk.scheme_list, name="scheme-list"),
    path("bkd/penghargaan/skema/baru/", scheme_desk.scheme_new, name="scheme-new"),
    path("bkd/penghargaan/skema/<int:pk>/", scheme_desk.scheme_draft, name="scheme-draft"),
    path("bkd/penghargaan/skema/<int:pk>/isi/", scheme_edit.scheme_edit, name="scheme-edit"),
    path("bkd/penghargaan/skema/<int:pk>/syarat/", scheme_edit.scheme_rules, name="scheme-rules"),
    path("bkd/penghargaan/skema/<int:pk>/kriteria/", scheme_edit.scheme_criteria, name="scheme-criteria"),
    path("bkd/penghargaan/skema/<int:pk>/bobot/", scheme_edit.scheme_weights, name="scheme-weights"),
    path("bkd/penghargaan/skema/<int:pk>/umumkan/", scheme_desk.scheme_publish, name="scheme-publish"),
    path("bkd/penghargaan/skema/<int:pk>/batalkan/", scheme_desk.scheme_cancel, name="scheme-cancel"),
    path("bkd/penghargaan/skema/<int:pk>/edisi-baru/", scheme_desk.scheme_next, name="scheme-next"),
]
urlpatterns = award_urls
urlpatterns += committee_urls
urlpatterns += scheme_urls
