"""Which font stands for which of the standard's: the county's own when it is there, else a free one from a package."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import noto_cjk_sans_otc
import pylopdf_fonts_zh_cn
import typst
from django.conf import settings

PACKAGES = (Path(noto_cjk_sans_otc.__file__).parent, Path(pylopdf_fonts_zh_cn.__file__).parent)
SONG, HEI = "Noto Serif SC", "Noto Sans CJK SC"
# Role -> what the standard wants, families that are it, and what stands in for it.
WANTED = {
    "title": ("小标宋", ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "STZhongsong"), SONG),
    "fang": (
        "仿宋",
        ("FangSong_GB2312", "FangSong", "FZFangSong-Z02S", "FZFangSong-Z02", "STFangsong"),
        SONG,
    ),
    "kai": ("楷体", ("KaiTi_GB2312", "KaiTi", "FZKai-Z03S", "STKaiti", "LXGW WenKai", "AR PL UKai CN"), SONG),
    "hei": ("黑体", ("SimHei", "FZHei-B01S", "STHeiti"), HEI),
    "song": ("宋体", ("SimSun", "NSimSun", "FZShuSong-Z01S", "STSong"), SONG),
}


@dataclass(frozen=True)
class Chosen:
    """`wanted` is the standard's word for the font, `family` what is used for it."""

    wanted: str
    family: str
    is_substitute: bool


def folders() -> list[str]:
    """The county's own folder (data folder, fonts/) before the packages'."""
    own = Path(settings.DATA_DIR) / "fonts"
    return [str(one) for one in (own, *PACKAGES) if one.is_dir()]


def chosen() -> dict[str, Chosen]:
    return _chosen(tuple(folders()))


@lru_cache(maxsize=4)
def _chosen(places: tuple[str, ...]) -> dict[str, Chosen]:
    there = set(typst.Fonts(False, False, list(places)).families())
    found = {}
    for role, (wanted, families, substitute) in WANTED.items():
        own = next((one for one in families if one in there), "")
        found[role] = Chosen(wanted, own or substitute, not own)
    return found


def substitutes() -> list[Chosen]:
    """Fonts of the standard that are not there."""
    return [one for one in chosen().values() if one.is_substitute]
