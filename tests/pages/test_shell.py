"""The frame around every page: where one is, where one can go, which day it is, in which language."""

from contextlib import suppress
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from jiceng.kernel import frontpage, navigation, pages, search
from jiceng.kernel.access import holds
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Organisation
from tests.factories import make_account, make_account_with_post, make_county

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return make_account_with_post(make_county()["department"], PostKind.OFFICER)


def text_of(response) -> str:
    return response.content.decode()


def test_gallery_shows_every_component(client):
    text = text_of(client.get(reverse("gallery")))
    for part in (
        "page-header",
        "figures",
        "light late",
        "badge",
        "empty",
        "notice",
        "timeline",
        "facts",
        "plot",
    ):
        assert part in text
    assert "style=" not in text
    assert "&lt;a" not in text, "what is in a block is HTML already"


def test_residents_see_the_public_page_without_account(client):
    make_county()
    text = text_of(client.get("/"))
    assert "谁负责我住的地方" in text
    assert "铁西社区" in text
    assert "提一件事、查进展" in text


def test_the_header_says_unit_and_line(enter, clerk):
    text = text_of(enter(clerk).get("/"))
    unit = reverse("organisation", args=[Organisation.objects.get(name="县委组织部").pk])
    assert f'href="{unit}">县委组织部</a>' in text
    assert "党组织线" in text


def test_an_account_without_post_gets_a_calm_page(enter):
    text = text_of(enter(make_account()).get("/"))
    assert "今天没有需要您处理的事" in text


def test_only_areas_that_may_be_used_are_shown(enter, clerk, monkeypatch):
    own = dict(navigation._entries)
    monkeypatch.setattr(navigation, "_entries", own)
    navigation.register(navigation.Entry("可用区", "gallery", rule=holds("structure.see_nothing"), order=99))
    assert "可用区" not in text_of(enter(clerk).get("/"))
    navigation.register(navigation.Entry("可用区", "gallery", order=99))
    assert "可用区" in text_of(enter(clerk).get("/"))


def test_the_open_area_is_marked_once(enter, clerk):
    text = text_of(enter(clerk).get("/"))
    assert text.count('aria-current="page"') == 1


def test_a_past_day_is_visible_kept_and_closed(enter, clerk):
    text = text_of(enter(clerk).get(reverse("gallery"), {"as_of": "2026-03-01"}))
    assert "不随所选的 2026年3月1日 变化" in text, "the gallery is the same on every day and says so"
    followed = text_of(enter(clerk).get("/", {"as_of": "2026-03-01"}))
    assert "您正在查看 <strong>2026年3月1日</strong> 的情况" in followed
    assert 'href="/?as_of=2026-03-01"' in text
    assert 'data-guard="' not in text, "no form on a past day"
    assert 'aria-disabled="true" title="过去的日子只能查看' in text


def test_a_malformed_day_is_today(enter, clerk):
    assert "您正在查看" not in text_of(enter(clerk).get("/", {"as_of": "2026-13-45"}))


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("/a/", "/a/?as_of=2026-03-01"),
        ("/a/?q=1", "/a/?q=1&as_of=2026-03-01"),
        ("/a/?as_of=2020-01-01", "/a/?as_of=2020-01-01"),
        ("https://example.org/", "https://example.org/"),
        ("#part", "#part"),
    ],
)
def test_links_keep_the_day(rf, url, kept):
    assert pages.dated(rf.get("/", {"as_of": "2026-03-01"}), url) == kept
    assert pages.dated(rf.get("/"), url) == url


@pytest.mark.parametrize(
    ("language", "word"), [("zh-hans", "今天没有需要您处理的事"), ("en", "Nothing needs you today")]
)
def test_the_language_can_be_chosen(enter, language, word):
    client = enter(make_account())
    answer = client.post(reverse("set_language"), {"language": language, "next": "/"})
    assert answer.headers["Location"] == "/"
    assert word in text_of(client.get("/"))


