from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "jiceng.institutions"
    label = "institutions"
