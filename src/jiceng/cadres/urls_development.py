"""Addresses of the reserve and of training."""

from django.urls import path

from jiceng.cadres.views import plan_sheet, reserve, tours, training

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
    path("training/", training.trainings, name="trainings"),
    path("training/needs/", training.training_needs, name="training_needs"),
    path("training/enrol/", training.training_enrol, name="training_enrol"),
    path("training/plan/new/", training.training_plan_new, name="training_plan_new"),
    path("training/plan/<int:pk>/", training.training_plan, name="training_plan"),
    path("training/plan/<int:pk>/adopt/", training.training_plan_adopt, name="training_plan_adopt"),
    path("training/plan/<int:pk>/import/", plan_sheet.training_plan_import, name="training_plan_import"),
    path("training/plan/<int:pk>/new/", training.training_new, name="training_new"),
    path("training/<int:pk>/", training.training, name="training"),
    path("training/<int:pk>/call/", training.training_call, name="training_call"),
    path("training/<int:pk>/results/", training.training_results, name="training_results"),
    path("training/<int:pk>/close/", training.training_close, name="training_close"),
    path("training/<int:pk>/drop/", training.training_drop, name="training_drop"),
    path("training/<int:pk>/release-all/", training.training_release_all, name="training_release_all"),
    path("training/trainee/<int:pk>/release/", training.training_release, name="training_release"),
    path("training/trainee/<int:pk>/leave-out/", training.trainee_leave_out, name="trainee_leave_out"),
    path("training/<int:pk>/home/", tours.tour_proposal_new, name="tour_proposal_new"),
    path("training/proposal/<int:pk>/", tours.tour_proposal, name="tour_proposal"),
    path("training/proposal/<int:pk>/adopt/", tours.tour_proposal_adopt, name="tour_proposal_adopt"),
    path("training/proposal/<int:pk>/decline/", tours.tour_proposal_decline, name="tour_proposal_decline"),
]
