"""Addresses of awards."""

from __future__ import annotations

from django.urls import path

from .views import award, committee, sitting

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
urlpatterns = award_urls
urlpatterns += committee_urls
