"""Addresses of the yearly appraisal."""

from django.urls import path

from jiceng.appraisal import views

urlpatterns = [
    path("", views.appraisals, name="appraisals"),
    path("community/<int:pk>/", views.appraisal_public, name="appraisal_public"),
    path("community/<int:pk>/report/", views.work_report_begin, name="work_report_begin"),
    path("reports/<int:pk>/", views.work_report, name="work_report"),
    path("reports/<int:pk>/edit/", views.work_report_edit, name="work_report_edit"),
    path("reports/<int:pk>/send/", views.work_report_send, name="work_report_send"),
    path("reports/<int:pk>/recall/", views.work_report_recall, name="work_report_recall"),
    path("reports/<int:pk>/records/", views.work_report_records, name="work_report_records"),
    path("reports/<int:pk>/grade/", views.appraisal_grade, name="appraisal_grade"),
    path("<int:pk>/", views.appraisal, name="appraisal"),
    path("<int:pk>/prepare/", views.appraisal_prepare, name="appraisal_prepare"),
    path("<int:pk>/open/", views.appraisal_open, name="appraisal_open"),
    path("<int:pk>/close/", views.appraisal_close, name="appraisal_close"),
    path("<int:pk>/publish/", views.appraisal_publish, name="appraisal_publish"),
    path("<int:pk>/faults/", views.rectification_new, name="rectification_new"),
    path("<int:pk>/faults/publish/", views.rectification_publish, name="rectification_publish"),
    path("<int:pk>/faults/inform/", views.rectification_inform, name="rectification_inform"),
]
