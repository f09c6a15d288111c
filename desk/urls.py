"""Addresses of the agency's desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import completeness, cycle, report

app_name = "desk"

cycle_urls = [
    path("bkd/", cycle.cycle, name="cycle"),
]
completeness_urls = [
    path("bkd/kelengkapan/", completeness.completeness, name="completeness"),
]
report_urls = [
    path("bkd/laporan/", report.report_files, name="report-files"),
]

urlpatterns: list[URLPattern] = [
    *cycle_urls,
    *completeness_urls,
    *report_urls,
]
