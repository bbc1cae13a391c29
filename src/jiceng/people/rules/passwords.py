"""Password rules of the house, beside Django's own (length, common words, likeness to the account)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

KINDS = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z\d]")


class TwoKinds:
    """At least two of: small letters, capital letters, digits, signs (a Chinese character counts as a sign)."""

    def validate(self, password: str, user=None) -> None:
        if sum(bool(re.search(kind, password)) for kind in KINDS) < 2:
            raise ValidationError(self.get_help_text(), code="password_one_kind")

    def get_help_text(self) -> str:
        return _("密码至少要有大写字母、小写字母、数字、符号中的两种。")
