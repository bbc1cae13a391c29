from django.urls import include, path

from jiceng.cadres import urls_development, views

urlpatterns = [
    path("recruitment/", include("jiceng.cadres.urls_recruitment")),
    path("", views.composition, name="composition"),
    path("people/", views.composition_people, name="composition_people"),
    path("sheet/", views.composition_sheet, name="composition_sheet"),
    path("chart/<slug:chart>.<slug:ending>", views.composition_chart, name="composition_chart"),
    path("targets/", views.composition_targets, name="composition_targets"),
    path("targets/new/", views.composition_target_new, name="composition_target_new"),
    path("posts/", views.cadre_posts, name="cadre_posts"),
    path("requirements/", views.post_requirements, name="post_requirements"),
    path("requirements/new/", views.post_requirement_new, name="post_requirement_new"),
    path("files/", views.cadres, name="cadres"),
    path("file/<int:pk>/", views.cadre, name="cadre"),
    path("files/import/", views.cadres_import, name="cadres_import"),
    path("changes/grant/", views.cadre_changes_grant, name="cadre_changes_grant"),
    path("file/own/", views.cadre_own, name="cadre_own"),
    path("file/<int:pk>/form/", views.cadre_form, name="cadre_form"),
    path("file/<int:pk>/change/<slug:section>/", views.cadre_change_new, name="cadre_change_new"),
    path("file/<int:pk>/discipline/", views.cadre_discipline_new, name="cadre_discipline_new"),
    path("changes/", views.cadre_changes, name="cadre_changes"),
    path("change/<int:pk>/", views.cadre_change, name="cadre_change"),
    path("change/<int:pk>/decide/", views.cadre_change_decide, name="cadre_change_decide"),
    path("change/<int:pk>/withdraw/", views.cadre_change_withdraw, name="cadre_change_withdraw"),
    path("proof/<int:pk>/", views.cadre_proof, name="cadre_proof"),
    *urls_development.urlpatterns,
]
