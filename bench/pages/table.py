"""The pages that are measured: label, URL name, which ids it takes, query string."""

PAGES: list[tuple[str, str, tuple[str, ...], str]] = [
    ("今日", "today", (), ""),
    ("组织树", "organisations", (), ""),
    ("组织名单", "organisation_list", (), ""),
    ("县页", "organisation", ("county",), ""),
    ("社区页", "organisation", ("community",), ""),
    ("党支部页", "organisation", ("branch",), ""),
    ("党员名册", "members", (), ""),
    ("党员名册（找姓名）", "members", (), "?q=wangjianguo"),
    ("党员名册（找汉字）", "members", (), "?q=王建"),
    ("缺什么、错什么", "checks", (), ""),
    ("沿革", "lineage", (), ""),
    ("搜索", "search", (), "?q=wangjian"),
    ("搜索（汉字）", "search", (), "?q=王建"),
    ("区划项目", "rezoning_projects", (), ""),
]
