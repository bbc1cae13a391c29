"""Where this app shows itself: navigation, search, the standing check."""

from django.utils.translation import gettext_lazy as _

from jiceng.kernel import navigation, search
from jiceng.responsibility import checks
from jiceng.responsibility.queries import contacts
from jiceng.responsibility.rules import may_keep, may_see


def register() -> None:
    navigation.register(
        navigation.Entry(
            _("责任"), "contact_points", icon="user-group", rule=may_see, order=navigation.RESPONSIBILITY
        )
    )
    search.register(search.Source("contact_points", _("联系点"), contacts.find))
    search.register_action(
        search.PageHit(_("联系点"), "contact_points", may_see, words="lianxidian lxd baofu")
    )
    search.register_action(
        search.PageHit(_("导入联系点名册"), "contact_points_import", may_keep, words="daoru lianxidian")
    )
    checks.register_checks()
