"""Citizens' ID numbers (GB 11643) and phones: checked, brought into one form, masked. No database."""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from stdnum.cn import ric

from jiceng.kernel.sentences import sentence as _
from jiceng.people.enums import Sex

# GB/T 2260, first two digits. Deeper codes are not checked: a number keeps the county of birth for life, also
# when that county was renamed or dissolved (231121 until 2019, 231183 since).
PROVINCES = frozenset(
    {
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        81,
        82,
        83,
    }
)
LANDLINE = re.compile(r"0\d{2,3}-?[2-9]\d{6,7}")
MOBILE = re.compile(r"1[3-9]\d{9}")
FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ－", "0123456789XX-")


@dataclass(frozen=True)
class IdNumber:
    """An 18-character number that passed every check, with what it tells."""

    number: str
    born_on: date
    sex: Sex


def read_id_number(text: str) -> IdNumber:
    """Check an ID number (GB 11643) of 18 characters, or of 15 digits as issued until 1999, which is brought to 18.

    ValidationError with a sentence when length, characters, province, birth date or check character are wrong.
    """
    number = re.sub(r"[\s-]", "", text.translate(FULL_WIDTH)).upper()
    if re.fullmatch(r"\d{15}", number):
        number = f"{number[:6]}19{number[6:]}"
        number += ric.calc_check_digit(number + "0")
    if not re.fullmatch(r"\d{17}[\dX]", number):
        raise ValidationError(_("身份证号应为18位（或旧的15位），最后一位可以是X。"), code="form")
    if int(number[:2]) not in PROVINCES:
        raise ValidationError(_("身份证号前两位不是省级地区代码，请核对。"), code="region")
    born_on = _birth_date(number)
    expected = ric.calc_check_digit(number)
    if number[-1] != expected:
        raise ValidationError(_("身份证号校验位不对，可能有一位写错了，请核对。"), code="check")
    return IdNumber(number, born_on, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def _birth_date(number: str) -> date:
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise ValidationError(_("身份证号中的出生日期不存在，请核对。"), code="birth") from None
    if not date(1880, 1, 1) <= born_on <= date.today():  # noqa: DTZ011  # a birth date has no time zone
        raise ValidationError(_("身份证号中的出生日期不在合理范围内，请核对。"), code="birth")
    return born_on


def read_phone(text: str) -> str:
    """A mobile number (11 digits) or a landline with area code, brought into one form. ValidationError otherwise."""
    number = re.sub(r"[\s()（）]", "", text.translate(FULL_WIDTH)).removeprefix("+86").removeprefix("+")
    plain = number.replace("-", "")
    if MOBILE.fullmatch(plain):
        return plain
    if plain.startswith("861") and MOBILE.fullmatch(plain[2:]):
        return plain[2:]
    if LANDLINE.fullmatch(number):
        return number
    raise ValidationError(_("电话应为11位手机号，或带区号的座机，如0456-7521234。"), code="phone")


def masked_id_number(number: str) -> str:
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}" if len(number) > 10 else "*" * len(number)


def masked_phone(number: str) -> str:
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 11 else "*" * len(number)
