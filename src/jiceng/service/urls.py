from django.urls import path

from jiceng.service import views

urlpatterns = [
    path("", views.cases, name="cases"),
    path("statistics/", views.service_statistics, name="service_statistics"),
    path("new/", views.case_new, name="case_new"),
    path("case/<int:pk>/", views.case, name="case"),
    path("case/<int:pk>/code/", views.case_code_shown, name="case_code_shown"),
    path("case/<int:pk>/accept/", views.case_accept, name="case_accept"),
    path("case/<int:pk>/hand-on/", views.case_hand_on, name="case_hand_on"),
    path("case/<int:pk>/take-over/", views.case_take_over, name="case_take_over"),
    path("case/<int:pk>/hand-back/", views.case_hand_back, name="case_hand_back"),
    path("case/<int:pk>/recall/", views.case_recall, name="case_recall"),
    path("case/<int:pk>/sort/", views.case_sort, name="case_sort"),
    path("case/<int:pk>/extend/", views.case_extend, name="case_extend"),
    path("case/<int:pk>/answer/", views.case_answer, name="case_answer"),
    path("case/<int:pk>/call-back/", views.case_call_back, name="case_call_back"),
    path("poster/<int:pk>/", views.service_poster, name="service_poster"),
    path("ask/", views.service_places, name="service_places"),
    path("ask/<int:pk>/", views.service_place, name="service_place"),
    path("ask/<int:pk>/new/", views.service_ask, name="service_ask"),
    path("own/<slug:code>/", views.service_own, name="service_own"),
    path("own/<slug:code>/word/", views.service_word, name="service_word"),
    path("own/<slug:code>/again/", views.service_again, name="service_again"),
]
