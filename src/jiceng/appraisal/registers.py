"""What the yearly appraisal gives to the rest of the house."""

from django.utils.translation import gettext_lazy as _

from jiceng.appraisal.queries import appraisals as queries
from jiceng.appraisal.rules import may_see
from jiceng.documents import sources
from jiceng.institutions import kinds as evidence
from jiceng.kernel import frontpage, navigation, search
from jiceng.kernel.access import signed_in

APPRAISAL = "appraisal.appraisal"


def register() -> None:
    sources.register(sources.Source(APPRAISAL, _("述职评议整改"), "appraisal"))
    for kind in (
        "appraisal.held",
        "appraisal.graded",
        "rectification.list",
        "rectification.checked",
    ):
        evidence.take_over(kind, queries.open_of)
    evidence.take_over("work_report.yearly", queries.report_of)
    navigation.register(
        navigation.Entry(
            _("评议"), "appraisals", icon="chart-bar-square", rule=may_see, order=navigation.APPRAISAL
        )
    )
    search.register_action(
        search.PageHit(_("述职评议"), "appraisals", may_see, words="shuzhi pingyi szpy kaohe")
    )
    frontpage.register_card(frontpage.Source(order=9, rule=signed_in, make=queries.report_card))
    frontpage.register_card(frontpage.Source(order=13, rule=signed_in, make=queries.reading_card))
    frontpage.register_public(frontpage.Source(order=40, make=queries.public_card))
