"""Pages in HTML: what they show is read, what they strike out or hide is not, and none can hold up the reading."""

from __future__ import annotations

import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_bytes
from repatria.testimony.text.html_depth import nested_deeper_than


def page(body: str):
    return from_bytes(f"<html><body>{body}</body></html>".encode(), name="page.html")


def values(body: str):
    return [f.value for claim in read(page(body)).claims for f in claim.figures]


def messages(body: str) -> str:
    return " | ".join(f"{told.place}: {told.message}" for told in page(body).problems)


@pytest.mark.parametrize("tag", ["del", "s", "strike", "span style='text-decoration: line-through'"])
def test_what_is_struck_out_is_no_testimony_and_is_told(tag):
    body = (
        f"<p>Norway did <{tag}>not</{tag.split()[0]}> hand over <{tag}>40</{tag.split()[0]}> <ins>55</ins> boxes.</p>"
    )
    assert page(body).text.strip() == "Norway did hand over 55 boxes."
    assert values(body) == [55]
    assert "code points 11, 21: the page shows words here struck out" in messages(body)


@pytest.mark.parametrize(
    "style", ["visibility: hidden", "font-size:0", "opacity: 0.0", "display/**/:none", "font-size: 0px"]
)
def test_what_the_page_hides_is_not_read(style):
    assert values(f"<p>Norway gave <span style='{style}'>4</span>55 boxes of remains.</p>") == [55]


@pytest.mark.parametrize("style", ["font-size: 0.9em", "opacity: 0.5", "font-size:10px"])
def test_what_the_page_shows_small_or_pale_is_read(style):
    assert values(f"<p>Norway gave <span style='{style}'>55</span> boxes of remains.</p>") == [55]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("10<sup>3</sup>", "10^3"),
        ("10 <sup>3</sup>", "10 ^3"),
        ("2 x 10<sup>-3</sup>", "2 x 10^-3"),
        ("5<sup>1000</sup>", "5^1000"),
        ("10<sub>2</sub>", "10_2"),
    ],
)
def test_raised_and_lowered_digits_join_no_number(words, text):
    body = f"<p>The museum holds {words} boxes of remains.</p>"
    assert page(body).text.strip() == f"The museum holds {text} boxes of remains."
    assert values(body) == []


def test_a_raised_note_leaves_the_number_and_a_formula_its_letters():
    assert page(
        "<p>5,735<sup>12</sup> men, the 2<sup>nd</sup> list, CO<sub>2</sub>, 10<sup>1</sup> boxes</p>"
    ).text.strip() == ("5,735 men, the 2nd list, CO2, 10 boxes")


@pytest.mark.parametrize(
    "tag", ["bdo dir=rtl", "bdo dir='RTL'", "span style='unicode-bidi: bidi-override; direction: rtl'"]
)
def test_words_shown_backwards_are_told(tag):
    assert "reverses the direction" in messages(f"<p>Norway gave <{tag}>55</{tag.split()[0]}> boxes of remains.</p>")


def test_a_page_in_an_honest_direction_is_no_problem():
    assert messages("<p dir=ltr>Norway gave <bdo dir=ltr>55</bdo> boxes of <del></del>remains.</p>") == ""


BOMBS = [
    "<font>a</i>", "<div></b>", "<span><div></span>", "<div><table><tr><td></div>", "<b><i></u>", "<svg><p></svg>",
    "<table><td><svg><td>", "<p><font color=%d>a</p>", "<x-y></z>", "<object><center></select>", "<svg><g/><g>",
]  # fmt: skip


@pytest.mark.parametrize("unit", BOMBS)
def test_no_closing_tag_hides_how_deep_a_page_is(unit):
    source = "<html><body>" + "".join(unit.replace("%d", str(n)) for n in range(120))
    if _depth(source) > 60:
        assert nested_deeper_than(source, 50)


def _depth(source: str) -> int:
    """As the parser nests it."""
    deepest, waiting = 0, [(LexborHTMLParser(source).root, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in node.iter()]
    return deepest


@pytest.mark.parametrize(
    "unit",
    [
        "<p>a<li>b<li>c<br>", "<table><tr><td><font size=2>a</td><td>b</table>", "<p><b>a<i>b</b></i></p>",
        "<svg><path/><g><path/></g></svg>", "<div><span>a</div>", "<script>if (a<b) x='<div>'</script>",
        "<!-- <div> -->a",
        "<ul><li><a href=x>a</a></ul>", "<select><option>a<option>b</select>", "<svg><path/><p>a</p>",
        "<dl><dt>a<dd>b</dl>",
        "<table><tr><td><div>a</td></tr></table>",
    ],
)  # fmt: skip
def test_a_long_page_of_careless_markup_is_read(unit):
    assert not nested_deeper_than("<html><body>" + unit * 2_000, 400)


@pytest.mark.parametrize(
    "unit", [*BOMBS, "<b>", "<script>", "<!--", "<a", "<b><table><td>", "</b>", "<div><span></div>"]
)
def test_four_times_the_page_takes_no_more_than_ten_times_as_long(unit):
    for _ in range(3):
        short, long = _seconds(unit, 15_000), _seconds(unit, 60_000)
        if long <= 10 * max(short, 0.02):
            break
    assert long <= 10 * max(short, 0.02)


def _seconds(unit: str, length: int) -> float:
    source = ("<html><body>" + unit * (length // len(unit))).encode()
    began = time.process_time()
    from_bytes(source, name="page.html")
    return time.process_time() - began
