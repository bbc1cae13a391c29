"""What documents give to the rest of the house: an entry, a card of what waits, search."""

from django.utils.translation import gettext_lazy as _

from jiceng.documents.queries.documents import find, waiting_card
from jiceng.documents.rules import may_issue, may_receive, may_see_documents
from jiceng.kernel import frontpage, navigation, search


def register() -> None:
    navigation.register(
        navigation.Entry(
            _("公文"),
            "documents",
            icon="document-text",
            rule=may_see_documents,
            order=navigation.DOCUMENTS,
            sub=(
                navigation.Sub(_("现行有效文件"), "documents_in_force", may_see_documents),
                navigation.Sub(_("归档目录"), "documents_filing", may_issue),
            ),
        )
    )
    frontpage.register_card(frontpage.Source(order=18, rule=may_receive, make=waiting_card))
    search.register(search.Source("documents", _("公文"), find))
    search.register_action(
        search.PageHit(_("公文"), "documents", may_see_documents, words="gongwen gw qicao")
    )
