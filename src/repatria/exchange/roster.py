"""Read rosters of casualties: the pipe-separated NARA layout, or CSV with a header."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from repatria.dates import PartialDate
from repatria.errors import InvalidInput
from repatria.exchange.roster_layout import (
    CSV_COLUMNS,
    CSV_SYNONYMS,
    DCAS_COLUMNS,
    DCAS_FIELDS,
    DCAS_WIDTHS,
)
from repatria.exchange.roster_rows import MADE_UP_REMARK, RejectedRow, RosterCounts, RosterReading, RosterRow
from repatria.problems import Problem

MAX_BYTES = 256 * 1024 * 1024
"""A roster of 36,000 persons has about 10 MB; a larger file than this is no roster, or must be split."""
MAX_LINE = 64 * 1024
YEARS = range(1800, 2101)
AGES = range(14, 100)

_FORMULA = frozenset("=+-@\t")
_NO_NUMBER = {"UNKNOWN", "NONE", "N/A", "-"}
_SEXES = {
    "m": "male",
    "male": "male",
    "f": "female",
    "female": "female",
    "": "unknown",
    "u": "unknown",
    "unknown": "unknown",
}


class _Line(NamedTuple):
    number: int
    text: str
    ended: bool


def read_roster(path: Path, *, limit: int = MAX_BYTES) -> RosterReading:
    """The rows of a roster and what is wrong in it; a file that cannot be used at all gives no rows and the reason.

    A row is rejected when it has the wrong number of columns, no name, a birth or incident date that is not in the
    calendar, an incident before the birth, a service number seen before, or characters that no text has. Other faults
    are noted and the row is kept. limit: bytes above which the file is refused unread; memory stays below about
    five times the size of the file.
    """
    try:
        size = path.stat().st_size
        if size > limit:
            return _refused(path, f"the file has {size:,} bytes; rosters are read up to {limit:,}: split it")
        data = path.read_bytes()
    except OSError as error:
        return _refused(path, f"the file cannot be read: {error.strerror}")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4096].count(0) > len(data[:4096]) / 10:
        return _refused(path, "the file is UTF-16 or no text at all; save it as UTF-8")
    return _Reader(path.name).read(data)


def _refused(path: Path, reason: str) -> RosterReading:
    return RosterReading([], [Problem(path.name, "file", reason)], [], RosterCounts("none", 0, 0, 0, 0))


class _Reader:
    """Gathers rows and problems of one file."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.rows: list[RosterRow] = []
        self.problems: list[Problem] = []
        self.rejected: list[RejectedRow] = []
        self.numbers: dict[str, int] = {}
        self.not_utf8: list[int] = []
        self.blank = 0

    def read(self, data: bytes) -> RosterReading:
        lines = self.lines(data)
        first = next(lines, None)
        if first is None:
            self.note("file", "the file is empty")
            return self.result("none")
        if first.text.count("|") >= 10:
            layout = "pipe"
            self.pipe(first, lines, _width(data))
        else:
            layout = "csv"
            self.table(first, lines)
        if self.not_utf8:
            self.note(
                f"line {self.not_utf8[0]}",
                f"wrong encoding: {len(self.not_utf8)} lines, this the first, are not UTF-8 and were read as Latin-1",
            )
        return self.result(layout)

    def result(self, layout: str) -> RosterReading:
        accepted, rejected = len(self.rows), len(self.rejected)
        counts = RosterCounts(layout, accepted + rejected, accepted, rejected, self.blank)
        return RosterReading(self.rows, self.problems, self.rejected, counts)

    def lines(self, data: bytes) -> Iterator[_Line]:
        """Lines without their ends and without a byte order mark; blank ones are counted and left out."""
        for number, raw in enumerate(io.BytesIO(data.removeprefix(b"\xef\xbb\xbf")), start=1):
            body = raw.rstrip(b"\r\n")
            if not body.strip(b" \t\x1a"):
                self.blank += 1
                continue
            try:
                text = body.decode("utf-8")
            except UnicodeDecodeError:
                text = body.decode("latin-1")
                self.not_utf8.append(number)
            yield _Line(number, text, raw.endswith(b"\n"))

    def note(self, place: str, message: str) -> None:
        self.problems.append(Problem(self.source, place, message))

    def reject(self, line: _Line, faults: Iterable[tuple[str, str]]) -> None:
        found = tuple(
            Problem(self.source, f"line {line.number}, field {field}" if field else f"line {line.number}", message)
            for field, message in faults
        )
        self.problems.extend(found)
        self.rejected.append(RejectedRow(line.number, line.text, found))

    def pipe(self, first: _Line, rest: Iterator[_Line], width: int) -> None:
        position = {field: DCAS_COLUMNS.index(column) for field, column in DCAS_FIELDS.items()}
        header = [cell.strip().lower() for cell in first.text.split("|")]
        if header[: len(DCAS_COLUMNS)] != [column.lower() for column in DCAS_COLUMNS][: len(header)]:
            self.row(first, first.text.split("|"), width, position, DCAS_FIELDS)
        for line in rest:
            self.row(line, line.text.split("|"), width, position, DCAS_FIELDS)

    def table(self, first: _Line, rest: Iterator[_Line]) -> None:
        delimiter = max(",;\t", key=first.text.count)
        names = _cells(first.text, delimiter)
        if isinstance(names, str):
            self.note(f"line {first.number}", f"the header cannot be read: {names}")
            return
        written = [name.strip() for name in names]
        known = [_field(name) for name in written]
        twice = [name for name, times in Counter(name for name in known if name).items() if times > 1]
        if twice or not {"name", "family_name"} & set(known):
            reason = f"column {twice[0]} is there twice" if twice else "no column is called name or family_name"
            self.note(
                f"line {first.number}",
                f"this is neither the pipe-separated layout nor CSV with a header: {reason}; "
                f"known columns are {', '.join(CSV_COLUMNS)}",
            )
            return
        for name, field in zip(written, known, strict=True):
            if field is None:
                self.note(f"line {first.number}, field {name[:60]}", "this column is not known and is not read")
        position = {field: i for i, field in enumerate(known) if field}
        labels = {field: written[i] for field, i in position.items()}
        for line in rest:
            cells = _cells(line.text, delimiter)
            if isinstance(cells, str):
                self.reject(
                    line, [("", f"{cells}; a row is one line, quotes stand around a field and are doubled inside")]
                )
            else:
                self.row(line, cells, len(known), position, labels)

    def row(self, line: _Line, cells: list[str], width: int, position: dict[str, int], labels: dict[str, str]) -> None:
        """Judge one row; ``labels`` are the column names under which faults are reported."""
        fault = _unreadable(line, len(cells), width)
        if fault:
            self.reject(line, [("", fault)])
            return
        values = {field: cells[i].strip() for field, i in position.items()}
        faults: list[tuple[str, str]] = []
        family_name, given_names, name = _name(values)
        if not family_name:
            faults.append((labels.get("name", "name"), "there is no name"))
        dates: dict[str, PartialDate | None] = {"birth_date": None, "incident_date": None}
        for field in dates:
            try:
                dates[field] = read_date(values.get(field, ""))
            except InvalidInput as error:
                faults.append((labels[field], str(error)))
        birth, incident = dates["birth_date"], dates["incident_date"]
        if birth and incident and incident.after <= birth.earliest:
            faults.append((labels["incident_date"], f"the incident or death, {incident}, is before the birth, {birth}"))
        number = values.get("service_number", "")
        if number.upper() in _NO_NUMBER or not number.strip("0"):
            number = ""
        if number.upper() in self.numbers:
            faults.append(
                (labels["service_number"], f"the service number is that of line {self.numbers[number.upper()]}")
            )
        if faults:
            self.reject(line, faults)
            return
        if number:
            self.numbers[number.upper()] = line.number
        self.notes(line, values, labels, birth, incident)
        circumstances = values.get("circumstances", "")
        self.rows.append(
            RosterRow(
                line.number,
                number,
                name,
                family_name,
                given_names,
                _SEXES.get(values.get("sex", "").lower(), "unknown"),
                birth,
                values.get("service", ""),
                values.get("rank", ""),
                values.get("unit", ""),
                values.get("home_city", ""),
                values.get("home_state", ""),
                values.get("ancestry", ""),
                incident,
                values.get("incident_place", ""),
                values.get("incident_region", ""),
                values.get("country", ""),
                circumstances,
                values.get("casualty_type", ""),
                values.get("casualty_category", ""),
                values.get("casualty_reason", ""),
                values.get("remains_recovered", ""),
                values.get("aircraft", ""),
                circumstances.upper().startswith(MADE_UP_REMARK),
            )
        )

    def notes(
        self,
        line: _Line,
        values: dict[str, str],
        labels: dict[str, str],
        birth: PartialDate | None,
        incident: PartialDate | None,
    ) -> None:
        """What is odd in a row that is kept."""
        for field, text in values.items():
            if text[:1] in _FORMULA and len(text) > 1:
                self.note(
                    f"line {line.number}, field {labels[field]}",
                    f"the text begins with {text[0]!r}, as a spreadsheet formula would; it is kept as text",
                )
        if values.get("sex", "").lower() not in _SEXES:
            self.note(f"line {line.number}, field {labels['sex']}", f"{values['sex'][:20]!r} is no sex that is known")
        if birth and incident and incident.earliest.year - birth.earliest.year not in AGES:
            years = incident.earliest.year - birth.earliest.year
            self.note(f"line {line.number}, field {labels['birth_date']}", f"the age at the incident would be {years}")


