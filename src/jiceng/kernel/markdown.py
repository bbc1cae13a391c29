"""Markdown as safe HTML: CommonMark with tables; HTML in the text is shown, never run, and links stay harmless."""

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_reader = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable("image")


def html_of(text: str) -> SafeString:
    """`text` as HTML. Raw HTML is escaped; addresses other than http, https and mailto are refused by the reader."""
    return mark_safe(_reader.render(text))  # noqa: S308  # the reader escapes all HTML in the text
