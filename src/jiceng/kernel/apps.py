from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "jiceng.kernel"
    label = "kernel"

    def ready(self) -> None:
        from jiceng.kernel import nights  # noqa: PLC0415  # models must be loaded first
        from jiceng.kernel.tasks import erase_files  # noqa: PLC0415  # models must be loaded first

        nights.every_night(erase_files)
