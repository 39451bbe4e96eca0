"""What stands in a module: its functions, what its names are given, and every way in which a text can read."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_MOST_ALTERNATIVES = 16

Function = ast.FunctionDef | ast.AsyncFunctionDef
Piece = str | ast.expr


@dataclass
class Module:
    """One file: its functions by name (several methods can have one), what its names hold, whence others come."""

    name: str
    tree: ast.Module
    functions: dict[str, list[Function]] = field(default_factory=dict)
    holds: dict[str, list[ast.expr]] = field(default_factory=dict)
    imported: dict[str, str] = field(default_factory=dict)
    within: dict[int, Function] = field(default_factory=dict)


def module_at(path: Path, package: Path) -> Module:
    """Read one file of the package."""
    found = Module(path.relative_to(package).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
    for node in ast.walk(found.tree):
        if isinstance(node, Function):
            found.functions.setdefault(node.name, []).append(node)
            found.within |= {id(inner): node for inner in ast.walk(node)}  # the innermost function comes last
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("repatria."):
            file = node.module.removeprefix("repatria.").replace(".", "/") + ".py"
            found.imported |= {alias.asname or alias.name: file for alias in node.names}
    for node in found.tree.body:
        for name, value in bound(node):
            found.holds.setdefault(name, []).append(value)
    return found


def bound(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The names that a statement or an expression gives a value, with that value."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _unpacked(target, node.value)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr | ast.AugAssign) and node.value is not None:
        yield from _unpacked(node.target, node.value)
    elif isinstance(node, ast.For | ast.comprehension):
        for value in _elements(node.iter):
            yield from _unpacked(node.target, value)
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.attr == "append"
    ):
        yield node.func.value.id, node.args[0]


def _unpacked(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        for one, its in zip(target.elts, value.elts, strict=True):
            yield from _unpacked(one, its)
    elif isinstance(target, ast.Tuple):
        for place, one in enumerate(target.elts):
            yield from _unpacked(one, ast.Subscript(value, ast.Constant(place), ast.Load()))


def _elements(value: ast.expr) -> Iterator[ast.expr]:
    """What a loop over this takes one by one."""
    if isinstance(value, ast.Tuple | ast.List | ast.Set):
        yield from value.elts
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "items":
        yield ast.Tuple([value.func.value, value.func.value], ast.Load())
    else:
        yield value


def called(function: ast.expr) -> str:
    """The last name of what is called, or nothing."""
    match function:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def is_method(function: Function) -> bool:
    """Whether it is called on something."""
    return [argument.arg for argument in function.args.args[:1]] == ["self"]


def alternatives(text: ast.expr) -> list[list[Piece]]:
    """Every way in which a text can read: literal pieces, and values that are filled in."""
    if isinstance(text, ast.Constant):
        return [[text.value]] if isinstance(text.value, str) else []
    if isinstance(text, ast.JoinedStr):
        return _joined([alternatives(each) for each in text.values])
    if isinstance(text, ast.FormattedValue):
        spoken = text.conversion == -1 and text.format_spec is None
        return alternatives(text.value) if spoken else [[text.value]]
    if isinstance(text, ast.BinOp) and isinstance(text.op, ast.Add) and (_is_text(text.left) or _is_text(text.right)):
        return _joined([alternatives(text.left), alternatives(text.right)])
    if isinstance(text, ast.IfExp):
        return alternatives(text.body) + alternatives(text.orelse)
    if isinstance(text, ast.BoolOp) and isinstance(text.op, ast.Or):
        return [pieces for each in text.values for pieces in alternatives(each)]
    return [[text]]


def _is_text(text: ast.expr) -> bool:
    return isinstance(text, ast.JoinedStr) or (isinstance(text, ast.Constant) and isinstance(text.value, str))


def _joined(parts: list[list[list[Piece]]]) -> list[list[Piece]]:
    ways = list(itertools.islice(itertools.product(*parts), _MOST_ALTERNATIVES + 1))
    if len(ways) > _MOST_ALTERNATIVES:
        raise ValueError(f"one sentence in more than {_MOST_ALTERNATIVES} ways: write them apart")
    return [list(itertools.chain.from_iterable(way)) for way in ways]
