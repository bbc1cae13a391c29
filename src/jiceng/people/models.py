"""People and their accounts. Which roll somebody stands on is told by `organisations`."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.crypt import EncryptedField
from jiceng.people.enums import Education, Sex
from jiceng.people.identity import masked_id_number, masked_phone


class Person(models.Model):
    """One human being, once, whatever roles they hold. 人员

    The ID number (GB 11643) and phone are encrypted; `id_fingerprint` (keyed hash) finds the person again and
    keeps them single.
    """

    name = models.CharField(_("姓名"), max_length=60)
    pinyin = models.CharField(max_length=120, db_index=True, editable=False)
    initials = models.CharField(max_length=20, db_index=True, editable=False)
    sex = models.PositiveSmallIntegerField(_("性别"), choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(_("出生日期"), null=True, blank=True)
    education = models.PositiveSmallIntegerField(_("学历"), choices=Education, null=True, blank=True)
    id_number = EncryptedField(_("公民身份号码"), blank=True, default="")
    id_fingerprint = models.CharField(max_length=64, blank=True, default="", editable=False)
    phone = EncryptedField(_("手机"), blank=True, default="")
    phone_fingerprint = models.CharField(max_length=64, blank=True, default="", db_index=True, editable=False)
    is_invented = models.BooleanField(_("演示虚构"), default=False)

    class Meta:
        ordering = ["pinyin", "id"]
        indexes = [models.Index(fields=["pinyin", "id"], name="person_by_pinyin")]
        constraints = [
            models.UniqueConstraint(
                fields=["id_fingerprint"],
                condition=~models.Q(id_fingerprint=""),
                name="one_person_one_id_number",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_id_number(self) -> str:
        """First six and last four characters: 231121********0017."""
        return masked_id_number(self.id_number)

    @property
    def masked_phone(self) -> str:
        """First three and last four digits: 138****0001."""
        return masked_phone(self.phone)


class AccountManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username=username)


class Account(AbstractBaseUser):
    """The key with which a person comes in; rights come from posts, never from the account. 账号"""

    username = models.CharField(_("账号"), max_length=60, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="account")
    is_active = models.BooleanField(_("启用"), default=True)
    must_change_password = models.BooleanField(default=False)
    language = models.CharField(_("语言"), max_length=10, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()
    USERNAME_FIELD = "username"

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.person.name if self.person_id else self.username


class AccountSession(AbstractBaseSession):
    """A place where an account is signed in: which device, since when, last seen. 会话

    `session_key` holds a keyed hash of the cookie, so a copy of the database opens no session.
    """

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=45, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return f"{self.account} {self.device}"

    @classmethod
    def get_session_store_class(cls):
        from jiceng.people.sessions import SessionStore  # noqa: PLC0415  # the store imports this model

        return SessionStore


class SecondFactor(models.Model):
    """The key of an authenticator (RFC 6238: SHA-1, 6 digits, 30 s), in force once `confirmed_at` is set. 二次验证

    `last_step` is the step of the last code taken: no code works twice. `failures` since the last success, with
    the moment of the last, throttle guessing.
    """

    account = models.OneToOneField(Account, models.CASCADE, related_name="second_factor")
    key = EncryptedField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=-1)
    failures = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.account)


class RecoveryCode(models.Model):
    """A code for the day the authenticator is lost; kept as a keyed hash, works once. 恢复码"""

    account = models.ForeignKey(Account, models.CASCADE, related_name="recovery_codes")
    fingerprint = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "fingerprint"], name="one_recovery_code_each")
        ]

    def __str__(self) -> str:
        return str(self.account)
