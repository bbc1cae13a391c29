"""Votes: a poll on an item of the agenda, who took part, and the ballots, which know nobody.

A secret ballot stands in `SealedBallot` beside its voter while the poll is open, under the locks of two tellers (so
one voter has one ballot, and a repeated sending changes nothing). Taking off the first lock drops the voter; taking
off the second leaves what was marked (`Ballot`) and the receipt codes (`BallotReceipt`) in two tables, each written
in the order of its own text. No row of a secret ballot has a time.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.institutions.enums import Base
from jiceng.meetings.enums_votes import PollForm, PollState, PollWay, Scale, SheetOf, VoteBy
from jiceng.meetings.models.agenda import AgendaItem
from jiceng.meetings.models.meetings import RollEntry
from jiceng.people.models import Person


class Poll(models.Model):
    """A vote on an item of the agenda: a motion, an election among candidates, or grades for members. 表决

    The rule is that of the meeting's day, copied when the vote is prepared: shares as fractions of a base, the source
    in words. `audience` limits who votes to those whom these sources brought onto the roll (joined by "+"; empty:
    everybody entitled): each audience of one matter has its own box. `present` is how many entitled to vote in this
    poll were there when it closed; `base_entitled` how many there are. `result` repeats what was read from the ballots
    at the count, for comparison; it is never typed.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="polls")
    title = models.CharField(_("表决事项"), max_length=160)
    form = models.CharField(_("表决内容"), max_length=8, choices=PollForm)
    way = models.CharField(_("表决方式"), max_length=8, choices=PollWay)
    phones = models.BooleanField(_("可以用手机投票"), default=True)
    seats = models.PositiveSmallIntegerField(_("应选名额"), default=0)
    audience = models.CharField(_("参加测评的人"), max_length=60, blank=True)
    scale = models.CharField(_("等次"), max_length=8, choices=Scale, default=Scale.MEMBER)
    state = models.CharField(_("状态"), max_length=10, choices=PollState, default=PollState.PREPARED)
    quorum_num = models.PositiveSmallIntegerField(default=0)
    quorum_den = models.PositiveSmallIntegerField(default=0)
    quorum_strict = models.BooleanField(default=False)
    quorum_base = models.CharField(max_length=8, choices=Base, default=Base.ENTITLED)
    majority_num = models.PositiveSmallIntegerField(default=0)
    majority_den = models.PositiveSmallIntegerField(default=0)
    majority_strict = models.BooleanField(default=False)
    majority_base = models.CharField(max_length=8, choices=Base, default=Base.PRESENT)
    cap_num = models.PositiveSmallIntegerField(default=0)
    cap_den = models.PositiveSmallIntegerField(default=0)
    least_candidates = models.PositiveSmallIntegerField(_("候选人最少人数"), default=0)
    most_proxies = models.PositiveSmallIntegerField(_("一人可受托的票数"), default=0)
    written = models.BooleanField(_("会前书面意见计票"), default=False)
    write_ins = models.BooleanField(_("可以另选他人"), default=False)
    drops_excluded = models.BooleanField(_("回避的人不计入应到人数"), default=True)
    source = models.CharField(_("依据"), max_length=200)
    run_off_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="run_offs")
    base_entitled = models.PositiveIntegerField(_("应到人数"), null=True)
    present = models.PositiveIntegerField(_("实到人数"), null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(_("开始时间"), null=True)
    closed_at = models.DateTimeField(_("结束时间"), null=True)
    published_at = models.DateTimeField(_("公布时间"), null=True)
    void_why = models.CharField(_("作废理由"), max_length=300, blank=True)
    result = models.JSONField(_("计票结果"), null=True)

    class Meta:
        ordering = ["item_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(form="choice") | Q(seats__gt=0), name="an_election_has_seats"
            ),
            models.CheckConstraint(
                condition=Q(majority_num__lte=F("majority_den")) & Q(quorum_num__lte=F("quorum_den")),
                name="shares_of_a_poll_at_most_all",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "void"]) | Q(opened_at__isnull=False),
                name="an_open_poll_was_opened",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "open", "void"])
                | (Q(closed_at__isnull=False) & Q(present__isnull=False) & Q(base_entitled__isnull=False)),
                name="a_closed_poll_knows_its_bases",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["counted", "published"]) | Q(result__isnull=False),
                name="a_counted_poll_has_its_result",
            ),
            models.CheckConstraint(condition=~Q(state="void") | ~Q(void_why=""), name="a_void_poll_says_why"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_secret(self) -> bool:
        return self.way == PollWay.SECRET

    @property
    def is_open(self) -> bool:
        return self.state == PollState.OPEN

    def electorate(self) -> models.QuerySet[RollEntry]:
        """Who has a vote in it, whether or not they must keep out."""
        rows = RollEntry.objects.filter(meeting=self.item.meeting_id, entitled=True)
        return rows.filter(source__in=self.audience.split("+")) if self.audience else rows

    def beside(self, state: str) -> models.QuerySet["Poll"]:
        """The boxes of the other audiences of the same matter in a state: a teller's one code opens them all."""
        if not self.audience:
            return Poll.objects.none()
        return Poll.objects.filter(item=self.item_id, state=state).exclude(Q(audience="") | Q(pk=self.pk))


class PollOption(models.Model):
    """A candidate of an election, or a member whom grades are given to. 候选人"""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="options")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("姓名"), max_length=60)
    order = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        ordering = ["poll_id", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "person"], condition=Q(person__isnull=False), name="stands_once_in_a_poll"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_candidate_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class PollExclusion(models.Model):
    """Somebody on the roll who does not vote here because the matter is their own; shown with the reason. 表决回避"""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="exclusions")
    entry = models.ForeignKey(RollEntry, models.CASCADE, related_name="+")
    reason = models.CharField(_("回避事由"), max_length=200)
    declared = models.BooleanField(_("本人申报"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "entry"], name="excluded_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_exclusion_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.entry)


class PollProxy(models.Model):
    """A vote entrusted in writing to another on the roll; the list is published. 委托投票"""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="proxies")
    giver = models.ForeignKey(RollEntry, models.CASCADE, related_name="+")
    holder = models.ForeignKey(RollEntry, models.CASCADE, related_name="+")
    written_on = models.DateField(_("委托书日期"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "giver"], name="entrusts_once"),
            models.CheckConstraint(condition=~Q(giver=F("holder")), name="nobody_entrusts_to_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.holder}"


class PollTeller(models.Model):
    """One of the two who count. `public_key` locks ballots; the code that opens them only the teller has. 计票人

    `number` 1 takes off the first lock, 2 the second. `checked_at`: the teller typed the code back, so it was written
    down right. `unlocked_at`: the lock is off.
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="tellers")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("计票人"))
    public_key = models.BinaryField(max_length=32, default=b"")
    checked_at = models.DateTimeField(null=True)
    unlocked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["poll_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="one_teller_of_a_number"),
            models.UniqueConstraint(fields=["poll", "person"], name="tells_once"),
            models.CheckConstraint(condition=Q(number__in=[1, 2]), name="two_tellers"),
        ]

    def __str__(self) -> str:
        return self.person.name


class VoteTaken(models.Model):
    """That somebody on the roll took part, and by which way: once in a poll, whatever happens. 参加投票

    `receipt` is the code of a secret ballot from a phone. It stands in the ballot too; after the count it is
    published without what was marked, so it proves that the ballot was in the box and nothing else.
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="taken")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="votes_taken")
    by = models.CharField(_("投票途径"), max_length=8, choices=VoteBy)
    receipt = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "entry"], name="votes_once"),
            models.UniqueConstraint(
                fields=["poll", "receipt"], condition=~Q(receipt=""), name="one_receipt_of_a_code"
            ),
        ]

    def __str__(self) -> str:
        return str(self.entry)


