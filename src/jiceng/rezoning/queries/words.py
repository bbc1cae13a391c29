"""The optimiser's own words in the language of the page."""

from functools import lru_cache

from django.utils.translation import get_language, npgettext
from django.utils.translation import gettext as _
from opencc import OpenCC

from jiceng.kernel.components import Unit
from jiceng.kernel.units import HOUSEHOLDS, PEOPLE
from jiceng.rezoning.enums import Aim
from jiceng.rezoning.models import Plan
from jiceng.zoning.alternatives import LEAST_DIFFERENCE
from jiceng.zoning.errors import InputError
from jiceng.zoning.objectives import TERM_INFO
from jiceng.zoning.problem import TERMS


def chosen(zh: str, en: str) -> str:
    """One of two wordings; Traditional Chinese is made from the first as the interface's own is."""
    language = get_language() or ""
    if language.startswith("en"):
        return en
    return _traditional(zh) if language.startswith("zh-hant") else zh


@lru_cache(maxsize=4096)
def _traditional(text: str) -> str:
    return str(_converter().convert(text))


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("s2tw")


def said(error: InputError) -> str:
    """What the optimiser's reader refuses."""
    return chosen(error.zh, error.en)


def term_name(term: str) -> str:
    return chosen(TERM_INFO[term].zh, TERM_INFO[term].en)


PLACES = Unit(lambda number: npgettext("得分", "处", "处", number))
OF_PLAN = Unit(lambda number: npgettext("得分", "个", "个", number))


def unit_of(term: str) -> Unit | str:
    names = {
        "households": HOUSEHOLDS,
        "persons": PEOPLE,
        "members": PEOPLE,
        "m": _("米"),
        "count": PLACES,
        "communities": OF_PLAN,
    }
    return names[TERM_INFO[term].unit]


def barrier_name(kind: str) -> str:
    """A kind of barrier in words; a bridged one says so."""
    names = {"river": _("河流"), "railway": _("铁路"), "main_road": _("主干道"), "border": _("边界")}
    base = kind.removesuffix(".bridged")
    name = names.get(base, base)
    return _("%(name)s（有桥或通道）") % {"name": name} if base != kind else name


def weight_text(cost: float, whole: float | None) -> str:
    """How much a change of the score is, as a share of the whole score and in a word."""
    if not whole:
        return ""
    share = abs(cost) / whole
    words = ((0.001, _("几乎没有影响")), (0.01, _("影响很小")), (0.05, _("影响不大")), (0.15, _("影响明显")))
    word = next((word for most, word in words if share < most), _("影响很大"))
    return _("总分的%(share)s%%，%(word)s") % {"share": f"{100 * share:.2g}", "word": word}


def phase_text(phase: str) -> str:
    """What a search is at: a step of a solver, or the plan that it has just found."""
    steps = {
        "enumerate": _("列出可能的社区"),
        "choose": _("从中选出方案"),
        "better": _("找到了更好的方案"),
        "done": _("求得一个方案"),
        "recombine": _("重新组合"),
        "windows": _("逐处改进"),
        "anneal": _("逐步改进"),
        "conflict": _("没有方案，正在找哪些要求互相冲突"),
        "relax": _("正在找放宽到哪里就行"),
    }
    if phase in Aim.values:
        return _("求得“%(aim)s”") % {"aim": Aim(phase).label}
    return steps.get(phase, _("正在求解") if phase.isascii() else phase)


def proof_of(plan: Plan) -> str:
    """How good a plan is known to be; what was proved under norms that were changed since says so."""
    known = _proof(plan)
    if plan.status == "optimal" and plan.violations:
        return _("%(known)s这是按求解时的标准说的，标准之后有改动。") % {"known": known}
    return known


def _proof(plan: Plan) -> str:
    """The first plan of a search is compared with all plans, those after it only with plans that differ enough from
    the plans before them."""
    words = {"aim": plan.called, "seconds": plan.seconds, "apart": round(100 * LEAST_DIFFERENCE)}
    alone = plan.aim in {"", Aim.BALANCED}
    if plan.status == "optimal" and alone:
        return _("按“%(aim)s”的权重，已证明没有更好的方案（%(seconds)s秒）。") % words
    if plan.status == "optimal":
        return (
            _(
                "按“%(aim)s”的权重，在与先得各方案至少相差%(apart)s%%的方案中，已证明没有更好的（%(seconds)s秒）；不求不同时可能有更好的。"
            )
            % words
        )
    if plan.status == "unbeaten":
        aims = "、".join(term_name(aim) for aim in plan.versions["aims"])
        return _("只看%(aims)s，已证明没有别的方案样样不差而有一样更好。") % {"aims": aims}
    if plan.gap is not None:
        return _("离最优的差距不超过%(gap)s。") % {"gap": f"{plan.gap:.3f}"}
    if plan.parent:
        values = {"number": plan.parent.number, "author": plan.author or ""}
        return _("%(author)s由方案%(number)s手工改出。") % values
    return ""


SHOWN_TERMS = tuple(term for term in TERMS if term not in {"resident_imbalance", "units_moved"})
