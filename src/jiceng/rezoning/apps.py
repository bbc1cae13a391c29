from django.apps import AppConfig


class RezoningConfig(AppConfig):
    name = "jiceng.rezoning"
    label = "rezoning"
