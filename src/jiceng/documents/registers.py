"""What documents give to the rest of the house: an entry, a card of what waits, search."""

from django.utils.translation import gettext_lazy as _

from jiceng.documents.appointments import register_appointment
from jiceng.documents.measured import register_measures
from jiceng.documents.queries import consultation, incoming, plans, tasks
from jiceng.documents.queries.documents import find, waiting_card
from jiceng.documents.rules import may_give, may_issue, may_plan, may_receive, may_see_documents
from jiceng.kernel import frontpage, navigation, search
from jiceng.kernel.access import signed_in


def register() -> None:
    register_appointment()
    navigation.register(
        navigation.Entry(
            _("文件与规划"),
            "documents",
            icon="document-text",
            rule=may_see_documents,
            order=navigation.DOCUMENTS,
            sub=(
                navigation.Sub(_("规划"), "plans", may_see_documents),
                navigation.Sub(_("我的任务"), "my_tasks"),
                navigation.Sub(_("收文"), "incoming_papers", may_see_documents),
                navigation.Sub(_("范本"), "standard_texts", may_see_documents),
                navigation.Sub(_("征求意见"), "consulted_texts", may_see_documents),
                navigation.Sub(_("现行有效文件"), "documents_in_force", may_see_documents),
                navigation.Sub(_("用印登记"), "seal_uses", may_issue),
                navigation.Sub(_("归档目录"), "documents_filing", may_issue),
            ),
        )
    )
    frontpage.register_card(frontpage.Source(order=5, rule=signed_in, make=tasks.card))
    frontpage.register_card(frontpage.Source(order=18, rule=may_receive, make=waiting_card))
    frontpage.register_card(frontpage.Source(order=17, rule=may_receive, make=incoming.waiting_card))
    search.register(search.Source("documents", _("公文"), find))
    frontpage.register_card(frontpage.Source(order=19, rule=may_receive, make=consultation.waiting_card))
    search.register(search.Source("consulted", _("征求意见"), consultation.find))
    search.register_action(
        search.PageHit(_("征求意见"), "consulted_texts", may_see_documents, words="zhengqiuyijian zqyj")
    )
    search.register(search.Source("incoming", _("收文"), incoming.find))
    search.register_action(
        search.PageHit(_("收文"), "incoming_papers", may_see_documents, words="shouwen sw laiwen qianshou")
    )
    search.register_action(
        search.PageHit(_("公文"), "documents", may_see_documents, words="gongwen gw qicao")
    )
    search.register(search.Source("plans", _("规划"), plans.find))
    search.register(search.Source("tasks", _("任务"), tasks.find))
    search.register_action(search.PageHit(_("规划"), "plans", may_see_documents, words="guihua gh"))
    search.register_action(search.PageHit(_("编制规划"), "plan_new", may_plan, words="bianzhi guihua bzgh"))
    search.register_action(search.PageHit(_("我的任务"), "my_tasks", words="wode renwu wdrw"))
    search.register_action(search.PageHit(_("全部任务"), "tasks", words="quanbu renwu qbrw"))
    search.register_action(search.PageHit(_("交办任务"), "task_new", may_give, words="jiaoban renwu jbrw"))
    frontpage.register_public(frontpage.Source(order=20, make=consultation.open_card))
    register_measures()
