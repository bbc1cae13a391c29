"""Template tags that draw a component; loaded everywhere. Each is a template of `kernel/components/`."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jiceng.kernel import charts
from jiceng.kernel.components import Change, Crumb, Event, Fact, Figure, Strip, Tab

register = template.Library()
MANY_FIELDS = 5
KEPT = ("request", "csrf_token", "is_past", "as_of_text", "as_of_iso", "user")


def drawn(context, name: str, **values) -> SafeString:
    """Render a component with its own values and the few that every page has; nothing else leaks in."""
    component = context.template.engine.get_template(name)
    kept = {key: context.get(key) for key in KEPT}
    return component.render(context.new({**kept, **values}))


def trimmed(content: SafeString) -> SafeString:
    """A block's content without the white space around it, so that an empty one is empty."""
    return mark_safe(content.strip())  # noqa: S308  # the block was rendered with escaping


@register.simple_block_tag(takes_context=True)
def page_header(
    context,
    content,
    *,
    title: str,
    lead: str = "",
    crumbs: list[Crumb] | tuple = (),
    figures: list[Figure] | tuple = (),
    tabs: list[Tab] | tuple = (),
    light: tuple[str, str] | None = None,
):
    """Where am I, how does it stand, what can I do next (the actions are the content)."""
    return drawn(
        context,
        "kernel/components/page_header.html",
        title=title,
        lead=lead,
        crumbs=crumbs,
        figures=figures,
        tabs=tabs,
        light_state=light,
        actions=trimmed(content),
    )


@register.simple_block_tag(takes_context=True)
def card(context, content, *, title: str = "", url: str = "", more: str = "", tone: str = "", count=None):
    return drawn(
        context,
        "kernel/components/card.html",
        title=title,
        url=url,
        more=more or _("查看全部"),
        tone=tone,
        count=count,
        content=content,
    )


@register.simple_block_tag(takes_context=True)
def nothing(context, content, *, title: str, text: str = "", icon: str = "inbox"):
    """Nothing here: say so kindly and say what to do."""
    return drawn(
        context,
        "kernel/components/nothing.html",
        title=title,
        text=text,
        icon_name=icon,
        actions=trimmed(content),
    )


@register.simple_block_tag(takes_context=True)
def notice(context, content, *, tone: str = "info", title: str = ""):
    return drawn(context, "kernel/components/notice.html", tone=tone, title=title, content=content)


@register.simple_block_tag(takes_context=True)
def menu(context, content, *, label: str, icon: str = "", align: str = "end"):
    """A drop-down that opens without script (details)."""
    return drawn(
        context, "kernel/components/menu.html", label=label, icon_name=icon, align=align, content=content
    )


@register.simple_block_tag(takes_context=True)
def confirm(
    context,
    content,
    *,
    id: str,  # noqa: A002  # it is the id attribute
    label: str,
    title: str,
    url: str,
    submit: str = "",
    tone: str = "",
    form=None,
    icon: str = "",
):
    """A button that asks before it posts. `form` may bear fields (a reason) and the submission key."""
    return drawn(
        context,
        "kernel/components/confirm.html",
        id=id,
        label=label,
        title=title,
        url=url,
        submit=submit or label,
        tone=tone,
        form=form,
        icon_name=icon,
        content=content,
    )


@register.simple_tag(takes_context=True)
def action(context, url: str, *, label: str, icon: str = "", main: bool = False, any_day: bool = False):
    """A link that looks like what it is: something one does. The main one is closed on a past day."""
    return drawn(
        context,
        "kernel/components/action.html",
        url=url,
        label=label,
        icon_name=icon,
        main=main,
        closed=main and not any_day,
    )


@register.simple_tag(takes_context=True)
def post_button(context, url: str, *, label: str, form=None, icon: str = "", main: bool = False):
    """A form of one button, for what can be undone and needs no question."""
    return drawn(
        context,
        "kernel/components/post_button.html",
        url=url,
        label=label,
        form=form,
        icon_name=icon,
        main=main,
    )


@register.simple_tag(takes_context=True)
def form(
    context,
    form,
    *,
    submit: str = "",
    cancel: str = "",
    action: str = "",
    note: str = "",
    tone: str = "",
    any_day: bool = False,
    method: str = "post",
):
    """A whole form: one column, errors listed at the top and beside the field, guarded against loss."""
    return drawn(
        context,
        "kernel/components/form.html",
        form=form,
        submit=submit or _("保存"),
        cancel=cancel,
        action=action,
        note=note,
        tone=tone,
        any_day=any_day,
        method=method,
        draft=str(context["user"].pk) if method == "post" and context.get("user") and is_long(form) else "",
    )


def is_long(form) -> bool:
    """Whether losing what was typed would hurt: some writing, or many fields; a file cannot be kept."""
    visible = form.visible_fields()
    writing = any(field.widget_type == "textarea" for field in visible)
    return (writing or len(visible) >= MANY_FIELDS) and not form.is_multipart()


@register.simple_tag(takes_context=True)
def figures(context, figures: list[Figure]):
    return drawn(context, "kernel/components/figures.html", figures=figures)


@register.simple_tag(takes_context=True)
def tabs(context, tabs: list[Tab]):
    return drawn(context, "kernel/components/tabs.html", tabs=tabs)


@register.simple_tag(takes_context=True)
def crumbs(context, crumbs: list[Crumb]):
    return drawn(context, "kernel/components/crumbs.html", crumbs=crumbs)


@register.simple_tag(takes_context=True)
def facts(context, facts: list[Fact]):
    return drawn(context, "kernel/components/facts.html", facts=facts)


@register.simple_tag(takes_context=True)
def timeline(context, events: list[Event]):
    return drawn(context, "kernel/components/timeline.html", events=events)


@register.simple_tag(takes_context=True)
def progress(context, job):
    return drawn(context, "kernel/components/progress.html", job=job)


@register.simple_tag(takes_context=True)
def table(context, table):
    return drawn(context, "kernel/components/table.html", table=table)


@register.simple_tag(takes_context=True)
def simple_table(context, headers: list[str], rows: list[list], caption: str = ""):
    """A small fixed table; a number is set to the right."""
    cells = [[(value, isinstance(value, int | float)) for value in row] for row in rows]
    right = [is_number for _value, is_number in cells[0]] if cells else [False] * len(headers)
    return drawn(
        context,
        "kernel/components/simple_table.html",
        headers=list(zip(headers, right, strict=True)),
        rows=cells,
        caption=caption,
    )


@register.simple_tag(takes_context=True)
def bars(context, rows: list, label: str, unit: str = ""):
    return drawn(context, "kernel/components/chart.html", chart=charts.bars(rows, label=label, unit=unit))


@register.simple_tag(takes_context=True)
def strips(context, rows: list[Strip], label: str, unit: str = ""):
    """How many values lie, line by line, where a bar for each would make the page long."""
    return drawn(context, "kernel/components/chart.html", chart=charts.strips(rows, label=label, unit=unit))


@register.simple_tag(takes_context=True)
def stacked(context, rows: list, series: list[str], label: str, unit: str = ""):
    return drawn(
        context,
        "kernel/components/chart.html",
        chart=charts.stacked(rows, series=series, label=label, unit=unit),
    )


@register.simple_tag(takes_context=True)
def before_after(context, rows: list[Change], label: str, unit: str = "", before: str = "", after: str = ""):
    names = (before or _("之前"), after or _("之后"))
    return drawn(
        context,
        "kernel/components/chart.html",
        chart=charts.before_after(rows, names=names, label=label, unit=unit),
    )
