"""The stock sentences of minutes: the county's wording, or the one shipped."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from jiceng.meetings.models import MinuteSentence

# Each with the places that a wording may fill; none of them has to be used.
SHIPPED = {
    "opening": _("%(date)s，%(unit)s在%(place)s召开%(title)s。会议由%(chair)s主持。"),
    "recorded": _("%(clerk)s记录。"),
    "entrusted": _("主持人受委托主持：%(entrusted)s。"),
    "quorum": _("%(quorum)s"),
    "no_quorum": _("到会人数不足，会议不作决定，只听取情况。"),
    "absent": _("请假或缺席：%(names)s。"),
    "guests": _("列席：%(names)s。"),
    "pre_studied": _("本项已由%(meeting)s先行研究。"),
    "reported": _("%(reporter)s作了汇报。"),
    "speech": _("%(name)s：%(text)s"),
    "decided": _("会议决定（%(number)s）：%(text)s"),
    "charged": _("由%(owner)s负责，%(due)s前完成。"),
    "talked": _("会议进行了讨论，没有作出决定。"),
    "ending": _("会议于%(time)s结束。"),
}
PLACES = {
    "opening": {"date", "unit", "place", "title", "chair"},
    "recorded": {"clerk"},
    "entrusted": {"entrusted"},
    "quorum": {"quorum"},
    "no_quorum": set(),
    "absent": {"names"},
    "guests": {"names"},
    "pre_studied": {"meeting"},
    "reported": {"reporter"},
    "speech": {"name", "text"},
    "decided": {"number", "text"},
    "charged": {"owner", "due"},
    "talked": set(),
    "ending": {"time"},
}


def wording() -> dict[str, str]:
    """Every sentence in Chinese, as minutes are written."""
    with override("zh-hans"):
        shipped = {key: str(text) for key, text in SHIPPED.items()}
    return {**shipped, **dict(MinuteSentence.objects.values_list("key", "text"))}


def is_sound(key: str, text: str) -> bool:
    """Whether the wording can be filled in: it names no place that the sentence does not have."""
    try:
        text % dict.fromkeys(PLACES[key], "")
    except (KeyError, ValueError, TypeError):
        return False
    return True
