from django.urls import path

from jiceng.portal import views

urlpatterns = [
    path("", views.today, name="today"),
    path("search/", views.search_everything, name="search"),
]
