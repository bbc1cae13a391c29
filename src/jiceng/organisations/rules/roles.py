"""Roles: a name, a sentence, the posts that carry it, the line it works along, and what it may do.

A role is held through a post and for its term. Apps further up add their own rights with `extend` in their
`rules`, so that `organisations` knows no word of theirs.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiceng.organisations.enums import BRANCHES, DEPARTMENTS, Kind, Line, PostKind, Right
from jiceng.people.enums import Right as PeopleRight

BOTH = (Line.PARTY, Line.RESIDENTS)


class Role:
    """Base; `posts` pairs kinds of post with kinds of organisation. `county_wide` scope is the whole county."""

    name: str | Promise
    sentence: str | Promise
    posts: frozenset[tuple[PostKind, Kind]] = frozenset()
    lines: tuple[Line, ...] = ()
    county_wide = False
    rights: frozenset[str] = frozenset()


def pairs(posts: tuple[PostKind, ...], kinds: tuple[Kind, ...]) -> frozenset[tuple[PostKind, Kind]]:
    return frozenset((post, kind) for post in posts for kind in kinds)


class CountyLeader(Role):
    name = _("县领导")
    sentence = _("看全县情况，批准区划方案和组织调整。")
    posts = pairs(
        (PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY, PostKind.LEADER),
        (Kind.COUNTY_COMMITTEE, Kind.COUNTY_GOVERNMENT),
    )
    lines = BOTH
    county_wide = True
    rights = frozenset(
        {
            Right.SEE_STRUCTURE,
            Right.SEE_PARTY_ROLL,
            Right.EXECUTE_REORGANISATION,
            Right.NAME_DEPUTY,
            Right.COUNTERSIGN,
        }
    )


class OrganisationDepartment(Role):
    name = _("组织部")
    sentence = _("管全县组织架构、党员名册和职务任免，执行组织调整。")
    posts = pairs((PostKind.LEADER, PostKind.OFFICER), (Kind.ORGANISATION_DEPARTMENT,))
    lines = BOTH
    county_wide = True
    rights = frozenset(
        {
            Right.SEE_STRUCTURE,
            Right.SEE_PARTY_ROLL,
            Right.KEEP_PARTY_ROLL,
            Right.KEEP_ORGANISATIONS,
            Right.APPOINT,
            Right.COUNTERSIGN,
            Right.NAME_DEPUTY,
            Right.IMPORT,
            Right.EXECUTE_REORGANISATION,
            PeopleRight.UNMASK,
        }
    )


class Bureau(Role):
    """Any other department of the county: it looks, and answers for itself what is handed to it."""

    name = _("县直部门")
    sentence = _("看组织架构，签收和会签送到本部门的公文，办理交给本部门的事项。")
    posts = pairs(
        (PostKind.LEADER, PostKind.DIRECTOR, PostKind.DEPUTY_DIRECTOR, PostKind.OFFICER), (Kind.DEPARTMENT,)
    )
    rights = frozenset({Right.SEE_STRUCTURE})


class TownSecretary(Role):
    name = _("镇党委书记")
    sentence = _("沿居民自治线领导各社区居民委员会，提出区划方案。")
    posts = pairs((PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY), (Kind.TOWN_PARTY_COMMITTEE,))
    lines = (Line.RESIDENTS,)
    rights = frozenset(
        {
            Right.SEE_STRUCTURE,
            Right.SEE_RESIDENTS_ROLL,
            Right.APPOINT,
            Right.NAME_DEPUTY,
            PeopleRight.UNMASK,
        }
    )


class TownOfficer(Role):
    name = _("镇党委干事")
    sentence = _("办理居民自治线上的日常工作，管理居民名册。")
    posts = pairs((PostKind.OFFICER,), (Kind.TOWN_PARTY_COMMITTEE,))
    lines = (Line.RESIDENTS,)
    rights = frozenset({Right.SEE_STRUCTURE, Right.SEE_RESIDENTS_ROLL, Right.KEEP_RESIDENTS_ROLL})


class StreetSecretary(Role):
    name = _("街道党组织书记")
    sentence = _("沿党组织线领导各社区党支部。")
    posts = pairs(
        (PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY),
        (Kind.STREET_WORKING_COMMITTEE, Kind.STREET_GENERAL_BRANCH),
    )
    lines = (Line.PARTY,)
    rights = frozenset(
        {
            Right.SEE_STRUCTURE,
            Right.SEE_PARTY_ROLL,
            Right.KEEP_PARTY_ROLL,
            Right.APPOINT,
            Right.NAME_DEPUTY,
            PeopleRight.UNMASK,
        }
    )


class StreetOfficer(Role):
    name = _("街道干事")
    sentence = _("办理街道党组织的日常工作，登记和导入党员名册，起草区划方案。")
    posts = pairs(
        (PostKind.OFFICER, PostKind.DIRECTOR),
        (Kind.STREET_WORKING_COMMITTEE, Kind.STREET_GENERAL_BRANCH, Kind.STREET_OFFICE),
    )
    lines = BOTH
    rights = frozenset({Right.SEE_STRUCTURE, Right.SEE_PARTY_ROLL, Right.KEEP_PARTY_ROLL, Right.IMPORT})


class BranchSecretary(Role):
    name = _("社区党支部书记")
    sentence = _("管好本支部的党员和组织生活。")
    posts = pairs((PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY, PostKind.ORGANISATION_MEMBER), BRANCHES)
    lines = (Line.PARTY,)
    rights = frozenset(
        {
            Right.SEE_STRUCTURE,
            Right.SEE_PARTY_ROLL,
            Right.KEEP_PARTY_ROLL,
            Right.NAME_DEPUTY,
            PeopleRight.UNMASK,
        }
    )


class CommunityDirector(Role):
    name = _("居民委员会主任")
    sentence = _("管好本社区的居民名册和自治事务。")
    posts = pairs(
        (PostKind.DIRECTOR, PostKind.DEPUTY_DIRECTOR),
        (Kind.RESIDENTS_COMMITTEE, Kind.OLD_RESIDENTS_COMMITTEE),
    )
    lines = (Line.RESIDENTS,)
    rights = frozenset(
        {
            Right.SEE_STRUCTURE,
            Right.SEE_RESIDENTS_ROLL,
            Right.KEEP_RESIDENTS_ROLL,
            Right.NAME_DEPUTY,
            PeopleRight.UNMASK,
        }
    )


class CommunityWorker(Role):
    name = _("社区工作者")
    sentence = _("记录本社区的日常工作。")
    posts = pairs(
        (PostKind.WORKER, PostKind.COMMITTEE_MEMBER),
        (Kind.RESIDENTS_COMMITTEE, Kind.OLD_RESIDENTS_COMMITTEE, Kind.COMMUNITY),
    )
    lines = (Line.RESIDENTS,)
    rights = frozenset({Right.SEE_STRUCTURE, Right.SEE_RESIDENTS_ROLL, Right.KEEP_RESIDENTS_ROLL})


class Representative(Role):
    name = _("居民代表")
    sentence = _("代表居民提议、表决、评议。")
    posts = pairs(
        (PostKind.REPRESENTATIVE,), (Kind.RESIDENTS_COMMITTEE, Kind.OLD_RESIDENTS_COMMITTEE, Kind.COMMUNITY)
    )
    lines = (Line.RESIDENTS,)
    rights = frozenset({Right.SEE_STRUCTURE})


class UnitContact(Role):
    name = _("驻区单位联络员")
    sentence = _("代表驻区单位参加共建。")
    posts = pairs((PostKind.CONTACT,), (Kind.RESIDENT_UNIT,))
    rights = frozenset({Right.SEE_STRUCTURE})


class PartyMember(Role):
    """Held through membership of a branch, not through a post."""

    name = _("党员")
    sentence = _("参加本支部的组织生活，查看与本人有关的内容。")
    rights = frozenset({Right.SEE_STRUCTURE})


class SystemAdministrator(Role):
    name = _("系统管理员")
    sentence = _("开通和停用账号，不看业务内容。")
    posts = pairs((PostKind.SYSTEM_ADMINISTRATOR,), (*DEPARTMENTS, Kind.COUNTY_GOVERNMENT))
    rights = frozenset({Right.SEE_STRUCTURE, PeopleRight.KEEP_ACCOUNTS})


class SecurityAdministrator(Role):
    name = _("安全管理员")
    sentence = _("解除登录锁定，收回遗失的二次验证。")
    posts = pairs((PostKind.SECURITY_ADMINISTRATOR,), (*DEPARTMENTS, Kind.COUNTY_GOVERNMENT))
    rights = frozenset({Right.SEE_STRUCTURE, PeopleRight.RELEASE_LOCKS})


class Auditor(Role):
    name = _("审计管理员")
    sentence = _("查阅操作记录并验证其完整，不能改动任何内容。")
    posts = pairs((PostKind.AUDITOR,), (*DEPARTMENTS, Kind.COUNTY_GOVERNMENT))
    county_wide = True
    rights = frozenset({Right.SEE_STRUCTURE, PeopleRight.SEE_RECORD})


# GB/T 22239: system, security and audit administration may not meet in one account.
SEPARATE_POSTS = frozenset({PostKind.SYSTEM_ADMINISTRATOR, PostKind.SECURITY_ADMINISTRATOR, PostKind.AUDITOR})

ROLES: tuple[type[Role], ...] = (
    CountyLeader,
    OrganisationDepartment,
    Bureau,
    TownSecretary,
    TownOfficer,
    StreetSecretary,
    StreetOfficer,
    BranchSecretary,
    CommunityDirector,
    CommunityWorker,
    Representative,
    UnitContact,
    PartyMember,
    SystemAdministrator,
    SecurityAdministrator,
    Auditor,
)


def extend(role: type[Role], *rights: str) -> None:
    """Give a role rights of an app further up; called while that app starts."""
    role.rights = role.rights | frozenset(rights)


def role_of(post: str, organisation: str) -> type[Role] | None:
    """The role that a kind of post in a kind of organisation carries."""
    return next((role for role in ROLES if (post, organisation) in role.posts), None)
