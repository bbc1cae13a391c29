from django.urls import path

from jiceng.resources import views

urlpatterns = [
    path("", views.venue_stock, name="venue_stock"),
    path("venues/", views.venues, name="venues"),
    path("venues/import/", views.venues_import, name="venues_import"),
    path("community/<int:pk>/venues/", views.community_venues, name="community_venues"),
    path("community/<int:pk>/venue/", views.venue_new, name="venue_new"),
    path("community/<int:pk>/measure/", views.venue_measure_new, name="venue_measure_new"),
    path("venue/<int:pk>/", views.venue, name="venue"),
    path("venue/<int:pk>/change/", views.venue_change, name="venue_change"),
    path("venue/<int:pk>/end/", views.venue_end, name="venue_end"),
    path("measure/<int:pk>/end/", views.venue_measure_end, name="venue_measure_end"),
    path("norms/", views.venue_norms, name="venue_norms"),
    path("norms/new/", views.venue_norm_new, name="venue_norm_new"),
    path("wages/", views.wages, name="wages"),
    path("wages/mine/", views.my_pay, name="my_pay"),
    path("wages/standards/", views.pay_standards, name="pay_standards"),
    path("wages/standards/new/", views.pay_standard_new, name="pay_standard_new"),
    path("wages/<int:pk>/", views.community_wages, name="community_wages"),
    path("wages/<int:pk>/<int:year>/<int:month>/", views.pay_month, name="pay_month"),
    path("wages/batch/<int:pk>/", views.pay_batch, name="pay_batch"),
    path("halls/", views.halls, name="halls"),
    path("halls/open/", views.open_halls, name="open_halls"),
    path("community/<int:pk>/halls/", views.hall_week, name="hall_week"),
    path("community/<int:pk>/booking/", views.booking_new, name="booking_new"),
    path("venue/<int:pk>/hall/", views.hall_new, name="hall_new"),
    path("hall/<int:pk>/", views.hall_change, name="hall_change"),
    path("hall/<int:pk>/close/", views.hall_close, name="hall_close"),
    path("booking/<int:pk>/", views.booking, name="booking"),
]