def test_the_theme_is_kept_in_a_cookie_and_never_leads_away(client):
    answer = client.post(reverse("set_theme"), {"theme": "dark", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
    assert 'data-theme="dark"' in text_of(client.get("/"))
    client.post(reverse("set_theme"), {"theme": "<script>"})
    assert 'data-theme="dark"' in text_of(client.get("/"))


def test_the_demonstration_is_named_on_every_page(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert "所有人员均为虚构" not in text_of(client.get("/"))
    with suppress(KeyboardInterrupt), pages.marked_demonstration():
        raise KeyboardInterrupt
    assert "所有人员均为虚构" not in text_of(client.get("/"))
    with pages.marked_demonstration():
        assert "所有人员均为虚构" in text_of(client.get("/"))
    assert "所有人员均为虚构" in text_of(client.get("/"))
    assert "所有人员均为虚构" in text_of(client.get(reverse("gallery")))


# The search


@pytest.mark.parametrize("asked", ["今日", "jinri", "jr", "jin"])
def test_pages_are_found_by_characters_pinyin_and_initials(enter, clerk, asked):
    text = text_of(enter(clerk).get(reverse("search"), {"q": asked}))
    assert 'class="hit"' in text
    assert "今日" in text


def test_the_palette_gets_the_list_alone(enter, clerk):
    answer = enter(clerk).get(reverse("search"), {"q": "今日"}, headers={"HX-Request": "true"})
    assert 'role="option"' in text_of(answer)
    assert "<html" not in text_of(answer)


def test_a_search_asks_each_source_as_the_account(enter, clerk, monkeypatch):
    asked = []

    def find(*, seen_by, text, as_of, limit):
        asked.append((seen_by, text, as_of))
        return [search.Hit("铁西社区", "/there/", "社区")]

    monkeypatch.setattr(search, "_sources", {"x": search.Source("x", "单位", find)})
    text = text_of(enter(clerk).get(reverse("search"), {"q": " 铁西 ", "as_of": "2026-03-01"}))
    assert asked == [(clerk, "铁西", date(2026, 3, 1))]
    assert 'href="/there/?as_of=2026-03-01"' in text


def test_nothing_found_says_so(enter, clerk):
    assert "没有找到“zzzz”" in text_of(enter(clerk).get(reverse("search"), {"q": "zzzz"}))


# The front page


def test_at_most_seven_cards_late_ones_first(monkeypatch, clerk):
    made = [
        frontpage.Source(
            order, lambda *, seen_by, as_of, n=order: frontpage.Card(f"{n}", tone="late" if n > 8 else "")
        )
        for order in range(10)
    ]
    monkeypatch.setattr(frontpage, "_cards", made)
    titles = [card.title for card in frontpage.cards(seen_by=clerk, as_of=pages.today())]
    assert titles == ["9", "0", "1", "2", "3", "4", "5"]


def test_a_card_opens_what_it_speaks_of(enter, clerk, monkeypatch):
    card = frontpage.Card(
        "逾期事项",
        [frontpage.Row("铁西社区缺书记", "/unit/", "late", "缺书记")],
        1,
        action=("去处理", "/do/"),
    )
    monkeypatch.setattr(frontpage, "_cards", [frontpage.Source(1, lambda **asked: card)])
    text = text_of(enter(clerk).get("/"))
    for part in ("逾期事项", 'href="/unit/"', "缺书记", 'href="/do/"'):
        assert part in text


# When something is wrong


def test_an_unknown_address_says_so_in_our_words(client):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "没有这一页" in text_of(answer)


def test_a_refusal_gives_the_rules_sentence(client, rf):
    from jiceng.portal.views import refused

    request = rf.get("/")
    request.user = make_account()
    assert "只有街道可以提出" in text_of(refused(request, "只有街道可以提出"))
    assert "holds:" not in text_of(refused(request, "holds:members.see"))


@pytest.mark.parametrize("code", ["400", "500", "403_csrf"])
def test_error_pages_stand_without_any_context(code):
    from django.template.loader import get_template

    assert "回到首页" in get_template(f"{code}.html").render()


def test_the_frame_costs_the_same_queries_everywhere(enter, clerk, django_assert_num_queries):
    client = enter(clerk)
    client.get(reverse("gallery"))
    with django_assert_num_queries(6):  # session, account, own session, posts, places, membership
        client.get(reverse("gallery"))


def test_who_is_logged_in_keeps_the_navigation_where_a_page_refuses(enter):
    community = make_county()["first"]
    inside = enter(make_account_with_post(community, PostKind.SECRETARY))
    for address, code in (("/nowhere/", 404), (reverse("rezoning_begin"), 403)):
        answer = inside.get(address)
        assert answer.status_code == code
        assert 'class="shell"' in answer.content.decode(), address
    outside = Client().get("/nowhere/")
    assert outside.status_code == 404
    assert 'class="shell"' not in outside.content.decode()
