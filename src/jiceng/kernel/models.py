"""What every app stands on: the record of writes, keys against doubling, work in the background."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.words import kind_text, moment_text, verb_text


class Entry(models.Model):
    """One write: who, when, what, before, after, why; chained to the one before it.

    `body` is canonical JSON and the thing that is hashed; the columns repeat it for searching and are
    checked against it. Actor and target are named by kind and id (and by their name as it was), never by a
    foreign key: the record outlives what it speaks of. The database refuses UPDATE and DELETE.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=120)
    verb = models.CharField(max_length=60)
    target_kind = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    target_name = models.CharField(max_length=200)
    body = models.TextField()
    algorithm = models.CharField(max_length=10)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-sequence"]
        indexes = [
            models.Index(fields=["target_kind", "target_id", "-sequence"], name="entry_of_target"),
            models.Index(fields=["by_id", "-sequence"], name="entry_of_actor"),
            models.Index(fields=["verb", "-sequence"], name="entry_of_verb"),
            models.Index(fields=["at"], name="entry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.target_name}"

    @property
    def at_text(self) -> str:
        return moment_text(self.at)

    @property
    def verb_text(self) -> str:
        return verb_text(self.verb)

    @property
    def kind_text(self) -> str:
        return kind_text(self.target_kind)


class ChainHead(models.Model):
    """The last link; locked by each write so that the chain has no fork."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_chain_head")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash[:12]}"


class Submission(models.Model):
    """A form that counts, sent once: the key is made with the form and can be used up only once."""

    key = models.UUIDField(unique=True)
    account_id = models.BigIntegerField(null=True)
    view = models.CharField(max_length=100)
    answer = models.CharField(_("去向"), max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.view} {self.key}"


class SavedView(models.Model):
    """A list as somebody likes to see it: its address with filters, order and columns, under a name of their own.
    已存视图"""

    account_id = models.BigIntegerField()
    path = models.CharField(max_length=200)
    name = models.CharField(_("名称"), max_length=30)
    query = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["account_id", "path", "name"], name="one_saved_view_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"{self.path}?{self.query}"


class Job(models.Model):
    """Long work: how far it is, what it found so far, and whether somebody asked it to stop."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等待")
        RUNNING = "running", _("进行中")
        DONE = "done", _("完成")
        STOPPED = "stopped", _("已停止")
        FAILED = "failed", _("失败")

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    account_id = models.BigIntegerField(null=True, db_index=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    message = models.CharField(max_length=500, blank=True)
    stop_asked = models.BooleanField(default=False)
    result = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display()})"

    @property
    def ended(self) -> bool:
        return self.state in {self.State.DONE, self.State.STOPPED, self.State.FAILED}

    @property
    def percent(self) -> int | None:
        """Whole per cent done, or None while the total is not known."""
        return None if not self.total else min(100, self.done * 100 // self.total)


class Night(models.Model):
    """A day whose work of the night was queued. 夜间任务"""

    day = models.DateField(unique=True)
    rung_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.day.isoformat()
