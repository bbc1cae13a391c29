from django.urls import path

from jiceng.kernel import views

urlpatterns = [
    path("record/", views.record, name="record"),
    path("record/check/", views.record_check, name="record_check"),
    path("record/export/", views.record_export, name="record_export"),
    path("record/<int:pk>/", views.record_entry, name="record_entry"),
    path("jobs/<int:pk>/", views.job, name="job"),
    path("jobs/<int:pk>/panel/", views.job_panel, name="job_panel"),
    path("jobs/<int:pk>/stop/", views.job_stop, name="job_stop"),
    path("jobs/<int:pk>/file/", views.job_file, name="job_file"),
    path("theme/", views.set_theme, name="set_theme"),
    path("language/", views.set_language, name="set_language"),
    path("views/save/", views.view_save, name="view_save"),
    path("views/<int:pk>/remove/", views.view_remove, name="view_remove"),
    path("gallery/", views.components_gallery, name="gallery"),
]
