from django.urls import path

from jiceng.responsibility import views

urlpatterns = [
    path("", views.contact_points, name="contact_points"),
    path("import/", views.contact_points_import, name="contact_points_import"),
    path("community/<int:pk>/", views.contact_point, name="contact_point"),
    path("community/<int:pk>/leader/", views.charge_begin, name="charge_begin"),
    path("charge/<int:pk>/end/", views.charge_end, name="charge_end"),
    path("leader/<int:pk>/liaison/", views.liaison_begin, name="liaison_begin"),
    path("liaison/<int:pk>/end/", views.liaison_end, name="liaison_end"),
    path("leader/<int:pk>/", views.leader_page, name="leader_page"),
    path("community/<int:pk>/visit/", views.visit_new, name="visit_new"),
    path("visits/", views.contact_visits, name="contact_visits"),
    path("visit/<int:pk>/annul/", views.visit_annul, name="visit_annul"),
    path("problems/", views.contact_problems, name="contact_problems"),
    path("problem/<int:pk>/", views.contact_problem, name="contact_problem"),
    path("problem/<int:pk>/answer/", views.problem_answer, name="problem_answer"),
    path("answered/<slug:mark>/", views.problem_confirm, name="problem_confirm"),
]
