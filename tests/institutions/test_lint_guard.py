"""The guard against formalism: what it refuses with its rule, and what it leaves alone."""

import pytest

from jiceng.institutions.reading.guard import offence
from tests.institutions.test_lint import GOOD, faults, line_of, only


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("meeting.discussion", "checkin.daily"),
        ("meeting.discussion", "photo.visit"),
        ("meeting.discussion", "ranking.points"),
        ("meeting.discussion", "ledger.members"),
        ("marks: [minutes]", "marks: [photo]"),
        ("marks: [minutes]", "marks: [gps]"),
        ("marks: [minutes]", 'marks: ["list:roster"]'),
        ("title: 每季度召开一次座谈会", "title: 每季度召开一次座谈会并上传照片"),
        ("title: 每季度召开一次座谈会", "title: 每季度填报党员名册"),
        ("      如实记录。", "      参加人员每天打卡。"),
        ("      如实记录。", "      会后须附照片和截图。"),
        ("    reminders: [14, 3]", "    weight: 3\n    reminders: [14, 3]\n    consequence: 按积分排名通报"),
    ],
)
def test_formalism_is_refused_with_the_rule_that_forbids_it(old, new):
    text = GOOD.replace(old, new, 1)
    found = [fault for fault in faults(text) if fault.code == "formalism"]
    assert found, faults(text)
    assert "整治形式主义" in found[0].message
    first = new.strip().splitlines()[-1].strip()
    assert found[0].line == line_of(text, first)
    assert not {"evidence", "mark"} & {fault.code for fault in faults(text) if fault.line == found[0].line}


def test_persons_bear_no_weight():
    text = GOOD.replace("post: [director]", "post: [director]\n      bearer: holder") + "    weight: 2\n"
    fault = only(text)
    assert fault.code == "formalism"
    assert fault.line == line_of(text, "weight: 2")


@pytest.mark.parametrize(
    "sentence",
    [
        "每天在小程序打卡签到",
        "按签到次数排名通报",
        "积分排名靠后的约谈",
        "走访须拍照留痕",
        "会议必须上传照片",
        "附现场截图作为凭据",
        "无照片的不予认可",
        "党员须下载安装学习APP",
        "每月报送居民名册",
        "每周上报工作台账",
        "登录次数纳入考核",
        "实行零报告制度",
        "干部定位签到",
        "要求居民关注公众号",
    ],
)
def test_sentences_of_formalism(sentence):
    assert offence(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "照片可选，不作要求",
        "照片可选",
        "可以附照片",
        "不得以打卡、签到代替服务",
        "不要求拍照，不要求居民签字",
        "取消积分排名",
        "严禁要求上传截图",
        "会议签到由记录人负责",
        "候选人按姓氏笔画排序",
        "党员名册由党支部保管",
        "统计结果当场公布",
        "登记居民反映的问题",
        "居民名册有变动的及时更新",
        "组织拍摄社区宣传照片展览",
        "不对个人排名",
        "签到打卡一律取消",
        "公布选民名单",
        "制作票箱并编号登记",
    ],
)
def test_sentences_of_honest_work(sentence):
    assert offence(sentence) is None
