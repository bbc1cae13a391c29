from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "jiceng.console"
    label = "console"

    def ready(self):
        from jiceng.console.offers import demonstration_barriers
        from jiceng.rezoning.offers import register_barriers

        register_barriers(demonstration_barriers)
