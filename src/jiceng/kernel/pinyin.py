"""Pinyin for search and sorting: stored beside the name, so no database collation is needed."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.seg.mmseg import seg

# Places and double surnames that the general dictionary reads otherwise. `load_phrases_dict` would do the same
# and learn all of its own fifty thousand words once more at each start.
PLACES = {"嫩江": [["nèn"], ["jiāng"]], "尉迟": [["yù"], ["chí"]]}
PHRASES_DICT.update(PLACES)
seg.train(PLACES)
SURNAMES = {
    "曾": "zeng",
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "区": "ou",
    "查": "zha",
    "朴": "piao",
    "盖": "ge",
}


@lru_cache(maxsize=100_000)
def _syllables(text: str) -> tuple[str, ...]:
    """One syllable a Chinese character; other runs of text whole."""
    return tuple(lazy_pinyin(text))


def spelled(text: str) -> str:
    """Full pinyin without tones or spaces, lower case: 王秀英 -> wangxiuying."""
    return "".join(_syllables(text)).lower()


@lru_cache(maxsize=100_000)
def initials(text: str) -> str:
    """First letters: 王秀英 -> wxy. Other runs of text stay whole."""
    syllables = _syllables(text)
    if len(syllables) == len(text):
        return "".join(syllable[0] for syllable in syllables).lower()
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()


def spelled_name(name: str) -> str:
    """A person's name: the surname by the surnames' reading (曾 is zeng)."""
    return SURNAMES[name[0]] + spelled(name[1:]) if name[:1] in SURNAMES else spelled(name)


def initials_of_name(name: str) -> str:
    return SURNAMES[name[0]][0] + initials(name[1:]) if name[:1] in SURNAMES else initials(name)
