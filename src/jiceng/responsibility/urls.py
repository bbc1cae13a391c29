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
]
