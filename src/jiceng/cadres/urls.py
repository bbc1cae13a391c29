from django.urls import path

from jiceng.cadres import views

urlpatterns = [
    path("", views.composition, name="composition"),
    path("people/", views.composition_people, name="composition_people"),
    path("sheet/", views.composition_sheet, name="composition_sheet"),
    path("chart/<slug:chart>.<slug:ending>", views.composition_chart, name="composition_chart"),
    path("targets/", views.composition_targets, name="composition_targets"),
    path("targets/new/", views.composition_target_new, name="composition_target_new"),
    path("files/", views.cadres, name="cadres"),
    path("file/<int:pk>/", views.cadre, name="cadre"),
]
