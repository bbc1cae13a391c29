"""The list of all that break one check."""

from django.utils.translation import gettext_lazy as _

from jiceng.kernel.access import opens
from jiceng.kernel.tables import Column, Filter, HeldTable
from jiceng.organisations.enums import Kind
from jiceng.organisations.queries.of_check import Listed
from jiceng.organisations.tables import organisation_url


class Findings(HeldTable):
    name = "findings"
    search = ("name", "pinyin", "initials", "said")
    search_label = _("组织名称、拼音或问题")
    columns = (
        Column(
            "name",
            _("组织"),
            value="name",
            url=lambda one: organisation_url(one.organisation),
            sort="pinyin",
            main=True,
        ),
        Column("kind", _("类别"), value="kind_label", sort="kind"),
        Column(
            "superior",
            _("上级"),
            value="superior_name",
            url=lambda one: organisation_url(one.superior),
            sort="superior_pinyin",
        ),
        Column("said", _("问题"), value="said", sort="numbers"),
        Column("source", _("依据"), value="source", hidden=True),
    )
    order = "name"
    empty_title = _("没有发现问题")

    def __init__(self, request, rows: list[Listed]) -> None:
        """The remedies of one check are all on one page, so the first tells whether it opens. A filter stands only
        where there is something to choose."""
        super().__init__(request, rows)
        if rows and opens(request.user, rows[0].url):
            remedy = Column("remedy", _("下一步"), value="remedy", url=lambda one: one.url, in_file=False)
            self.columns = (*self.columns, remedy)
        kinds = [(kind, label) for kind, label in Kind.choices if any(row.kind == kind for row in rows)]
        above = sorted(
            {(row.superior_pinyin, row.superior_name, row.superior) for row in rows if row.superior}
        )
        offered = (
            Filter(
                "kind", _("类别"), lambda: kinds, lambda rows, value: [r for r in rows if r.kind == value]
            ),
            Filter(
                "superior",
                _("上级"),
                lambda: [(pk, name) for _pinyin, name, pk in above],
                lambda rows, value: [r for r in rows if str(r.superior) == value],
            ),
        )
        self.filters = [one for one in offered if len(one.choices()) > 1]
