"""Damaged text mended: what is surely wrong, nothing else, and twice is once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiceng.documents.repair import REPAIRS, repair
from tests.documents.place import TEXT

DAMAGED = [
    ("嫩江（nèn jiāng）市设十七个社区（shè qū）。", "嫩江市设十七个社区。"),
    ("尉迟(yuchi)同志任书记(shū jì)。", "尉迟同志任书记。"),
    ("绿(lǜ)化和旅(lv)游。", "绿化和旅游。"),
    ("推進基層治理，加强社区建设，把力量放到社区。", "推进基层治理，加强社区建设，把力量放到社区。"),
    ("各单位要认真落实,抓好１７个社区.", "各单位要认真落实，抓好17个社区。"),
    ("按照嫩发[2026]07号文件(以下简称文件)办理", "按照嫩发〔2026〕7号文件（以下简称文件）办理"),
    ('坚持&ldquo;两委&rdquo;联动&nbsp;,落实"三长"制。', "坚持“两委”联动，落实“三长”制。"),
    (
        "各社区要在年底前完成办公用房的清理登记，\n并报县委组织部。",
        "各社区要在年底前完成办公用房的清理登记，并报县委组织部。",
    ),
    (
        "县委决定把五十一个居民委员会调整为十七个社区居民委员会和\n十七个党支部。各单位要落实",
        "县委决定把五十一个居民委员会调整为十七个社区居民委员会和十七个党支部。各单位要落实。",
    ),
    ("要认真落实。。加强，，领导\u200b。", "要认真落实。加强，领导。"),
    ("意见如下:\n一、总体要求", "意见如下：\n一、总体要求"),
    ("抓好文化、体育...", "抓好文化、体育……"),
]
SOUND = [
    TEXT,
    "经费1,200.5元，3:1的比例",
    "加入世界贸易组织（WTO）以来，党员（CPC member）",
    "社区（街道）要做好工作。",
    "1.联系领导每年不少于四次。",
    "|社区|户数|\n|邮政,东|2,000|",
    "中共嫩江县委员会\n2026年11月3日",
    "附件：名单",
    "社區黨組織要開展工作，調整區劃，這是繁體文章。",
    "乾坤已定，王乾同志瞭望。",
    "网址为https://example.org/a?b=1",
    "会议时间为14:30。",
]


@pytest.mark.parametrize(("before", "after"), DAMAGED)
def test_what_is_damaged_is_mended(before, after):
    found = repair(before)
    assert found.text == after
    assert found.fixes
    assert sum(count for _label, count in found.counts) == len(found.fixes)


@pytest.mark.parametrize("text", SOUND)
def test_what_is_sound_stays(text):
    assert repair(text).text == text
    assert not repair(text).fixes


PIECES = st.sampled_from(
    [
        *'社區区建设（）(),.;:"“”\n 。，|１7A一、&',
        "社区(shè qū)",
        "&nbsp;",
        "[2026]7号",
        "联系领导每年到社区不少于四次",
        "...",
        "\u200b",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=25).map("".join))
def test_twice_is_once(text):
    once = repair(text)
    again = repair(once.text)
    assert again.text == once.text
    assert not again.fixes


SENTENCES = st.lists(
    st.sampled_from(
        ["各单位要认真落实", "把力量放到社区", "县委组织部负责", "办好17件实事", "党员到社区报到"]
    ),
    min_size=1,
    max_size=5,
).map(lambda parts: "，".join(parts) + "。")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SENTENCES, min_size=1, max_size=5).map("\n".join))
def test_clean_text_is_untouched(text):
    assert repair(text).text == text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SENTENCES, min_size=1, max_size=4), st.sampled_from([",", "，"]))
def test_half_width_marks_come_back(sentences, mark):
    text = "\n".join(sentences)
    assert repair(text.replace("，", mark)).text == text


def test_each_kind_says_what_it_is():
    assert len({one.key for one in REPAIRS}) == len(REPAIRS)
    (fix,) = repair("社区（shè qū）建设").fixes
    assert (fix.key, fix.before, fix.after, fix.around) == ("readings", "（shè qū）", "", ("社区", "建设"))
