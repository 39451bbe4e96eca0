"""Tables and lists: labels that name a war, a land of one or a time say whom and when a number tells of."""

from __future__ import annotations

import pytest

from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_bytes, from_text

DAY = Dated("2021-03-05", "day", "given", "2021-03-05", "2021-03-05")
OF_KOREA = "The agency counts the missing Americans of the Korean War. The Korean War cost many lives."


def page(*rows, caption=""):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    html = f"<body><p>{OF_KOREA}</p>{caption}<table>{cells}</table><p>The work of the agency goes on.</p></body>"
    return figures(from_bytes(html.encode(), name="x.html"))


def figures(document):
    return [f for c in read(document, published=DAY).claims for f in c.figures]


def wars(found):
    return {f.evidence.quote: f.war for f in found}


def times(found):
    return {f.evidence.quote: (f.period, f.as_of) for f in found}


def test_a_land_decides_the_war_and_a_row_that_names_none_has_none():
    found = page(
        ("Place", "Missing"), ("Korea", "7,667"), ("Vietnam", "1,589"), ("Elsewhere", "40"), ("Total", "9,296")
    )
    assert wars(found) == {"7,667": "Korean War", "1,589": "Vietnam War", "40": None, "9,296": None}


@pytest.mark.parametrize(
    ("label", "war"),
    [
        ("Laos", "Vietnam War"), ("Cambodia", "Vietnam War"), ("WWII", "World War II"), ("Pacific", "World War II"),
        ("Cold War", "Cold War"), ("North Korea", "Korean War"), ("Persian Gulf", "Gulf War"), ("China", None),
    ],
)  # fmt: skip
def test_a_label_names_its_war(label, war):
    found = page(("Place", "Unaccounted for"), ("Vietnam", "1,246"), (label, "285"))
    assert wars(found)["285"] == war


def test_allies_in_one_war_keep_the_war_of_the_text():
    found = page(("Ally", "Missing"), ("South Korea", "120"), ("Australia", "50"))
    assert set(wars(found).values()) == {"Korean War"}


def test_columns_may_name_the_wars():
    found = page(("", "Korea", "Vietnam"), ("Missing", "7,802", "1,600"), ("Identified", "120", "99"))
    assert wars(found) == {"7,802": "Korean War", "120": "Korean War", "1,600": "Vietnam War", "99": "Vietnam War"}


def test_two_rows_without_headings_take_them_from_the_line_above():
    found = page(("Korea", "7,667"), ("Vietnam", "1,589"), caption="<h3>Missing by war</h3>")
    assert [(f.predicate, f.war) for f in found] == [("missing", "Korean War"), ("missing", "Vietnam War")]


def test_a_heading_of_its_own_words_is_not_what_the_line_above_says():
    above = "<h3>Americans unaccounted for, by country</h3>"
    rows = ("Laos", "309", "78"), ("Cambodia", "53", "18")
    found = page(("Country", "2018", "No further pursuit"), *rows, caption=above)
    assert [f.predicate for f in found] == ["unaccounted_for", "other"] * 2


def test_a_list_of_lands_in_a_sentence_and_in_lines():
    said = figures(from_text(f"{OF_KOREA} Missing: Korea 7,667; Vietnam 1,589; World War II 72,000.\n", name="x.txt"))
    assert wars(said) == {"7,667": "Korean War", "1,589": "Vietnam War", "72,000": "World War II"}
    lines = figures(from_text(f"{OF_KOREA}\n\nStill missing\nKorea: 7,667\nVietnam: 1,589\n", name="x.txt"))
    assert wars(lines) == {"7,667": "Korean War", "1,589": "Vietnam War"}


@pytest.mark.parametrize(
    ("label", "period", "as_of"),
    [
        ("2016", "2016", "2016"), ("FY 2016", "FY2016", "FY2016"), ("FY16", "FY2016", "FY2016"),
        ("Fiscal year 2016", "FY2016", "FY2016"), ("May 2016", "2016-05", "2016-05"),
        ("31 December 2016", "2016-12-31", "2016-12-31"), ("As of 31 Dec. 2016", "2016-12-31", "2016-12-31"),
        ("2016*", "2016", "2016"), ("2016/17", "2016..2017", "2016..2017"),
    ],
)  # fmt: skip
def test_a_row_that_names_a_time_is_no_population(label, period, as_of):
    found = page(("Time", "Missing", "Identified"), (label, "7,802", "61"), ("2018", "7,747", "42"))
    assert times(found)["7,802"] == (None, as_of)
    assert times(found)["61"] == (period, None)
    assert not any("16" in f.population for f in found)
    assert found[0].population == "US missing in action, Korean War"


def test_years_that_head_the_columns_are_no_numbers():
    found = page(("", "2016", "2017"), ("Missing", "7,802", "7,747"), ("Identified", "61", "42"))
    assert times(found) == {
        "7,802": (None, "2016"), "7,747": (None, "2017"), "61": ("2016", None), "42": ("2017", None),
    }  # fmt: skip


def test_a_column_of_years_dates_its_rows():
    found = page(("Service", "Year", "Identified"), ("Army", "2016", "12"), ("Navy", "2017", "13"))
    assert times(found) == {"12": ("2016", None), "13": ("2017", None)}


def test_years_under_a_heading_of_fiscal_years_are_fiscal_years():
    rows = page(("Fiscal year", "Missing", "Identified"), ("2016", "7,802", "61"), ("2017", "7,747", "42"))
    assert times(rows)["7,802"] == (None, "FY2016")
    assert times(rows)["42"] == ("FY2017", None)
    column = page(("Service", "Fiscal year", "Identified"), ("Army", "2016", "12"), ("Navy", "2017", "13"))
    assert times(column)["12"] == ("FY2016", None)


def test_months_and_years_go_together_and_a_month_of_no_year_is_no_time_of_publication():
    both = page(("Identified", "2017", "2018"), ("May", "3", "5"), ("June", "4", "6"))
    assert [(f.predicate, f.period) for f in both][:2] == [("identified", "2017-05"), ("identified", "2018-05")]
    alone = page(("Month", "Missing"), ("May", "12"), ("June", "11"))
    assert times(alone) == {"12": (None, None), "11": (None, None)}


def test_a_plain_text_table_of_years():
    table = "Year   Missing   Identified\n2016   7,802   61\n2017   7,747   42"
    found = figures(from_text(f"{OF_KOREA}\n\n{table}\n\nThe work goes on.\n", name="x.txt"))
    assert times(found)["7,802"] == (None, "2016")
    assert times(found)["42"] == ("2017", None)
