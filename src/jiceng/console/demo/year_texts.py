"""What was talked about in the demonstration's meetings. Invented, like everybody who talked."""

PARTY, BUSINESS = "party", "business"
ITEMS = {
    "members": [
        ("讨论支部年度工作计划", PARTY),
        ("通报支部委员会工作", PARTY),
        ("讨论楼道清理和冬季取暖", BUSINESS),
        ("讨论党员联系户安排", PARTY),
    ],
    "committee": [
        ("研究本月组织生活安排", PARTY),
        ("研究走访困难党员", PARTY),
        ("研究社区服务大厅值班", BUSINESS),
        ("研究提交党员大会的议题", PARTY),
    ],
    "party_lesson": [
        ("学习居民委员会组织法", PARTY),
        ("交流联系群众的做法", PARTY),
        ("讲解社区工作方法", BUSINESS),
    ],
    "theme_day": [("集中学习", PARTY), ("志愿服务：清扫积雪", BUSINESS), ("过政治生日", PARTY)],
    "congress": [
        ("审议居民委员会工作报告", BUSINESS),
        ("审议经费收支情况", BUSINESS),
        ("讨论公共区域停车办法", BUSINESS),
        ("听取党组织研究意见的说明", PARTY),
    ],
    "coordination": [
        ("认领共建项目", BUSINESS),
        ("通报驻区单位资源和需求", BUSINESS),
        ("商量节日共建活动", PARTY),
    ],
    "": [
        ("通报近期工作", BUSINESS),
        ("研究社区用房问题", BUSINESS),
        ("研究社区干部队伍建设", PARTY),
        ("研究居民反映的问题", BUSINESS),
    ],
}
NOTES = (
    "与会人员逐一发表意见，意见基本一致。",
    "有同志提出先摸清情况再定，会议采纳。",
    "会上介绍了情况，大家补充了三点建议。",
    "讨论较充分，一致同意按计划推进。",
)
RESULTS = (
    "已落实，并在公示栏公布。",
    "已办结，居民表示满意。",
    "已完成，剩余事项列入下月安排。",
)
