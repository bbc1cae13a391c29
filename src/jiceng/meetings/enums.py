from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    """The kinds that are shipped; what holds for each on a day stands in `kinds/`."""

    MEMBERS = "members", _("支部党员大会")
    COMMITTEE = "committee", _("支部委员会会议")
    GROUP = "group", _("党小组会")
    PARTY_LESSON = "party_lesson", _("党课")
    THEME_DAY = "theme_day", _("主题党日")
    ORGANISATION_LIFE = "organisation_life", _("组织生活会")
    STANDING_COMMITTEE = "standing_committee", _("党委会议")
    LEADING_GROUP = "leading_group", _("领导小组会议")
    JOINT = "joint", _("党政联席会")
    COORDINATION = "coordination", _("协调委员会会议")
    COMMUNITY_JOINT = "community_joint", _("社区党建联席会")
    CONGRESS = "congress", _("社区成员代表大会")
    RESIDENTS = "residents", _("居民会议")
    DELIBERATION = "deliberation", _("社区议事会")
    DISCUSSION = "discussion", _("座谈会")
    REPORT_APPRAISAL = "report_appraisal", _("述职评议会")


class MeetingState(models.TextChoices):
    DRAFT = "draft", _("筹备")
    CONVENED = "convened", _("已通知")
    OPEN = "open", _("开会中")
    CLOSED = "closed", _("已结束")
    ANNULLED = "annulled", _("已作废")


class RollSource(models.TextChoices):
    """How somebody stands on a roll."""

    FULL_MEMBERS = "full_members", _("正式党员")
    PROBATIONARY = "probationary", _("预备党员")
    COMMITTEE = "committee", _("委员会成员")
    GROUP = "group", _("党小组成员")
    HEADS = "heads", _("党政负责人")
    REPRESENTATIVES = "representatives", _("居民代表")
    UNITS = "units", _("驻区单位")
    ADULTS = "adults", _("年满十八周岁的居民")
    INVITED = "invited", _("受邀")


class Stratum(models.TextChoices):
    """Whom a discussion wants to hear; who is missing is shown."""

    NONE = "", _("不分")
    MEMBER = "member", _("党员")
    REPRESENTATIVE = "representative", _("居民代表")
    UNIT = "unit", _("驻区单位")
    ELDERLY = "elderly", _("老年人")
    YOUNG = "young", _("青年")
    BUSINESS = "business", _("个体工商户")
    HARDSHIP = "hardship", _("困难家庭")
    EXPERT = "expert", _("专业人士")
    OFFICIAL = "official", _("部门干部")


class Answer(models.TextChoices):
    NONE = "", _("未答复")
    COMING = "coming", _("参加")
    ABSENT = "absent", _("请假")
    SUBSTITUTE = "substitute", _("派人代为出席")


class CameBy(models.TextChoices):
    CLERK = "clerk", _("记录人点名")
    SELF = "self", _("本人签到")


class TopicState(models.TextChoices):
    OPEN = "open", _("待处理")
    TAKEN = "taken", _("已列入议程")
    PUT_OFF = "put_off", _("暂缓")
    MERGED = "merged", _("合并")
    ANSWERED = "answered", _("已答复")
    FORUM = "forum", _("讨论中")


class Matter(models.TextChoices):
    """What an item is about; it decides where it must go and what comes first."""

    GENERAL = "general", _("一般事项")
    STUDY = "study", _("学习")
    REPORT = "report", _("听取汇报")
    WEIGHTY = "weighty", _("社区重要事项")
    RESIDENTS_INTEREST = "residents_interest", _("涉及居民切身利益")
    MONEY = "money", _("经费和资产")
    ELECTION = "election", _("选举")
    COVENANT = "covenant", _("居民公约和章程")
    ADMISSION = "admission", _("接收预备党员")
    FULL_MEMBERSHIP = "full_membership", _("预备党员转正")
    PROBATION = "probation", _("延长预备期或取消资格")
    PRAISE = "praise", _("表彰表扬")
    MEASURES = "measures", _("组织措施和纪律处分")
    CO_BUILDING = "co_building", _("共建事项")
    OPENNESS = "openness", _("公开事项")


class Work(models.TextChoices):
    """The three equals compare these two."""

    PARTY = "party", _("党建工作")
    BUSINESS = "business", _("业务工作")


class OpinionOutcome(models.TextChoices):
    """What became of an opinion that was given at a talk."""

    ADOPTED = "adopted", _("采纳")
    PARTLY = "partly", _("部分采纳")
    NOTED = "noted", _("留作参考")
    DECLINED = "declined", _("不采纳")


class ForumOutcome(models.TextChoices):
    """What a forum ends with."""

    CARRY_OUT = "carry_out", _("采纳，组织落实")
    TO_MEETING = "to_meeting", _("提交会议决定")
    NOT_TAKEN = "not_taken", _("不采纳，说明理由")


class ContributionState(models.TextChoices):
    WAITING = "waiting", _("待审看")
    SHOWN = "shown", _("已公开")
    HELD = "held", _("不公开")


class DecisionState(models.TextChoices):
    OPEN = "open", _("办理中")
    DONE = "done", _("已办结")
    DROPPED = "dropped", _("不再执行")


class Openness(models.TextChoices):
    """Seven kinds that must be open (Organic Law of Urban Residents' Committees, 2025)."""

    DECISIONS = "decisions", _("决定事项和落实情况")
    FUNDS = "funds", _("拨付和捐赠的资金物资")
    PREMISES = "premises", _("办公和服务用房的使用")
    SERVICES = "services", _("服务项目")
    CONSULTATION = "consultation", _("协商结果")
    HELP = "help", _("协助政府开展的工作")
    OTHER = "other", _("其他事项")


class FlowStep(models.TextChoices):
    """The four steps and two openings."""

    PROPOSED = "proposed", _("党支部会提议")
    CONFERRED = "conferred", _("“两委”会商议")
    REVIEWED = "reviewed", _("党员大会审议")
    DECIDED = "decided", _("居民代表会议决议")
    DECISION_OPEN = "decision_open", _("决议公开")
    RESULT_OPEN = "result_open", _("实施结果公开")


class Voice(models.TextChoices):
    SUPPORT = "support", _("支持")
    ACCEPT = "accept", _("可以接受")
    OBJECT = "object", _("反对")


class PetitionBase(models.TextChoices):
    REPRESENTATIVES = "representatives", _("居民代表")
    ADULTS = "adults", _("年满十八周岁的居民")
    HOUSEHOLDS = "households", _("户")
    GROUPS = "groups", _("居民小组")


class Right(models.TextChoices):
    """What a post may do with meetings; where, is the post's scope over the convening organisation."""

    SEE = "meetings.see", _("查看会议")
    CONVENE = "meetings.convene", _("召集会议")
    KEEP = "meetings.keep", _("记录会议")
    APPROVE = "meetings.approve", _("签发会议纪要")
    POST = "meetings.post", _("公开会议结果")
    HAND_IN = "meetings.hand_in", _("提交议题")
    TALK = "meetings.talk", _("组织公开讨论")
    KEEP_SENTENCES = "meetings.keep_sentences", _("维护纪要用语")
