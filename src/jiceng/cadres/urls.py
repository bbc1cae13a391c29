from django.urls import path

from jiceng.cadres import views

urlpatterns = [
    path("files/", views.cadres, name="cadres"),
    path("file/<int:pk>/", views.cadre, name="cadre"),
]
