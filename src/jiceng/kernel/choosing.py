"""One row found among very many: typed by name, pinyin or code, offered while one types, never listed whole.

What is offered is a plain text that means one row, `名称（代码）`, in the list of the browser's own input; without
script the page answers a text that fits several with those several. Whoever is not among `rows` is neither offered nor
taken. No question to the database is longer than `OFFERED` rows.
"""

import re
from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.pages import number_in
from jiceng.kernel.search import matching
from jiceng.kernel.words import strung

OFFERED = 8
LONGEST = 160
INPUTS, SPARE = 4, 2
KEYED = re.compile(r"(?P<name>.+?)\s*[（(](?P<key>[^（）()]{1,40})[）)]", re.DOTALL)


class Offers(forms.TextInput):
    """Text with a list of offers beside it."""

    template_name = "kernel/components/found.html"
    offers: list[tuple[str, str]] = []

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        list_of = f"{(attrs or {}).get('id', name)}-offers"
        asking = {
            "list": list_of,
            "autocomplete": "off",
            "hx-get": f"?suggest={name}",
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#{list_of}",
            "hx-swap": "innerHTML",
            "hx-push-url": "false",
        }
        return {**super().get_context(name, value, {**(attrs or {}), **asking}), "offers": self.offers}


class ManyOffers(Offers):
    """As many inputs of one name as there are texts, and some that are empty."""

    template_name = "kernel/components/found_many.html"

    def value_from_datadict(self, data, files, name: str) -> list[str]:
        given = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [one for one in given if str(one).strip()]

    def value_omitted_from_data(self, data, files, name: str) -> bool:
        return False

    def format_value(self, value: Any) -> Any:
        return value

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0"

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        texts = list(value or [])
        context["texts"] = texts + [""] * max(INPUTS - len(texts), SPARE)
        return context


class FoundField(forms.CharField):
    """A row of `rows`, by what its text says: name and code, code, number or whole name; a part of a name only asks
    which."""

    widget = Offers
    names = ("name", "pinyin", "initials")
    code = ""

    def __init__(self, rows: QuerySet, **extra) -> None:
        extra.setdefault("help_text", _("填名称、拼音或代码，从提示里选。"))
        super().__init__(max_length=LONGEST, **extra)
        self.rows = rows

    def name_of(self, row: Any) -> str:
        return getattr(row, "name_then", None) or row.name

    def key_of(self, row: Any) -> str:
        return (getattr(row, self.code) if self.code else "") or str(row.pk)

    def detail_of(self, row: Any) -> str:
        """What tells a row from its namesakes."""
        return ""

    def said(self, row: Any) -> str:
        return f"{self.name_of(row)}（{self.key_of(row)}）"

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = self.rows.filter(pk=value).first()
        return self.said(value) if isinstance(value, Model) else value

    def like(self, text: str) -> list:
        """At most so many rows that a text could mean, those whose name begins with it first."""
        text = text.replace("\0", "").strip()[:LONGEST]
        if keyed := KEYED.fullmatch(text):
            text = keyed["name"]
        if not text:
            return []
        name, pinyin, initials = self.names
        wanted = matching(text, name=name, pinyin=pinyin, initials=initials)
        if self.code:
            wanted |= Q(**{f"{self.code}__startswith": text})
        return list(self.rows.filter(wanted).order_by(pinyin, "pk")[:OFFERED])

    def offers(self, rows: list) -> list[tuple[str, str]]:
        return [(self.said(row), self.detail_of(row)) for row in rows]

    def clean(self, value: Any) -> Any:
        if isinstance(value, Model):
            return value
        text = super().clean(value)
        return self.meant(text) if text else None

    def meant(self, text: str) -> Any:
        found = self._exactly(text)
        if len(found) == 1:
            return found[0]
        near = found or self.like(text)
        self.widget.offers = self.offers(near)
        if not near:
            raise forms.ValidationError(_("没有找到“%(text)s”。"), params={"text": text[:40]})
        raise forms.ValidationError(
            _g("“%(text)s”可能是这些，请选一个填上：%(names)s")
            % {"text": text[:40], "names": strung((self.said(row) for row in near), "；")}
        )

    def _exactly(self, text: str) -> list:
        """Rows that the text means as it stands: by name and key, by key, by the whole name."""
        if keyed := KEYED.fullmatch(text):
            by_key = [row for row in self._with_key(keyed["key"]) if self.name_of(row) == keyed["name"]]
            if by_key:
                return by_key
        return self._with_key(text) or list(self.rows.filter(**{self.names[0]: text})[:OFFERED])

    def _with_key(self, key: str) -> list:
        by_code = list(self.rows.filter(**{self.code: key})[:2]) if self.code else []
        number = number_in(key)
        return by_code or ([] if number is None else list(self.rows.filter(pk=number)))


class FoundManyField(FoundField):
    """Several rows, each in an input of its own."""

    widget = ManyOffers

    def prepare_value(self, value: Any) -> list:
        return [one for each in value or [] if (one := super(FoundManyField, self).prepare_value(each))]

    def clean(self, value: Any) -> list:
        texts = value if isinstance(value, list) else []
        if self.required and not texts:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        cleaned = [super(FoundManyField, self).clean(text) for text in texts]
        return list(dict.fromkeys(row for row in cleaned if row is not None))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != list(data or [])


def suggested(request: HttpRequest, form: forms.BaseForm) -> HttpResponse | None:
    """The offers for what stands in a field now, where they are asked for: `?suggest=` names the field."""
    name = request.GET.get("suggest", "")
    field = form.fields.get(name)
    if request.method != "GET" or not isinstance(field, FoundField):
        return None
    offers = field.offers(field.like(request.GET.get(name, "")))
    return render(request, "kernel/components/found_offers.html", {"offers": offers})
