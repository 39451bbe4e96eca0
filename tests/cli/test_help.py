"""`repatria --help` lists every command once, by what it is about, in a sensible order."""

from __future__ import annotations

from typer.testing import CliRunner

from repatria.cli import PANELS, build


def test_the_help_lists_every_command_under_its_heading_in_order():
    lines = CliRunner().invoke(build(), ["--help"], terminal_width=100).output.splitlines()
    at = [next(n for n, line in enumerate(lines) if panel in line) for panel in PANELS]
    assert at == sorted(at)
    app = build()
    names = [each.name for each in app.registered_groups]
    names += [each.name or each.callback.__name__ for each in app.registered_commands]
    for name in names:
        assert sum(line.startswith(f"│ {name} ") for line in lines) == 1, name
    assert not any("Commands" in line for line in lines), "none stands outside the headings"
