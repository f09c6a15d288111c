"""Addresses of people, units, roles and the staff import."""

from __future__ import annotations

from django.urls import path

from .views import (
    account,
    agency,
    attendance,
    attendance_file,
    duplicate,
    holiday,
    moves,
    people,
    placement,
    report,
    role,
    staff_import,
    standing,
)

app_name = "organizations"
urlpatterns = [
    path("masuk/", account.login, name="login"),
    path("keluar/", account.logout, name="logout"),
    path("ganti-sandi/", account.password, name="password"),
    path("data-saya/", account.profile, name="profile"),
    path("data-saya/keliru/", report.report, name="report-data"),
    path("bkd/pegawai/", people.employee_list, name="employee-list"),
    path("bkd/pegawai/pejabat/", people.official_new, name="official-new"),
    path("bkd/pegawai/<int:pk>/", people.employee_detail, name="employee-detail"),
    path("bkd/pegawai/<int:pk>/atasan/", people.superior_override, name="superior-override"),
    path("bkd/pegawai/<int:pk>/peran/", people.role_grant, name="role-grant"),
    path("bkd/pegawai/<int:pk>/sandi/", people.first_password, name="first-password"),
    path("bkd/pegawai/<int:pk>/identitas/", people.employee_identity, name="employee-identity"),
    path("bkd/pegawai/<int:pk>/mutasi/", placement.employee_transfer, name="employee-transfer"),
    path("bkd/pegawai/<int:pk>/plt/", placement.employee_acting, name="employee-acting"),
    path("bkd/pegawai/<int:pk>/tidak-bekerja/", placement.employee_absence, name="employee-absence"),
    path("bkd/tidak-bekerja/<int:pk>/akhiri/", placement.absence_end, name="absence-end"),
    path("bkd/penempatan/<int:pk>/akhiri/", placement.placement_end, name="placement-end"),
    path("bkd/laporan-data/", report.report_list, name="report-list"),
    path("bkd/laporan-data/<int:pk>/jawab/", report.report_answer, name="report-answer"),
    path("bkd/impor/", staff_import.import_start, name="import-start"),
    path("bkd/impor/riwayat/", staff_import.import_history, name="import-history"),
    path("bkd/impor/<int:pk>/batalkan/", staff_import.import_undo, name="import-undo"),
    path("bkd/impor/<int:pk>/", staff_import.import_preview, name="import-preview"),
    path("bkd/impor/<int:pk>/terapkan/", staff_import.import_confirm, name="import-confirm"),
    path("bkd/impor/<int:pk>/tertolak.csv", staff_import.import_refused, name="import-refused"),
    path("bkd/mutasi/", moves.moves_start, name="moves-start"),
    path("bkd/mutasi/contoh.xlsx", moves.moves_template, name="moves-template"),
    path("bkd/mutasi/<int:pk>/", moves.moves_preview, name="moves-preview"),
    path("bkd/mutasi/<int:pk>/terapkan/", moves.moves_apply, name="moves-apply"),
    path("bkd/mutasi/<int:pk>/perlu-diperbaiki.csv", moves.moves_faulty, name="moves-faulty"),
    path("bkd/instansi/", agency.agency, name="agency"),
]
attendance_urls = [
    path("kehadiran/", attendance.attendance_mine, name="attendance-mine"),
    path("kehadiran/<int:pk>/koreksi/", attendance.attendance_report, name="attendance-report"),
    path("bkd/kehadiran/", attendance.attendance_list, name="attendance-list"),
    path("bkd/kehadiran/koreksi/", attendance.report_list, name="attendance-reports"),
    path("bkd/kehadiran/koreksi/<int:pk>/", attendance.report_answer, name="attendance-answer"),
    path("bkd/kehadiran/impor/", attendance_file.start, name="attendance-start"),
    path("bkd/kehadiran/impor/contoh.xlsx", attendance_file.template, name="attendance-template"),
    path("bkd/kehadiran/impor/<int:pk>/", attendance_file.preview, name="attendance-preview"),
    path("bkd/kehadiran/impor/<int:pk>/terapkan/", attendance_file.confirm, name="attendance-apply"),
    path(
        "bkd/kehadiran/impor/<int:pk>/perlu-diperbaiki.csv", attendance_file.faulty, name="attendance-faulty"
    ),
]
urlpatterns += attendance_urls
holiday_urls = [
    path("bkd/hari-libur/", holiday.holiday_list, name="holiday-list"),
    path("bkd/hari-libur/<int:year>/isi/", holiday.holiday_fill, name="holiday-fill"),
    path("bkd/hari-libur/<int:pk>/hapus/", holiday.holiday_remove, name="holiday-remove"),
]
urlpatterns += holiday_urls

emblem_urls = [
    path("bkd/instansi/lambang/", agency.emblem, name="emblem"),
    path("bkd/instansi/lambang/gambar/", agency.emblem_image, name="emblem-image"),
]
urlpatterns += emblem_urls
role_urls = [
    path("bkd/peran/", role.role_list, name="role-list"),
    path("bkd/peran/<int:pk>/akhiri/", role.role_end, name="role-end"),
    path("bkd/usulan/<int:pk>/", role.proposal_decide, name="proposal-decide"),
]
urlpatterns += role_urls
duplicate_urls = [
    path("bkd/pegawai/ganda/", duplicate.duplicate_list, name="duplicate-list"),
    path("bkd/pegawai/ganda/<int:one>/<int:other>/", duplicate.duplicate_pair, name="duplicate-pair"),
]
urlpatterns += duplicate_urls
standing_urls = [
    path("bkd/pegawai/<int:pk>/nonaktif/", standing.employee_deactivate, name="employee-deactivate"),
    path("bkd/pegawai/<int:pk>/aktif/", standing.employee_reactivate, name="employee-reactivate"),
    path("bkd/pegawai/<int:pk>/data-pokok/", standing.employee_core, name="employee-core"),
]
urlpatterns += standing_urls
