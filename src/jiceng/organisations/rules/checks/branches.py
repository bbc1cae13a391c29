"""What must hold for a party branch (rules A01-A06) and its roll."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.rules.checks.facts import (
    BRANCH_RULES,
    IN_FORCE,
    BranchFacts,
    Check,
    Severity,
    page_of,
)
from jiceng.organisations.rules.forms import (
    COMMITTEE_FROM,
    LEAST_FULL_MEMBERS,
    MOST_MEMBERS,
    WARN_MEMBERS,
    committee_seats,
    lawful_form,
)

REMIND_DAYS = 60


def _roll(facts: BranchFacts) -> str:
    return f"{reverse('members')}?organisation={facts.pk}"


def _outside(facts: BranchFacts) -> str:
    return f"{reverse('members')}?organisation={facts.pk}&where=outside"


def _too_small(branch: BranchFacts) -> bool:
    return branch.full < LEAST_FULL_MEMBERS


def _too_large(branch: BranchFacts) -> bool:
    return lawful_form(branch.full) != branch.kind and branch.full > MOST_MEMBERS


def _nearly_too_large(branch: BranchFacts) -> bool:
    return branch.kind == Kind.PARTY_BRANCH and WARN_MEMBERS <= branch.full <= MOST_MEMBERS


def _form_too_big(branch: BranchFacts) -> bool:
    return branch.kind != Kind.PARTY_BRANCH and branch.full <= MOST_MEMBERS


def _lacks_committee(branch: BranchFacts) -> bool:
    return branch.committee_held < committee_seats(branch.full)[0]


def _committee_too_large(branch: BranchFacts) -> bool:
    return branch.full >= COMMITTEE_FROM and branch.committee_held > committee_seats(branch.full)[1]


def _needless_committee(branch: BranchFacts) -> bool:
    """A secretary and, if needed, a deputy: no more than two posts under seven full members."""
    return branch.full < COMMITTEE_FROM and branch.committee_held > 2


def _ends_soon(branch: BranchFacts) -> bool:
    return branch.ends is not None and 0 <= (branch.ends - branch.on).days <= REMIND_DAYS


def _numbers(branch: BranchFacts) -> dict:
    least, most = committee_seats(branch.full)
    form = lawful_form(branch.full).label
    return {
        "full": branch.full,
        "held": branch.committee_held,
        "least": least,
        "most": most,
        "form": form,
        "outside": branch.outside,
        "day": branch.ends.isoformat() if branch.ends else "",
    }


def _branch(
    key: str, title, sentence, article: str, severity, broken, action, url, source=BRANCH_RULES
) -> Check:
    return Check(
        key,
        title,
        sentence,
        source,
        article,
        severity,
        BranchFacts,
        broken,
        _numbers,
        action,
        url,
        effective_from=IN_FORCE if source is BRANCH_RULES and key != "A01" else None,
    )


BRANCH_CHECKS: tuple[Check, ...] = (
    _branch(
        "A01",
        _("正式党员不足三名"),
        ngettext_lazy(
            "正式党员只有%(full)d名，不足三名，应与邻近支部成立联合党支部。",
            "正式党员只有%(full)d名，不足三名，应与邻近支部成立联合党支部。",
            "full",
        ),
        "第四条",
        Severity.MUST,
        _too_small,
        _("合并支部"),
        page_of("organisation_merge"),
    ),
    _branch(
        "A03",
        _("党员超过五十名"),
        ngettext_lazy(
            "正式党员%(full)d名，超过五十名，宜改设%(form)s。",
            "正式党员%(full)d名，超过五十名，宜改设%(form)s。",
            "full",
        ),
        "第四条",
        Severity.MUST,
        _too_large,
        _("改设党组织"),
        page_of("organisation_succeed"),
    ),
    _branch(
        "A03.45",
        _("党员接近五十名"),
        ngettext_lazy(
            "正式党员%(full)d名，接近五十名的上限，请考虑改设党总支。",
            "正式党员%(full)d名，接近五十名的上限，请考虑改设党总支。",
            "full",
        ),
        "第四条",
        Severity.SHOULD,
        _nearly_too_large,
        _("查看名册"),
        _roll,
    ),
    _branch(
        "A03.form",
        _("党组织形式大于人数"),
        ngettext_lazy(
            "正式党员只有%(full)d名，通常设党支部即可。", "正式党员只有%(full)d名，通常设党支部即可。", "full"
        ),
        "第四条",
        Severity.INFO,
        _form_too_big,
        _("改设党组织"),
        page_of("organisation_succeed"),
    ),
    _branch(
        "A04",
        _("支部即将到期"),
        _("自%(day)s起撤销，请安排好党员的组织关系。"),
        "第四条",
        Severity.SHOULD,
        _ends_soon,
        _("查看名册"),
        _roll,
    ),
    _branch(
        "A05",
        _("应设支部委员会"),
        ngettext_lazy(
            "正式党员%(full)d名，应设委员会，由%(least)d至%(most)d人组成，现有%(held)d人。",
            "正式党员%(full)d名，应设委员会，由%(least)d至%(most)d人组成，现有%(held)d人。",
            "full",
        ),
        "第十八条",
        Severity.MUST,
        _lacks_committee,
        _("任命委员"),
        page_of("organisation_posts"),
    ),
    _branch(
        "A05.most",
        _("支部委员会人数过多"),
        ngettext_lazy(
            "委员会现有%(held)d人，最多%(most)d人。", "委员会现有%(held)d人，最多%(most)d人。", "held"
        ),
        "第十八条",
        Severity.SHOULD,
        _committee_too_large,
        _("调整委员"),
        page_of("organisation_posts"),
    ),
    _branch(
        "A06",
        _("不设支部委员会"),
        ngettext_lazy(
            "正式党员%(full)d名，不足七名，只设书记一名，必要时设副书记一名，现有%(held)d人。",
            "正式党员%(full)d名，不足七名，只设书记一名，必要时设副书记一名，现有%(held)d人。",
            "full",
        ),
        "第十八条",
        Severity.SHOULD,
        _needless_committee,
        _("调整职务"),
        page_of("organisation_posts"),
    ),
    _branch(
        "S01",
        _("缺书记"),
        _("没有书记。"),
        "第十八条",
        Severity.MUST,
        lambda branch: not branch.has_secretary,
        _("任命书记"),
        page_of("organisation_posts", post=PostKind.SECRETARY),
    ),
    _branch(
        "S02",
        _("党员住在别处"),
        ngettext_lazy(
            "有%(outside)d名党员住在本支部所在辖区之外。",
            "有%(outside)d名党员住在本支部所在辖区之外。",
            "outside",
        ),
        "",
        Severity.SHOULD,
        lambda branch: branch.outside > 0,
        _("查看并转接"),
        _outside,
        _("一社区一支部，党员按居住地编入"),
    ),
)
