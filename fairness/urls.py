"""Addresses of fairness."""

from __future__ import annotations

from django.urls import path

from .views import design, equal, health, openness, pattern, second_opinion

app_name = "fairness"

design_urls = [
    path("bkd/keterbandingan/", design.design_list, name="design-list"),
    path("bkd/keterbandingan/<int:pk>/", design.design_round, name="design-round"),
    path("bkd/keterbandingan/<int:pk>/hitung/", design.design_compute, name="design-compute"),
]
opinion_urls = [
    path("pendapat-kedua/minta/<int:evaluation>/", second_opinion.opinion_ask, name="opinion-ask"),
    path("pendapat-kedua/<int:pk>/jawab/", second_opinion.opinion_answer, name="opinion-answer"),
    path("pendapat-kedua/<int:pk>/tarik/", second_opinion.opinion_withdraw, name="opinion-withdraw"),
]
pattern_urls = [
    path("pola-penilaian-saya/", pattern.pattern_mine, name="pattern-mine"),
    path("bkd/pola-penilaian/", pattern.pattern_list, name="pattern-list"),
    path("bkd/pola-penilaian/tahun/<int:pk>/hitung/", pattern.pattern_run, name="pattern-run"),
    path("bkd/pola-penilaian/<int:pk>/", pattern.pattern_profile, name="pattern-profile"),
    path("bkd/pola-penilaian/<int:pk>/ajak-bicara/", pattern.pattern_invite, name="pattern-invite"),
]

urlpatterns = [
    path("keadilan/", openness.how_fair, name="how-fair"),
    *design_urls,
    *pattern_urls,
]
equal_urls = [path("bkd/perlakuan-setara/", equal.equal, name="equal")]
urlpatterns += equal_urls
health_urls = [
    path("bkd/kesehatan-penilaian/", health.health, name="health"),
    path("bkd/kesehatan-penilaian/<int:pk>/laporan.pdf", health.health_file, name="health-file"),
]
urlpatterns += health_urls
urlpatterns += opinion_urls
