from django.urls import path

from jiceng.people import views

urlpatterns = [
    path("log-in/", views.log_in, name="log_in"),
    path("log-in/code/", views.verify, name="verify"),
    path("log-out/", views.log_out, name="log_out"),
    path("me/", views.me, name="me"),
    path("me/password/", views.password, name="password"),
    path("me/language/", views.language, name="language"),
    path("me/sessions/", views.sessions, name="sessions"),
    path("me/second-factor/", views.second_factor, name="second_factor"),
    path("me/second-factor/end/", views.second_factor_end, name="second_factor_end"),
]
