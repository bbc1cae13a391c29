"""Where this app shows itself: navigation, search."""

from django.utils.translation import gettext_lazy as _

from jiceng.cadres.queries import files
from jiceng.cadres.rules import may_see_files
from jiceng.kernel import navigation, search


def register() -> None:
    navigation.register(
        navigation.Entry(
            _("干部"),
            "cadres",
            icon="identification",
            rule=may_see_files,
            order=navigation.CADRES,
        )
    )
    search.register(search.Source("cadres", _("干部"), files.find))
    search.register_action(search.PageHit(_("干部名册"), "cadres", may_see_files, words="ganbu mingce gbmc"))
