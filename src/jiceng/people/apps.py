from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "jiceng.people"
    label = "people"

    def ready(self):
        from jiceng.kernel.words import register_fields, register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.people.words import FIELDS, VERBS  # noqa: PLC0415  # apps must be loaded first

        register_verbs(VERBS)
        register_fields(FIELDS)
