"""Personal data that must not be posted: found by pattern and check digit, shown with its place, masked."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from stdnum import luhn

DIGITS = r"(?<![0-9])"
END = r"(?![0-9])"
ID_NUMBER = re.compile(rf"{DIGITS}[1-9][0-9]{{5}}(?:18|19|20)[0-9]{{9}}[0-9Xx]{END}")
OLD_ID_NUMBER = re.compile(rf"{DIGITS}[1-9][0-9]{{14}}{END}")
PHONE = re.compile(rf"{DIGITS}1[3-9][0-9][ -]?[0-9]{{4}}[ -]?[0-9]{{4}}{END}")
LANDLINE = re.compile(rf"{DIGITS}0[0-9]{{2,3}}-?[0-9]{{7,8}}{END}")
BANK = re.compile(rf"{DIGITS}(?:[0-9]{{4}}[ -]?){{3,4}}[0-9]{{1,4}}{END}")
KINDS = (
    ("id_number", _("公民身份号码"), ID_NUMBER),
    ("id_number", _("公民身份号码"), OLD_ID_NUMBER),
    ("phone", _("手机号码"), PHONE),
    ("landline", _("电话号码"), LANDLINE),
    ("bank", _("银行卡号"), BANK),
)


@dataclass(frozen=True)
class Found:
    """A number that looks personal: what it is, where it stands (line from 1, place from 0), and how it is masked."""

    kind: str
    label: str
    text: str
    line: int
    start: int
    end: int
    masked: str


def masked(text: str) -> str:
    """The first three and the last four characters stay.

    >>> masked("13800000001")
    '138****0001'
    """
    return text[:3] + "*" * max(4, len(text) - 7) + text[-4:]


def personal_data(text: str) -> list[Found]:
    """ID numbers, phones and bank cards (Luhn) in the order in which they stand; nothing is reported twice.

    A public telephone of the committee is found too: a person decides what stays.
    """
    found: list[Found] = []
    for number, line in enumerate(text.split("\n"), 1):
        taken: list[tuple[int, int]] = []
        for kind, label, pattern in KINDS:
            for match in pattern.finditer(line):
                span = match.span()
                if any(span[0] < end and start < span[1] for start, end in taken):
                    continue
                if not _likely(kind, match.group()):
                    continue
                taken.append(span)
                found.append(Found(kind, str(label), match.group(), number, *span, masked(match.group())))
    return sorted(found, key=lambda one: (one.line, one.start))


def _likely(kind: str, text: str) -> bool:
    """A bank number passes Luhn; an ID number of 18 with a wrong check digit is reported all the same: a slip of the
    pen does not make it public. One of 15 digits must at least bear a day."""
    if kind == "bank":
        digits = re.sub(r"[^0-9]", "", text)
        return 16 <= len(digits) <= 19 and luhn.is_valid(digits)
    if kind == "id_number" and len(text) == 15:
        return 1 <= int(text[8:10]) <= 12 and 1 <= int(text[10:12]) <= 31
    return True


def mask(text: str) -> str:
    """The text with every such number masked."""
    lines = text.split("\n")
    for one in reversed(personal_data(text)):
        line = lines[one.line - 1]
        lines[one.line - 1] = line[: one.start] + one.masked + line[one.end :]
    return "\n".join(lines)
