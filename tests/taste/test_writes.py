"""One mutation, one function: only commands write."""

import ast
from collections.abc import Iterator

from tests.taste.house import name, python_files, tree

ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "executemany"}
ON_ROWS = {"create", "update", "delete", "aupdate", "acreate", "adelete"}
QUERYSET_WORDS = {
    "objects",
    "filter",
    "exclude",
    "all",
    "on",
    "select_for_update",
    "order_by",
    "_base_manager",
    "_default_manager",
}
# Files outside `commands` that may write, each with its reason; the list only shrinks.
ALLOWED = {
    "src/jiceng/kernel/record.py": "appends the entry that every command leaves",
    "src/jiceng/kernel/once.py": "uses up a form's key around the command",
    "src/jiceng/kernel/jobs.py": "keeps how far a job is, beside the work and outside its transaction",
    "src/jiceng/kernel/bulk.py": "inserts and changes thousands of rows at once for commands",
    "src/jiceng/people/sessions.py": "the session engine: Django's middleware calls it, outside of any view",
    "src/jiceng/cadres/paper.py": "saves a document into memory; no row",
    "src/jiceng/cadres/recruitment_paper.py": "saves a document into memory; no row",
    "src/jiceng/meetings/exports.py": "saves a document into memory; no row",
    "src/jiceng/documents/filling.py": "saves a document into memory; no row",
    "src/jiceng/documents/layout/plain.py": "saves a document into memory; no row",
    "src/jiceng/documents/layout/docx.py": "saves a document into memory; no row",
    "src/jiceng/documents/layout/sheet.py": "saves a code into memory; no row",
    "src/jiceng/kernel/append_only.py": "sets the triggers; called by a migration",
    "src/jiceng/rezoning/frozen.py": "sets the triggers; called by a migration",
}


def chain(node: ast.AST) -> set[str]:
    """The words of a call's receiver: Entry.objects.filter(...) -> {Entry, objects, filter}."""
    return {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def writes(path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        verb, receiver = node.func.attr, node.func.value
        words = chain(receiver) | ({receiver.func.attr} if is_method_call(receiver) else set())
        raw = verb == "execute" and "cursor" in ast.unparse(receiver)
        if (
            verb in ALWAYS
            or raw
            or (verb in ON_ROWS and words & QUERYSET_WORDS)
            or verb == "delete"
            and not node.args
        ):
            yield f"{name(path)}:{node.lineno} {ast.unparse(node.func)}"


def is_method_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


def may_write(path) -> bool:
    parts = path.relative_to(path.parents[len(path.parts) - 2]).parts
    is_command = "commands" in parts or path.name == "commands.py"
    # The demonstration is a generator of test data; the optimiser has no database at all.
    return is_command or name(path) in ALLOWED or "/console/demo" in name(path) or "/zoning/" in name(path)


def test_only_commands_write():
    found = [line for path in python_files() if not may_write(path) for line in writes(path)]
    assert not found, "move it into a command"


def test_the_exceptions_are_needed():
    unused = [
        file
        for file in ALLOWED
        if not any(name(path) == file and any(writes(path)) for path in python_files())
    ]
    assert not unused
