"""What each part of a file holds: its model and the fields that a request may set. Values travel as JSON text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from jiceng.cadres.enums import Section
from jiceng.cadres.models import (
    AppraisalResult,
    CadreFile,
    Certificate,
    Employment,
    Honour,
    Kin,
    Schooling,
)


@dataclass(frozen=True)
class Part:
    """One part: rows of `model`, the fields in the order of the form."""

    model: type[Model]
    fields: tuple[str, ...]


PARTS = {
    Section.BASICS: Part(
        CadreFile,
        ("work_began_on", "native_place", "birthplace", "health", "technical_title", "strengths"),
    ),
    Section.EMPLOYMENT: Part(Employment, ("status", "rank", "valid_from")),
    Section.SCHOOLING: Part(Schooling, ("level", "mode", "school", "major", "degree", "finished_on")),
    Section.KIN: Part(Kin, ("relation", "name", "person", "born_on", "party", "work")),
    Section.HONOUR: Part(Honour, ("title", "given_by", "on", "number")),
    Section.RESULT: Part(AppraisalResult, ("year", "grade")),
    Section.CERTIFICATE: Part(Certificate, ("name", "number", "issued_by", "issued_on", "expires_on")),
}


def packed(section: str, values: Mapping[str, Any]) -> str:
    """The values of a part's fields as JSON; what the part does not know is left out."""
    part = PARTS[Section(section)]
    kept = {name: _plain(values.get(name)) for name in part.fields}
    return json.dumps(kept, default=str, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """Somebody named by number."""
    return value.pk if isinstance(value, Model) else value


def unpacked(section: str, content: str) -> dict[str, Any]:
    """The values as the model's fields have them."""
    part = PARTS[Section(section)]
    found = json.loads(content)
    return {name: part.model._meta.get_field(name).to_python(found.get(name)) for name in part.fields}


def row_of(section: str, file: CadreFile, pk: int | None) -> Model | None:
    """The row of this file that a request speaks of; the file itself for its basics."""
    if section == Section.BASICS:
        return file
    if pk is None:
        return None
    return PARTS[Section(section)].model._default_manager.filter(file=file, pk=pk).first()


def said(section: str, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Label and word of each value, for people."""
    part, lines = PARTS[Section(section)], []
    for name in part.fields:
        field = part.model._meta.get_field(name)
        value = values.get(name, values.get(field.attname))
        word = dict(field.flatchoices).get(value, value) if field.choices else value
        if field.is_relation and value is not None:
            word = field.related_model._default_manager.filter(pk=_plain(value)).first()
        lines.append((str(field.verbose_name), "" if word is None else str(word)))
    return lines
