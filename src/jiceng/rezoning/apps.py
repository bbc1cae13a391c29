from django.apps import AppConfig


class RezoningConfig(AppConfig):
    name = "jiceng.rezoning"
    label = "rezoning"

    def ready(self):
        from jiceng.rezoning import rules  # noqa: F401, PLC0415  # models must be loaded first; gives roles their rights
