"""What the search field of a table looks for."""

from collections.abc import Sequence

from django.db.models import Model, Q, QuerySet

from jiceng.kernel.search import begins, is_latin, letters_of


def matching(model: type[Model], search: Sequence[str], text: str) -> Q:
    """Names by part; Latin letters from the start of pinyin and initials, where the table looks into those.
    What stands in another table is looked up there first, so that its indexes serve."""
    spelled = [field for field in search if field.endswith(("pinyin", "initials"))]
    asked = search
    if is_latin(text) and spelled:
        asked = [field for field in search if not field.endswith("name")]
    elif not is_latin(text):
        asked = [field for field in search if field not in spelled]
    by_relation: dict[str, Q] = {}
    for path in asked:
        relation, _dunder, field = path.rpartition("__")
        one = begins(field, letters_of(text)) if path in spelled else Q(**{f"{field}__icontains": text})
        by_relation[relation] = by_relation.get(relation, Q()) | one
    found = Q(pk__in=[])
    for relation, wanted in by_relation.items():
        found |= Q(**{f"{relation}__in": _related(model, relation).filter(wanted)}) if relation else wanted
    return found


def _related(model: type[Model], relation: str) -> QuerySet:
    for part in relation.split("__"):
        model = model._meta.get_field(part).related_model
    return model._default_manager.order_by()
