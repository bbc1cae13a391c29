from django.urls import path

from jiceng.people import views

urlpatterns = [
    path("log-in/", views.log_in, name="log_in"),
    path("log-in/code/", views.verify, name="verify"),
    path("log-out/", views.log_out, name="log_out"),
    path("me/", views.me, name="me"),
    path("me/data/", views.my_data, name="my_data"),
    path("me/password/", views.password, name="password"),
    path("me/language/", views.language, name="language"),
    path("me/sessions/", views.sessions, name="sessions"),
    path("me/second-factor/", views.second_factor, name="second_factor"),
    path("me/second-factor/end/", views.second_factor_end, name="second_factor_end"),
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/open/", views.account_open, name="account_open"),
    path("accounts/<int:pk>/", views.account, name="account"),
    path("accounts/<int:pk>/deactivate/", views.account_deactivate, name="account_deactivate"),
    path("accounts/<int:pk>/reactivate/", views.account_reactivate, name="account_reactivate"),
    path("accounts/<int:pk>/reset/", views.account_reset, name="account_reset"),
    path("accounts/<int:pk>/release/", views.account_release, name="account_release"),
    path("accounts/<int:pk>/factor/", views.account_factor, name="account_factor"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/correct/", views.person_correct, name="person_correct"),
    path("<int:pk>/unmask/<slug:field>/", views.unmask, name="unmask"),
]
