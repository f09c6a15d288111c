"""Addresses of fairness."""

from __future__ import annotations

from django.urls import path

from .views import design, equal, openness

app_name = "fairness"

design_urls = [
    path("bkd/keterbandingan/", design.design_list, name="design-list"),
    path("bkd/keterbandingan/<int:pk>/", design.design_round, name="design-round"),
    path("bkd/keterbandingan/<int:pk>/hitung/", design.design_compute, name="design-compute"),
]

urlpatterns = [
    path("keadilan/", openness.how_fair, name="how-fair"),
    *design_urls,
]
equal_urls = [path("bkd/perlakuan-setara/", equal.equal, name="equal")]
urlpatterns += equal_urls
