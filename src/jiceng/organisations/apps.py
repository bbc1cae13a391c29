from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "jiceng.organisations"
    label = "organisations"
