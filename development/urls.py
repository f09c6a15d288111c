"""Addresses of careers, development and learning."""

from __future__ import annotations

from django.urls import path

from .views import career, course, goal, plan, potential, training

app_name = "development"

goal_urls = [
    path("pengembangan/", goal.development_list, name="development-list"),
    path("pengembangan/baru/", goal.development_new, name="development-new"),
    path("pengembangan/<int:pk>/selesai/", goal.development_done, name="development-done"),
    path("tim/<int:plan>/pengembangan/", goal.development_of_plan, name="development-of-plan"),
]
plan_urls = [
    path("tim/pengembangan/", plan.care_list, name="care-list"),
    path("pengembangan/susun/<int:evaluation>/", plan.plan_begin, name="plan-begin"),
    path("pengembangan/dukungan/", plan.promises, name="promises"),
    path("pengembangan/rencana/<int:pk>/", plan.plan_detail, name="plan-detail"),
    path("pengembangan/rencana/<int:pk>/kegiatan/", plan.action_new, name="action-new"),
    path("pengembangan/rencana/<int:pk>/sepakati/", plan.plan_agree, name="plan-agree"),
    path("pengembangan/rencana/<int:pk>/tinjau/", plan.plan_review, name="plan-review"),
    path("pengembangan/rencana/<int:pk>/tutup/", plan.plan_close, name="plan-close"),
    path("pengembangan/kegiatan/<int:pk>/selesai/", plan.action_done, name="action-done"),
    path("pengembangan/kegiatan/<int:pk>/membantu/", plan.action_helped, name="action-helped"),
    path("pengembangan/kegiatan/<int:pk>/hapus/", plan.action_drop, name="action-drop"),
]
career_urls = [
    path("karier/", career.career_mine, name="career-mine"),
    path("karier/<int:employee>/", career.career_person, name="career-person"),
    path("bkd/sembilan-kotak/", career.box_list, name="box-list"),
    path("bkd/potensial/", potential.potential_start, name="potential-start"),
    path("bkd/potensial/contoh.xlsx", potential.potential_template_file, name="potential-template"),
    path("bkd/potensial/<int:pk>/", potential.potential_preview, name="potential-preview"),
    path("bkd/potensial/<int:pk>/terapkan/", potential.potential_apply, name="potential-apply"),
    path("bkd/potensial/<int:pk>/batalkan/", potential.potential_undo, name="potential-undo"),
]
training_urls = [
    path("pelatihan/", training.training_list, name="training-list"),
    path("pelatihan/<int:pk>/", training.training_detail, name="training-detail"),
    path(
        "pelatihan/pendaftaran/<int:pk>/batal/", training.registration_withdraw, name="registration-withdraw"
    ),
    path(
        "pelatihan/pendaftaran/<int:pk>/membantu/", training.registration_helped, name="registration-helped"
    ),
    path("bkd/pelatihan/baru/", training.training_new, name="training-new"),
    path("bkd/pelatihan/<int:pk>/", training.training_edit, name="training-edit"),
    path("bkd/pelatihan/<int:pk>/batalkan/", training.training_cancel, name="training-cancel"),
    path("bkd/pelatihan/<int:pk>/peserta/", training.training_presence, name="training-presence"),
    path("bkd/pengembangan/", training.helped, name="helped"),
]
course_urls = [
    path("belajar/", course.course_list, name="course-list"),
    path("belajar/kalibrasi/", course.course_calibration, name="course-calibration"),
    path("belajar/sertifikat/", course.course_certificate, name="course-certificate"),
    path("belajar/kasus/<int:attempt>/<int:number>/", course.course_case, name="course-case"),
    path("belajar/<slug:course>/<slug:step>/", course.course_step, name="course-step"),
    path("bkd/belajar/", course.course_progress, name="course-progress"),
    path("bkd/belajar/atasan.xlsx", course.course_progress_file, name="course-progress-file"),
]
urlpatterns = goal_urls
urlpatterns += plan_urls
urlpatterns += training_urls
urlpatterns += career_urls
urlpatterns += course_urls
