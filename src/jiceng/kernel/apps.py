from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "jiceng.kernel"
    label = "kernel"
