"""Invented people. Names are drawn from common characters, numbers from a reserved range; nobody is meant."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔"
    "贺赖龚文"
)
GIVEN_MALE = tuple(
    (
        "建国 志强 永刚 海波 春生 金龙 玉柱 长福 宝山 文斌 立新 德胜 庆林 东升 少华 学礼 守义 广田 树森 "
        "克俭 景和 振邦 明远 卫东 国栋 晓峰 伟民 志勇 福江 传海 继业 忠诚 兆祥 洪涛 占武 殿臣 喜贵 万春"
    ).split()
)
GIVEN_FEMALE = tuple(
    (
        "秀英 桂兰 淑珍 玉梅 丽华 艳红 春梅 雪莲 亚萍 晓燕 凤琴 慧敏 静怡 金花 月娥 素芬 雅茹 海霞 佩玲 "
        "翠云 冬梅 美玲 文静 彩霞 桂芝 淑琴 玉兰 红梅 立杰 凤霞 亚娟 春华 敏杰 丽娜"
    ).split()
)
# One block of serial numbers, so that a demonstration never shows a neighbour's phone.
PHONE_PREFIX = "199000"
REGION = "231121"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Invented:
    """One invented person: name, sex (1 male, 2 female), ID number and phone."""

    name: str
    sex: int
    born_on: date
    id_number: str
    phone: str


def check_digit(digits: str) -> str:
    """Check character of an ID number from its first 17 digits (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


class Inventor:
    """Makes people one after another; the same seed makes the same people."""

    def __init__(self, seed: int, serial: int = 0):
        self._random = random.Random(seed)  # noqa: S311  # demonstration data, not secrets
        self._serial = serial

    def person(
        self, *, youngest: int = 22, oldest: int = 82, on: date = date(2026, 1, 1), sex: int | None = None
    ):
        """Somebody between two ages (years) on a day."""
        draw = self._random
        self._serial += 1
        sex = sex or draw.choice((1, 1, 2))
        days = draw.randint(youngest * 365 + 6, oldest * 365)
        born_on = on - timedelta(days=days)
        order = self._serial % 500 * 2 + (1 if sex == 1 else 0)
        digits = f"{REGION}{born_on:%Y%m%d}{order:03d}"
        phone = f"{PHONE_PREFIX}{self._serial:05d}"
        return Invented(self._name(sex), sex, born_on, digits + check_digit(digits), phone)

    def _name(self, sex: int) -> str:
        pool = GIVEN_MALE if sex == 1 else GIVEN_FEMALE
        given = self._random.choice(pool)
        draw = self._random.random()
        if draw > 0.85:
            given = given[1]
        elif draw > 0.5:
            given = given[0] + self._random.choice(pool)[1]
        return self._random.choice(SURNAMES) + given

    def day_between(self, first: date, last: date) -> date:
        return first + timedelta(days=self._random.randint(0, max(0, (last - first).days)))

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def choice(self, options):
        return self._random.choice(options)
