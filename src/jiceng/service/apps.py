from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "jiceng.service"
    label = "service"

    def ready(self):
        from jiceng.service import registers  # noqa: PLC0415  # models must be loaded first

        registers.register()
