"""Lists of duties."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.institutions.enums import Severity, State
from jiceng.institutions.models import Institution
from jiceng.institutions.queries.duty import LIGHTS
from jiceng.kernel.tables import Column, Filter, Table


def _light(duty) -> tuple[str, str]:
    return LIGHTS[State(duty.state)], State(duty.state).label


def _institutions() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Institution.objects.values_list("pk", "name")]


class Duties(Table):
    """Duties with their state of the day shown; the rows bear `state` and `urgency`."""

    name = "duties"
    search = (
        "obligation__title",
        "obligation__key",
        "organisation__name",
        "organisation__pinyin",
        "organisation__initials",
    )
    search_label = _("义务、组织名称或拼音")
    columns = (
        Column(
            "title",
            _("义务"),
            value=lambda duty: duty.title,
            url=lambda duty: reverse("duty", args=[duty.pk]),
            sort="obligation__title",
            main=True,
        ),
        Column(
            "organisation", _("组织"), value=lambda duty: str(duty.organisation), sort="organisation__pinyin"
        ),
        Column("state", _("状态"), light=_light, value=lambda duty: State(duty.state).label, sort="urgency"),
        Column("due_on", _("到期日"), value="due_on", sort="due_on"),
        Column("fulfilled_on", _("完成日"), value="fulfilled_on", sort="fulfilled_on"),
        Column(
            "institution",
            _("制度"),
            value=lambda duty: duty.obligation.edition.institution.name,
            sort="obligation__edition__institution__number",
        ),
        Column("key", _("编号"), value="obligation__key", hidden=True),
        Column("source", _("依据"), value="obligation__source", hidden=True),
    )
    order = "due_on"
    filters = (
        Filter("state", _("状态"), lambda: State.choices, lambda rows, value: rows.filter(state=value)),
        Filter(
            "institution",
            _("制度"),
            _institutions,
            lambda rows, value: rows.filter(obligation__edition__institution=value),
        ),
        Filter(
            "severity",
            _("强度"),
            lambda: Severity.choices,
            lambda rows, value: rows.filter(Q(obligation__severity=value)),
        ),
    )
    page_size = 50
    empty_title = _("没有职责")
    empty_text = _("换一个筛选条件，或换一天查看。")


class MyDuties(Duties):
    """My own: what is due first, what is done last."""

    order = "state"
