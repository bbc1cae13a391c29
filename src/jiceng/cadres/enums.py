from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.organisations.enums import BRANCHES, Kind, PostKind
from jiceng.people.enums import BELOW_COLLEGE, BELOW_SECONDARY


class Right(models.TextChoices):
    """What a post may do with cadres; where it may do it is the post's scope."""

    SEE = "cadres.see", _("查看干部队伍结构")
    SEE_FILES = "cadres.see_files", _("查看干部档案")
    KEEP_FILES = "cadres.keep_files", _("登记干部档案")
    APPROVE = "cadres.approve", _("审批干部档案变更")
    SEE_DISCIPLINE = "cadres.see_discipline", _("查看纪律处分")
    SET_NORMS = "cadres.set_norms", _("规定任职条件和结构目标")
    ARRANGE_POSTS = "cadres.arrange_posts", _("编制班子调整方案")
    PROPOSE_PEOPLE = "cadres.propose_people", _("为班子调整推荐人选")
    DECIDE_POSTS = "cadres.decide_posts", _("决定班子调整方案")
    SEE_RESERVE = "cadres.see_reserve", _("查看后备干部")
    KEEP_RESERVE = "cadres.keep_reserve", _("管理后备干部")
    TRAIN = "cadres.train", _("组织干部培训")
    RELEASE = "cadres.release", _("答复调训")
    SEE_RECRUITMENT = "cadres.see_recruitment", _("查看公开招聘")
    RECRUIT = "cadres.recruit", _("办理公开招聘")


class Rank(models.IntegerChoices):
    """Ranks of the county's cadres (职级); a smaller number stands higher. In a county a bureau is of 科 rank."""

    BUREAU = 10, _("正局级")
    DEPUTY_BUREAU = 20, _("副局级")
    SECTION = 30, _("股级")
    DEPUTY_SECTION = 40, _("副股级")
    STAFF = 50, _("科员")
    NONE = 90, _("无职级")


class Status(models.TextChoices):
    """On what footing somebody works (身份)."""

    CIVIL_SERVANT = "civil_servant", _("公务员")
    INSTITUTION = "institution", _("事业编制")
    CONTRACT = "contract", _("合同聘用")
    ELECTED = "elected", _("选举任职，无编制")


class Mode(models.TextChoices):
    """How an education was got."""

    FULL_TIME = "full_time", _("全日制")
    IN_SERVICE = "in_service", _("在职")


class Relation(models.TextChoices):
    """Family relations as the form lists them; the first four are what the avoidance rules ask for."""

    SPOUSE = "spouse", _("夫妻")
    PARENT = "parent", _("父母")
    CHILD = "child", _("子女")
    SIBLING = "sibling", _("兄弟姐妹")
    UNCLE = "uncle", _("伯叔姑舅姨")
    NEPHEW = "nephew", _("侄甥")
    IN_LAW = "in_law", _("配偶的父母、兄弟姐妹")
    CHILD_IN_LAW = "child_in_law", _("儿媳、女婿")
    OTHER = "other", _("其他亲属")


class Grade(models.TextChoices):
    """Results of the yearly appraisal of civil servants."""

    EXCELLENT = "excellent", _("优秀")
    COMPETENT = "competent", _("称职")
    BASIC = "basic", _("基本称职")
    INCOMPETENT = "incompetent", _("不称职")
    UNGRADED = "ungraded", _("不确定等次")


class Measure(models.TextChoices):
    """Disciplinary measures, the lightest first (party and administrative)."""

    WARNING = "warning", _("警告")
    SERIOUS_WARNING = "serious_warning", _("严重警告")
    DEMERIT = "demerit", _("记过")
    SERIOUS_DEMERIT = "serious_demerit", _("记大过")
    DEMOTION = "demotion", _("降级")
    REMOVAL = "removal", _("撤职")
    PROBATION = "probation", _("留党察看")
    EXPULSION = "expulsion", _("开除")


class Section(models.TextChoices):
    """Parts of a file that change by request."""

    BASICS = "basics", _("基本情况")
    EMPLOYMENT = "employment", _("身份和职级")
    SCHOOLING = "schooling", _("学历")
    KIN = "kin", _("家庭成员")
    HONOUR = "honour", _("奖励")
    RESULT = "result", _("年度考核")
    CERTIFICATE = "certificate", _("证书")


class RequestState(models.TextChoices):
    ASKED = "asked", _("待审批")
    GRANTED = "granted", _("已入档")
    DECLINED = "declined", pgettext_lazy("状态", "不同意")
    WITHDRAWN = "withdrawn", _("已撤回")


class Share(models.TextChoices):
    """Measures of composition that the county may set a target for."""

    AVERAGE_AGE = "average_age", _("平均年龄")
    SECRETARIES_AGE = "secretaries_age", _("书记平均年龄")
    COLLEGE = "college", _("大专以上比例")
    SECONDARY = "secondary", _("中专、高中以上比例")
    LEADS_COLLEGE = "leads_college", _("书记主任大专以上比例")
    LEADS_SECONDARY = "leads_secondary", _("书记主任中专、高中以上比例")
    OTHERS_SECONDARY = "others_secondary", _("其他干部中专、高中以上比例")
    WOMEN = "women", _("女干部比例")
    PARTY = "party", _("党员比例")
    YOUNG = "young", _("35岁以下比例")
    CIVIL_SERVANTS = "civil_servants", _("公务员比例")


# Who is a community cadre: whoever holds one of these posts in a community's party organisation or residents'
# committee (before the reorganisation: in the old committee or its branch). Workers and representatives are none.
CADRE_POSTS = (
    *(PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY, PostKind.ORGANISATION_MEMBER),
    *(PostKind.PUBLICITY_MEMBER, PostKind.DISCIPLINE_MEMBER),
    *(PostKind.DIRECTOR, PostKind.DEPUTY_DIRECTOR, PostKind.COMMITTEE_MEMBER),
)
COMMITTEES = (Kind.RESIDENTS_COMMITTEE, Kind.OLD_RESIDENTS_COMMITTEE)
CADRE_ORGANISATIONS = (*BRANCHES, *COMMITTEES)
COLLEGE_UP_TO = BELOW_COLLEGE - 1
SECONDARY_UP_TO = BELOW_SECONDARY - 1
# Relations of which two may not serve one under the other, nor in one committee.
AVOIDED = (
    *(Relation.SPOUSE, Relation.PARENT, Relation.CHILD, Relation.SIBLING),
    *(Relation.UNCLE, Relation.NEPHEW, Relation.IN_LAW, Relation.CHILD_IN_LAW),
)
