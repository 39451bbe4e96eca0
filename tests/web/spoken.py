"""Every sentence with which the record refuses or finds fault, read from its modules: templates for the catalogue.

A template is the text with each value numbered, for example ``there is no item {1}``. A text that is one of several
makes a template for each; a text that reaches a sentence as a value (through a name, a parameter, what a function
returns) is a template of its own, because it is put into words by itself.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from repatria import errors
from tests.web.texts_of_modules import Function, Module, Piece, alternatives, bound, called, is_method, module_at

CONTEXT = "refusal"  # as web/refusal_words.py asks for it
PACKAGE = Path(errors.__file__).parent
# What a page can show, room by room; what answers only at the command line stays in English, as the commands do.
_ROOMS = ("registry", "geography", "identification", "testimony", "exchange", "web")
_FILES = ("dates.py", *(f"genetics/{name}.py" for name in ("elimination", "genotypes", "markers", "pedigree")))
_AT_THE_COMMAND_LINE = {
    "registry/store.py",
    *(f"registry/ledger/{name}.py" for name in ("checkpoint", "offline", "proofs", "projection", "verify")),
    *(f"identification/{name}.py" for name in ("choices", "priors")),
    *(f"exchange/{name}.py" for name in ("dna_golden", "lr_matrix", "prior_odds", "roster_writing", "snp_panel")),
    "testimony/many.py",
}
_REFUSALS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.RepatriaError) and kind is not errors.LedgerBroken
}
_WORDS = ("recorded_words.py", "wording.py", "identity_words.py", "clerical_words.py")
# What hands on the texts that it is given.
_KEEPING = {"join", "fromkeys", "sorted", "list", "tuple", "max", "min"}
# What else a page tells of: which arguments are words.
_NOTED = {"Problem": (1, 2), "GridAnswer": (3,), "note": (0, 1), "_Broken": (1,), "cautions": (0,)}


@cache
def templates() -> dict[str, tuple[str, ...]]:
    """Each template with the files that say it."""
    reader = _Reader([module_at(path, PACKAGE) for path in _files()])
    found = {text: tuple(sorted(places)) for text, places in sorted(reader.read().items())}
    return {text: places for text, places in found.items() if not _is_column(text, places)}


def _is_column(text: str, places: Iterable[str]) -> bool:
    """Whether it is the name of a column or a heading of a foreign file, which is quoted as it stands there."""
    named = " " not in text and not (text.isalpha() and text.islower())
    return named and all(place.startswith("exchange/") for place in places)


def _files() -> Iterator[Path]:
    rooms = (path for room in _ROOMS for path in (PACKAGE / room).rglob("*.py"))
    for path in (*(PACKAGE / name for name in _FILES), *rooms):
        name = path.relative_to(PACKAGE).as_posix()
        if name not in _AT_THE_COMMAND_LINE and "migrations" not in name:
            yield path


def _words_of_the_record() -> Iterator[str]:
    """Values that pages have words for already."""
    for name in _WORDS:
        for node in ast.walk(ast.parse((PACKAGE / "web" / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                yield from (key.value for key in node.keys if isinstance(key, ast.Constant))


class _Reader:
    """Follows texts backwards from the sentences that are raised or noted to where they are written."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self.modules = {module.name: module for module in modules}
        self.found: dict[str, set[str]] = {}
        self.words = set(_words_of_the_record())
        self.seen: set[tuple[int, int | None]] = set()
        self.alive: list[ast.expr] = []  # what is known by its identity is kept, so that no other takes it on
        self.calls: dict[tuple[str, str], list[tuple[Module, ast.Call]]] = {}
        for module in self.modules.values():
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Call) and (home := self._home(module, node)):
                    self.calls.setdefault(home, []).append((module, node))

    def read(self) -> dict[str, set[str]]:
        for module in self.modules.values():
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
                    if called(node.exc.func) in _REFUSALS:
                        self._follow(module, node.exc.args[0])
                elif isinstance(node, ast.Call):
                    for place in _NOTED.get(called(node.func), ()):
                        for text in node.args[place : place + 1]:
                            self._follow(module, text)
        return self.found

    def _home(self, module: Module, call: ast.Call) -> tuple[str, str] | None:
        """The file and the name of the function that is called."""
        name = called(call.func)
        if isinstance(call.func, ast.Attribute):
            homes = (file for file in (module.name, *module.imported.values()) if file in self.modules)
            return next(((file, name) for file in homes if any(map(is_method, self._functions(file, name)))), None)
        file = module.name if name in module.functions else module.imported.get(name, "")
        return (file, name) if file in self.modules and name in self.modules[file].functions else None

    def _functions(self, file: str, name: str) -> list[Function]:
        return self.modules[file].functions.get(name, [])

    def _homes(self, module: Module, call: ast.Call) -> Iterator[tuple[Module, Function]]:
        """The functions that a call can mean: the one of that name, or those that a loop gives this name in turn."""
        home = self._home(module, call)
        if home:
            for function in self._functions(*home):
                yield self.modules[home[0]], function
        elif isinstance(call.func, ast.Name) and (function := module.within.get(id(call))):
            for node in ast.walk(function):
                for name, given in bound(node):
                    if name == call.func.id and isinstance(given, ast.Name):
                        for each in self._functions(module.name, given.id):
                            yield module, each

    def _follow(self, module: Module, text: ast.expr, part: int | None = None) -> None:
        """Take the templates of a text, or of one part of what it is made of, and follow its values."""
        if (id(text), part) in self.seen:
            return
        self.seen.add((id(text), part))
        self.alive.append(text)
        if part is not None and isinstance(text, ast.Tuple):
            return self._follow(module, text.elts[part]) if part < len(text.elts) else None
        if part is None:
            for pieces in alternatives(text):
                self._keep(module, pieces)
                for piece in pieces:
                    if isinstance(piece, ast.expr):
                        self._trace(module, piece, None)
        else:
            self._trace(module, text, part)

    def _keep(self, module: Module, pieces: list[Piece]) -> None:
        numbers: dict[str, int] = {}
        text = ""
        for piece in pieces:
            if isinstance(piece, str):
                text += piece
            else:
                text += f"{{{numbers.setdefault(ast.unparse(piece), len(numbers) + 1)}}}"
        spoken = any(letter.islower() for piece in pieces if isinstance(piece, str) for letter in piece)
        if spoken and text not in self.words:
            self.found.setdefault(text, set()).add(module.name)

    def _trace(self, module: Module, value: ast.expr, part: int | None) -> None:
        """Follow a value to the texts that it can be."""
        if isinstance(value, ast.Name):
            self._trace_name(module, value, part)
        elif isinstance(value, ast.Subscript):
            index = value.slice.value if isinstance(value.slice, ast.Constant) else None
            self._trace(module, value.value, index if isinstance(index, int) else part)
        elif isinstance(value, ast.Dict):
            for each in value.values:
                self._follow(module, each, part)
        elif isinstance(value, ast.Tuple | ast.List | ast.Set):
            for each in value.elts:
                self._follow(module, each, part)
        elif isinstance(value, ast.Call) and (homes := list(self._homes(module, value))):
            for there, function in homes:
                for node in ast.walk(function):
                    if isinstance(node, ast.Return | ast.Yield | ast.YieldFrom) and node.value is not None:
                        self._follow(there, node.value, part)
        elif isinstance(value, ast.Call) and called(value.func) == "get":
            self._trace(module, value.func.value, part)
        elif isinstance(value, ast.Call) and called(value.func) in _KEEPING and value.args:
            self._trace(module, value.args[0], part)
        elif isinstance(value, ast.GeneratorExp | ast.ListComp):
            self._follow(module, value.elt, part)
        elif isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
            for each in (value.left, value.right):
                self._follow(module, each, part)
        elif isinstance(value, ast.IfExp | ast.BoolOp):
            for each in (value.body, value.orelse) if isinstance(value, ast.IfExp) else value.values:
                self._follow(module, each, part)

    def _trace_name(self, module: Module, value: ast.Name, part: int | None) -> None:
        function = module.within.get(id(value))
        if function is not None:
            for node in ast.walk(function):
                for name, given in bound(node):
                    if name == value.id:
                        self.alive.append(given)
                        for inner in ast.walk(given):
                            module.within.setdefault(id(inner), function)
                        self._follow(module, given, part)
            arguments = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
            names = {*arguments, *(argument.arg for argument in function.args.kwonlyargs)}
            arguments = arguments[1:] if arguments[:1] == ["self"] else arguments
            if value.id in names:
                for caller, call in self.calls.get((module.name, function.name), ()):
                    place = arguments.index(value.id) if value.id in arguments else len(call.args)
                    given = [word.value for word in call.keywords if word.arg == value.id]
                    for each in (*call.args[place : place + 1], *given):
                        self._follow(caller, each, part)
                return
        for held in module.holds.get(value.id, ()):
            self._follow(module, held, part)
        other = self.modules.get(module.imported.get(value.id, ""))
        if other is not None:
            for held in other.holds.get(value.id, ()):
                self._follow(other, held, part)


if __name__ == "__main__":
    for template, places in templates().items():
        print(template, places, sep="\t")
