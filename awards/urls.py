"""Addresses of awards."""

from __future__ import annotations

from django.urls import path

from .views import award

app_name = "awards"

award_urls = [
    path("bkd/penghargaan/", award.award_list, name="award-list"),
    path("bkd/penghargaan/baru/", award.award_new, name="award-new"),
    path("bkd/penghargaan/<int:pk>/", award.award_detail, name="award-detail"),
    path("bkd/penghargaan/<int:pk>/tetapkan/", award.award_close, name="award-close"),
    path("bkd/penghargaan/<int:pk>/dokumen/", award.award_document, name="award-document"),
    path("bkd/penghargaan/calon/<int:pk>/", award.candidate_decide, name="candidate-decide"),
]
urlpatterns = award_urls
