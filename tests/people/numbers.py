"""Invented ID numbers with a right check character."""

from datetime import date

from stdnum.cn import ric


def id_number(born_on=date(1972, 3, 4), *, region="231121", order=1, male=False) -> str:
    head = f"{region}{born_on:%Y%m%d}{order * 2 + male:03d}"
    return head + ric.calc_check_digit(head + "0")