def _width(data: bytes) -> int:
    """Columns of most of the first rows, when that is a width the layout can have (one more for a pipe at the end)."""
    seen = Counter(line.count(b"|") + 1 for line in data[:200_000].splitlines()[:200] if line.strip())
    common = seen.most_common(1)[0][0]
    allowed = {width + extra for width in DCAS_WIDTHS for extra in (0, 1)}
    return common if common in allowed else DCAS_WIDTHS[0]


def _unreadable(line: _Line, columns: int, width: int) -> str:
    """Why a line cannot be taken apart, or nothing."""
    if len(line.text) > MAX_LINE:
        return f"the line has {len(line.text):,} characters; no row has more than {MAX_LINE:,}"
    if columns != width:
        why = f"{columns} columns where {width} are expected"
        return why if line.ended else f"{why}; the file ends here without a line end and seems to be cut off"
    if not line.text.isprintable():
        odd = next(
            (c for c in line.text.replace("\t", " ") if not c.isprintable() and (c < " " or "\x7f" <= c < "\xa0")), ""
        )
        if odd == "\x00":
            return "there is a NUL character in the row"
        if odd:
            return f"there is a control character (U+{ord(odd):04X}) in the row: damaged text or a wrong encoding"
    return ""


def _cells(text: str, delimiter: str) -> list[str] | str:
    """The cells of one line of CSV, or why it is none."""
    if '"' not in text:
        return text.split(delimiter)
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        return str(error)


