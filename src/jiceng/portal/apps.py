from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "jiceng.portal"
    label = "portal"

    def ready(self):
        from jiceng.kernel import navigation  # noqa: PLC0415  # models must be loaded first
        from jiceng.portal.queries import seat_of  # noqa: PLC0415  # models must be loaded first

        navigation.register(navigation.Entry(_("今日"), "today", icon="sun", order=navigation.TODAY))
        navigation.register_seat(seat_of)
