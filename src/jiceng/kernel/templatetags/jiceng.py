"""Template tags of the house that draw one mark or one address; loaded everywhere."""

from urllib.parse import urlencode

import heroicons
from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

from jiceng.kernel import access, jobs, navigation, pages
from jiceng.kernel.components import written

register = template.Library()

# Shape beside colour: a filled disc with a tick, a triangle, a lozenge, a half disc, an empty ring.
SHAPES = {
    "done": '<circle cx="8" cy="8" r="7"/><path class="mark" d="m4.8 8.2 2.2 2.2 4.2-4.6"/>',
    "soon": '<path d="M8 1.5 15.2 14H.8z"/><path class="mark" d="M8 6v3.6M8 11.4v.6"/>',
    "late": '<path d="M8 .8 15.2 8 8 15.2.8 8z"/><path class="mark" d="M8 4.6v4M8 10.4v.8"/>',
    "info": '<circle class="ring" cx="8" cy="8" r="6"/><path d="M8 2a6 6 0 0 1 0 12z"/>',
    "none": '<circle class="ring" cx="8" cy="8" r="6"/>',
}
WORDS = {
    "done": gettext_lazy("正常"),
    "soon": gettext_lazy("将到期"),
    "late": gettext_lazy("逾期"),
    "info": gettext_lazy("进行中"),
    "none": gettext_lazy("未开始"),
}


def light_mark(state: str, word: str = "") -> SafeString:
    """A light as HTML: shape, word and colour together. KeyError for a state that does not exist."""
    shape = mark_safe(SHAPES[state])  # noqa: S308  # from the table above
    return format_html(
        '<span class="light {}"><svg viewBox="0 0 16 16" aria-hidden="true">{}</svg>{}</span>',
        state,
        shape,
        word or WORDS[state],
    )


def badge_mark(text: object, tone: str = "quiet") -> SafeString:
    return format_html('<span class="badge {}">{}</span>', tone, text)


@register.simple_tag(takes_context=True)
def if_opens(context, address: str) -> str:
    """The address, or nothing where its page would refuse whoever reads this one."""
    request = context.get("request")
    if not address or request is None:
        return address
    return address if access.opens(request.user, address) else ""


@register.simple_tag(takes_context=True)
def query(context, **changes) -> str:
    """The present query string with some parameters changed (None removes one), beginning with "?"."""
    params = context["request"].GET.copy()
    for name, value in changes.items():
        params.pop(name, None)
        if value not in (None, ""):
            params[name] = value
    return "?" + params.urlencode()


@register.simple_tag(takes_context=True)
def day_url(context, name: str, *args, **asked) -> str:
    """The address of a page with what is asked of it (`kind="community"`), keeping the day that is shown."""
    return keep_day(context, reverse(name, args=args or None), **asked)


@register.simple_tag(takes_context=True)
def keep_day(context, url: str, **asked) -> str:
    """An address at hand with what is asked of it, keeping the day that is shown."""
    request = context.get("request")
    url = "?".join(filter(None, (url, urlencode(asked, safe=":"))))
    return pages.dated(request, url) if request else url


@register.simple_tag(takes_context=True)
def day_field(context) -> SafeString | str:
    """In a form that only asks: the day that is shown goes along, unless it is today."""
    request = context.get("request")
    day = pages.asked_day(request) if request else pages.today()
    if day == pages.today():
        return ""
    return format_html('<input type="hidden" name="as_of" value="{}">', day.isoformat())


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """An outline icon of heroicons; it never carries meaning alone."""
    drawn = heroicons._render_icon("outline", str(name), size, {"class": "icon", "aria-hidden": "true"})
    return mark_safe(drawn)  # noqa: S308  # the icon package's own SVG


@register.simple_tag
def by_keyboard() -> SafeString:
    """Attributes of the box that a wide table rolls in: reached by the tab key, rolled by the arrows."""
    return format_html(' tabindex="0" role="group" aria-label="{}"', gettext("表格"))


@register.simple_tag
def light(state: str, word: str = "") -> SafeString:
    return light_mark(str(state), word)


@register.simple_tag
def badge(text: object, tone: str = "quiet") -> SafeString:
    return badge_mark(text, tone)


@register.filter
def figure_text(value: object) -> str:
    """A number for reading: 34,000; None is a dash."""
    return written(value)


@register.filter
def unlocalised(value: float) -> str:
    """A coordinate for SVG: a point, whatever the language."""
    return f"{value:g}"


@register.filter
def unlocalised_key(key: object) -> str:
    """A key as plain text, whatever the language."""
    return str(key)


@register.filter
def job_counts(job) -> str:
    """How far a job is, in words: 1,200 / 5,000（24%），约剩 12 秒."""
    return jobs.counts(job)


@register.simple_tag(takes_context=True)
def other_parameters(context, *names: str) -> list[tuple[str, str]]:
    """The present query without `names`, for the hidden fields of a GET form."""
    gone = {*names, "after", "before"}
    return [(k, v) for k, values in context["request"].GET.lists() if k not in gone for v in values]


@register.simple_tag(takes_context=True)
def navigation_links(context) -> list[navigation.Link]:
    request = context["request"]
    return navigation.links(request.user, request.path)


@register.simple_tag(takes_context=True)
def account_menu(context) -> list[navigation.Link]:
    request = context["request"]
    return navigation.account_links(request.user, request.path)


@register.simple_tag(takes_context=True)
def seat(context) -> navigation.Seat | None:
    request = context["request"]
    return navigation.seat(request.user, pages.today())


@register.simple_tag
def past_day_sentence() -> str:
    return gettext("过去的日子只能查看，不能修改。")
