from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Line(models.TextChoices):
    """The two lines of leadership: town party committee → residents' committees, street working committee →
    branches."""

    RESIDENTS = "residents", _("居民自治线")
    PARTY = "party", _("党组织线")


class Kind(models.TextChoices):
    """Kinds of organisation; the old forms stay because their records stay."""

    COUNTY_COMMITTEE = "county_committee", _("县委")
    COUNTY_GOVERNMENT = "county_government", _("县政府")
    ORGANISATION_DEPARTMENT = "organisation_department", _("组织部")
    DEPARTMENT = "department", _("部门")
    TOWN_PARTY_COMMITTEE = "town_party_committee", _("镇党委")
    STREET_OFFICE = "street_office", _("街道办事处（旧）")
    STREET_GENERAL_BRANCH = "street_general_branch", _("街道党总支（旧）")
    STREET_WORKING_COMMITTEE = "street_working_committee", _("街道党工委")
    OLD_RESIDENTS_COMMITTEE = "old_residents_committee", _("居民委（旧）")
    COMMUNITY = "community", _("社区")
    RESIDENTS_COMMITTEE = "residents_committee", _("社区居民委员会")
    PARTY_BRANCH = "party_branch", _("党支部")
    PARTY_GENERAL_BRANCH = "party_general_branch", _("党总支")
    PARTY_COMMITTEE = "party_committee", _("党委")
    PARTY_GROUP = "party_group", _("党小组")
    RESIDENT_UNIT = "resident_unit", _("驻区单位")


# Departments of the county: the one that keeps organisation and rolls, and all bureaus.
DEPARTMENTS = (Kind.ORGANISATION_DEPARTMENT, Kind.DEPARTMENT)
# Where people live: the old committee's area, then the community's.
TERRITORIES = (Kind.OLD_RESIDENTS_COMMITTEE, Kind.COMMUNITY)
# Forms that a community's (or old committee's) one party organisation can take (domain rules A01-A06).
BRANCHES = (Kind.PARTY_BRANCH, Kind.PARTY_GENERAL_BRANCH, Kind.PARTY_COMMITTEE)


class Standing(models.TextChoices):
    FULL = "full", pgettext_lazy("身份", "正式党员")
    PROBATIONARY = "probationary", pgettext_lazy("身份", "预备党员")


class PostKind(models.TextChoices):
    SECRETARY = "secretary", _("书记")
    DEPUTY_SECRETARY = "deputy_secretary", _("副书记")
    ORGANISATION_MEMBER = "organisation_member", _("组织委员")
    PUBLICITY_MEMBER = "publicity_member", _("宣传委员")
    DISCIPLINE_MEMBER = "discipline_member", _("纪检委员")
    DIRECTOR = "director", _("主任")
    DEPUTY_DIRECTOR = "deputy_director", _("副主任")
    COMMITTEE_MEMBER = "committee_member", _("委员")
    WORKER = "worker", _("社区工作者")
    REPRESENTATIVE = "representative", _("居民代表")
    LEADER = "leader", _("领导")
    OFFICER = "officer", _("干事")
    CONTACT = "contact", _("联络员")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("系统管理员")
    SECURITY_ADMINISTRATOR = "security_administrator", _("安全管理员")
    AUDITOR = "auditor", _("审计管理员")


class LineageKind(models.TextChoices):
    MERGED = "merged", _("合并")
    SPLIT = "split", _("拆分")
    SUCCEEDED = "succeeded", _("承接")


class AskedKind(models.TextChoices):
    """What waits for a second hand."""

    SETTLE = "settle", _("迁入")
    APPOINT = "appoint", _("任命")


class BatchKind(models.TextChoices):
    ORGANISATIONS = "organisations", pgettext_lazy("列表", "组织")
    MEMBERS = "members", _("党员")


class Right(models.TextChoices):
    """What a post may do; where it may do it is the post's scope."""

    SEE_STRUCTURE = "organisations.see_structure", _("查看组织架构")
    SEE_PARTY_ROLL = "organisations.see_party_roll", _("查看党员名册")
    KEEP_PARTY_ROLL = "organisations.keep_party_roll", _("维护党员名册")
    SEE_RESIDENTS_ROLL = "organisations.see_residents_roll", _("查看居民名册")
    KEEP_RESIDENTS_ROLL = "organisations.keep_residents_roll", _("维护居民名册")
    KEEP_ORGANISATIONS = "organisations.keep_organisations", _("设立、变更、撤销组织")
    APPOINT = "organisations.appoint", _("任免职务")
    COUNTERSIGN = "organisations.countersign", _("复核重要职务的任命")
    NAME_DEPUTY = "organisations.name_deputy", _("指定代理人")
    IMPORT = "organisations.import", _("批量导入")
    EXECUTE_REORGANISATION = "organisations.execute_reorganisation", _("执行组织调整")
