"""Addresses of the reserve and of training."""

from django.urls import path

from jiceng.cadres.views import reserve

urlpatterns = [
    path("reserve/", reserve.reserve_board, name="reserve_board"),
    path("reserve/roster/", reserve.reserves, name="reserves"),
    path("reserve/roster/import/", reserve.reserves_import, name="reserves_import"),
    path("reserve/post/<int:pk>/", reserve.reserve_post, name="reserve_post"),
    path("reserve/post/<int:pk>/new/", reserve.reserve_new, name="reserve_new"),
    path("reserve/<int:pk>/", reserve.reserve, name="reserve"),
    path("reserve/<int:pk>/review/", reserve.reserve_review, name="reserve_review"),
    path("reserve/<int:pk>/leave/", reserve.reserve_leave, name="reserve_leave"),
    path("retirements/", reserve.retirements, name="retirements"),
    path("norms/", reserve.development_norms, name="development_norms"),
    path("norms/new/", reserve.development_norm_new, name="development_norm_new"),
]
