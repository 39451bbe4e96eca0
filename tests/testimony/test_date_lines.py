"""Which of the dates on a page is that of its publication, and what the parts of a text are resolved from."""

from __future__ import annotations

import pytest

from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text

PROSE = "\n\nThe divers came home yesterday. They had found two men in the wreck, the harbour master said.\n"


def published(text: str) -> tuple[str | None, str | None]:
    date = read(from_text(text, name="page")).published
    return date.earliest, date.latest


def told(text: str, words: str) -> tuple[str | None, str | None]:
    reading = read(from_text(text, name="page"))
    return next((d.date.earliest, d.date.latest) for d in reading.dates if words in d.span.quote)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Received 4 May 2011; accepted 2 June 2011; published online 9 July 2011.", "2011-07-09"),
        ("Judgment handed down 7 March 2014. Heard: 2-4 February 2014.", "2014-03-07"),
        ("Manual of the depot\nv1 3 Jan 2010 first issue\nv2 8 May 2012 this version", "2012-05-08"),
        ("Notice No. 12\nMay 3, Showa 30", "1955-05-03"),
        ("SITREP 4 / DTG 140900Z MAR 19", "2019-03-14"),
        ("Town gazette. Week 20/2012. Appears Fridays.", "2012-05-18"),
        ("Given under my hand at Suva this 21st day of May 1947.", "1947-05-21"),
        ("Posted: 04/09/2011 08:15 PM | Joined: 01/02/2003", "2011-04-09"),
    ],
)
def test_the_last_label_before_a_date_decides_which_is_that_of_the_page(head, day):
    assert published(head + PROSE) == (day, day)


def test_a_note_at_the_foot_may_say_when_the_text_appeared():
    assert (
        published(PROSE + "\nA version of this article appeared in print on May 6, 2013, on page 4.")[0] == "2013-05-06"
    )


def test_a_year_of_copyright_bounds_a_text_that_gives_no_day():
    text = "The wreck was found in May 2012. Nobody knew its name." + "\n\n© 2013 Harbour Society"
    assert published(text) == ("2013-01-01", "2013-12-31")


DIARY = "Log, 1951\n\nApr 26. Sailed at last.\nApr 29, Sunday. Two men lost on Friday.\nMay 2. Put in yesterday."


def test_an_entry_of_a_diary_is_resolved_from_its_own_day():
    assert published(DIARY) == ("1951-05-02", "1951-05-02")
    assert told(DIARY, "Friday") == ("1951-04-27", "1951-04-27")
    assert told(DIARY, "yesterday") == ("1951-05-01", "1951-05-01")


def test_a_message_quoted_below_a_letter_is_resolved_from_its_own_day():
    head, quoted = "Date: 14 Oct 2014\n\nThe pit flooded on Saturday.", "> On 9 Oct 2014, J. Doe wrote:"
    text = f"{head}\n\n{quoted}\n> We opened it yesterday.\n"
    assert told(text, "Saturday") == ("2014-10-11", "2014-10-11")
    assert told(text, "yesterday") == ("2014-10-08", "2014-10-08")


STORY = "10 June 2015\n\nThe ferry left Kalo on 3 May 1993. It sank off the reef. {}"


@pytest.mark.parametrize(
    ("words", "expression", "span"),
    [
        ("Five days after leaving, its boats were found.", "Five days after", ("1993-05-08", "1993-05-08")),
        ("On the third day of the search a raft was seen.", "third day of", (None, None)),
        ("The June after it left, a bell came up.", "June after", ("1993-06-01", "1993-06-30")),
        ("On 8 May 1993, five days after the alarm, they met.", "five days after", ("1993-05-08", "1993-05-08")),
        ("Nobody spoke of the night the ferry left.", "the night", ("1993-05-03", "1993-05-03")),
        ("A year and a day later the court closed its file.", "A year and a day later", ("1994-05-04", "1994-05-04")),
    ],
)  # fmt: skip
def test_a_count_goes_back_to_the_deed_that_its_words_name(words, expression, span):
    assert told(STORY.format(words), expression) == span
