"""Where this app shows itself: navigation, search."""

from django.utils.translation import gettext_lazy as _

from jiceng.cadres.queries import files
from jiceng.cadres.rules import may_see, may_see_files
from jiceng.kernel import navigation, search


def register() -> None:
    navigation.register(
        navigation.Entry(
            _("干部"),
            "composition",
            icon="identification",
            rule=may_see,
            order=navigation.CADRES,
            sub=(
                navigation.Sub(_("干部名册"), "cadres", may_see_files),
                navigation.Sub(_("结构目标"), "composition_targets", may_see),
            ),
        )
    )
    search.register(search.Source("cadres", _("干部"), files.find))
    search.register_action(
        search.PageHit(_("干部队伍结构"), "composition", may_see, words="ganbu jiegou nianling xueli gbjg")
    )
    search.register_action(search.PageHit(_("干部名册"), "cadres", may_see_files, words="ganbu mingce gbmc"))