class NamedVote(models.Model):
    """What somebody voted when the vote is by name. 记名票"""

    taken = models.OneToOneField(VoteTaken, models.CASCADE, related_name="named")
    marks = models.CharField(max_length=4000)

    def __str__(self) -> str:
        return str(self.taken)


class SealedBallot(models.Model):
    """A ballot under its locks. Before the first lock is off it stands beside its voter; after it, beside nobody.
    密封选票"""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="sealed")
    taken = models.OneToOneField(VoteTaken, models.CASCADE, null=True, related_name="sealed")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.pk)


class Ballot(models.Model):
    """What a secret ballot says; whose it was nobody knows. Rows stand in the order of their text. 选票"""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="ballots")
    marks = models.CharField(max_length=4000)

    class Meta:
        ordering = ["poll_id", "marks", "id"]

    def __str__(self) -> str:
        return self.marks


class BallotReceipt(models.Model):
    """The code of a ballot that was in the box, without what it said. 回执码"""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="receipts")
    code = models.CharField(max_length=20)

    class Meta:
        ordering = ["poll_id", "code"]
        constraints = [models.UniqueConstraint(fields=["poll", "code"], name="one_ballot_of_a_receipt")]

    def __str__(self) -> str:
        return self.code


class CountSheet(models.Model):
    """A count by hand: hands raised (by the clerk), or paper ballots (by each teller alone). 计票表

    `lines` gives the number of votes for each line of the ballot. `issued` stands in the roll, not here: so many
    came back, so many of them are void.
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="sheets")
    of = models.CharField(max_length=8, choices=SheetOf)
    returned = models.PositiveIntegerField(_("收回票数"), default=0)
    void = models.PositiveIntegerField(_("废票数"), default=0)
    lines = models.JSONField(default=dict)

    class Meta:
        ordering = ["poll_id", "of"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "of"], name="one_sheet_each"),
            models.CheckConstraint(condition=Q(void__lte=F("returned")), name="void_among_the_returned"),
        ]

    def __str__(self) -> str:
        return f"{self.poll} {self.of}"
