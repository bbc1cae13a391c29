"""What the checks of taste look at: the files of the house and their syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "jiceng"


def apps() -> list[str]:
    return sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


def python_files(*folders: str, migrations: bool = False) -> list[Path]:
    """Python files below the folders (default: the package); migrations are generated and left out."""
    roots = [ROOT / folder for folder in folders] or [SOURCE]
    found = (path for root in roots for path in sorted(root.rglob("*.py")))
    return [path for path in found if migrations or "migrations" not in path.parts]


def templates() -> list[Path]:
    return sorted(SOURCE.glob("*/templates/**/*.html"))


def template_name(path: Path) -> str:
    """As `render` names it."""
    return path.as_posix().split("/templates/", 1)[1]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Syntax tree whose nodes know their parent."""
    parsed = ast.parse(path.read_text(encoding="utf-8"), str(path))
    for parent in ast.walk(parsed):
        for child in ast.iter_child_nodes(parent):
            child.parent = parent
    return parsed


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines(node: ast.AST) -> int:
    """Lines from the first decorator or `def` to the end, docstring left out."""
    docstring = node.body[0] if node.body and isinstance(node.body[0], ast.Expr) else None
    is_text = docstring is not None and isinstance(docstring.value, ast.Constant)
    spoken = docstring.end_lineno - docstring.lineno + 1 if is_text else 0
    return node.end_lineno - node.lineno + 1 - spoken


def strings(path: Path) -> Iterator[ast.Constant]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node


def is_docstring(node: ast.Constant) -> bool:
    return isinstance(node.parent, ast.Expr)
