from django.urls import path

from jiceng.organisations.views import exchange

urlpatterns = [
    path("exchange/", exchange.exchange_hub, name="exchange_hub"),
    path("exchange/members/template/", exchange.template_members, name="template_members"),
    path("exchange/members/import/", exchange.import_members, name="import_members"),
    path("exchange/members/export/", exchange.export_members, name="export_members"),
    path("exchange/organisations/template/", exchange.template_organisations, name="template_organisations"),
    path("exchange/organisations/import/", exchange.import_organisations, name="import_organisations"),
    path("exchange/organisations/export/", exchange.export_organisations, name="export_organisations"),
    path("exchange/batches/<int:pk>/", exchange.import_batch, name="import_batch"),
    path("exchange/batches/<int:pk>/apply/", exchange.import_apply, name="import_apply"),
    path("exchange/batches/<int:pk>/recheck/", exchange.import_recheck, name="import_recheck"),
    path("exchange/batches/<int:pk>/undo/", exchange.import_undo, name="import_undo"),
    path("exchange/batches/<int:pk>/faults/", exchange.import_faults, name="import_faults"),
]