def _field(header: str) -> str | None:
    key = "_".join(header.lower().replace("-", " ").split())
    return key if key in CSV_COLUMNS else CSV_SYNONYMS.get(key)


def _name(values: dict[str, str]) -> tuple[str, str, str]:
    """Family name, given names and the whole as written."""
    family, given = values.get("family_name", ""), values.get("given_names", "")
    name = values.get("name", "")
    if family:
        return family, given, name or ", ".join(part for part in (family, given) if part)
    comma = name.find(",")
    family, _, given = (name[:comma], "", name[comma + 1 :]) if comma >= 0 else name.partition(" ")
    return family.strip(), given.strip(), name


@lru_cache(maxsize=65536)
def read_date(text: str) -> PartialDate | None:
    """A date of a roster: YYYYMMDD or YYYY-MM-DD, with 00 for an unknown day or month; None where there is none.

    ``19501100`` is November 1950 and stays so. Raises InvalidInput for what is no date of the years 1800 to 2100.
    """
    digits = text.replace("-", "") if text.count("-") in (0, 1, 2) else ""
    if not text.strip("0-"):
        return None
    shapes = {(8, 0), (6, 0), (4, 0), (8, 2), (6, 1)}
    if not (digits.isascii() and digits.isdigit()) or (len(digits), text.count("-")) not in shapes:
        raise InvalidInput(f"{text[:40]!r} is not a date: write 1950, 1950-11, 1950-11-27 or 19501127")
    year, month, day = digits[:4], digits[4:6].strip("0") and digits[4:6], digits[6:8].strip("0") and digits[6:8]
    if int(year) not in YEARS:
        raise InvalidInput(f"{text!r} is not a date of the years {YEARS.start} to {YEARS.stop - 1}")
    if day and not month:
        raise InvalidInput(f"{text!r} has a day without a month")
    if text.count("-") and not text.startswith("-".join(part for part in (year, digits[4:6]) if part)):
        raise InvalidInput(f"{text!r} is not a date: write 1950-11-27")
    return PartialDate("-".join(part for part in (year, month, day) if part))
