"""Events in the many ways in which they are told. Every sentence is made up."""

from __future__ import annotations

import pytest

from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text
from tests.testimony.scoring import _is_event

FRIDAY = Dated("2011-03-11", "day", "given", "2011-03-11", "2011-03-11")
SUMMER = Dated("2018-07-13", "day", "given", "2018-07-13", "2018-07-13")
TOLD = [
    (
        "Secretary of State Hillary Clinton conceded before a Senate panel last month that nothing had been returned.",
        ["testimony"],
        ("2011-02-01", "2011-02-28"),
        ["CLINTON"],
    ),
    (
        "Clinton acknowledged to lawmakers in late February that the North had not yet handed anything over.",
        ["testimony"],
        ("2011-02-20", "2011-02-28"),
        ["CLINTON"],
    ),
    (
        "In testimony to Congress on Feb. 23, Clinton said no remains had been received.",
        ["testimony"],
        ("2011-02-23", "2011-02-23"),
        ["CLINTON"],
    ),
    (
        "Asked about the remains at a Senate hearing last month, Clinton said the work had not begun.",
        ["testimony"],
        ("2011-02-01", "2011-02-28"),
        ["CLINTON"],
    ),
    (
        "President Barack Obama boasted at a rally in Ohio on February 20 that 200 remains had been sent back.",
        ["public_statement"],
        ("2011-02-20", "2011-02-20"),
        ["OBAMA"],
    ),
    (
        "Obama told supporters last month that the North had already returned 200 of the fallen.",
        ["public_statement"],
        ("2011-02-01", "2011-02-28"),
        ["OBAMA"],
    ),
    (
        "“We got back our great heroes,” Obama told a cheering crowd in Ohio on Feb. 20.",
        ["public_statement"],
        ("2011-02-20", "2011-02-20"),
        ["OBAMA"],
    ),
    (
        "The American delegation showed up at Panmunjom on Thursday but the North Koreans never appeared.",
        ["no_show"],
        ("2011-03-10", "2011-03-10"),
        ["DPRK", "US"],
    ),
    (
        "North Korea stood up US officials who had travelled to the truce village for talks on Thursday.",
        ["no_show"],
        ("2011-03-10", "2011-03-10"),
        ["DPRK", "US"],
    ),
    (
        "Pyongyang's officials skipped Thursday's meeting with the Americans.",
        ["no_show"],
        ("2011-03-10", "2011-03-10"),
        ["DPRK", "US"],
    ),
    (
        "North Korea did not attend planned talks with the United States on Thursday.",
        ["no_show"],
        ("2011-03-10", "2011-03-10"),
        ["DPRK", "US"],
    ),
    (
        "The North instead offered to hold general-level talks on Sunday.",
        ["rescheduled", "scheduled_meeting"],
        ("2011-03-13", "2011-03-13"),
        ["DPRK"],
    ),
    (
        "The UN Command said the North had called at midday on Thursday and asked for talks on Sunday.",
        ["call"],
        ("2011-03-10", "2011-03-10"),
        ["DPRK", "UNC"],
    ),
    (
        "Generals from the two sides will sit down on Sunday, the first such talks since 2009.",
        ["scheduled_meeting", "talks"],
        ("2011-03-13", "2011-03-13"),
        [],
    ),
    (
        "Hours after Clinton left Pyongyang on Saturday, the North denounced her demands as gangster-like.",
        ["statement"],
        ("2011-03-05", "2011-03-05"),
        ["CLINTON", "DPRK"],
    ),
    (
        "Hours after Clinton left Pyongyang on Saturday, the North denounced her demands as gangster-like.",
        ["visit"],
        ("2011-03-05", "2011-03-05"),
        ["CLINTON", "DPRK"],
    ),
    (
        "Clinton, who was in Pyongyang last weekend, said a working group would meet around March 12.",
        ["visit"],
        ("2011-03-05", "2011-03-06"),
        ["CLINTON", "DPRK"],
    ),
    (
        "Clinton said after her Pyongyang talks that the two sides would meet on March 12.",
        ["scheduled_meeting"],
        ("2011-03-12", "2011-03-12"),
        ["CLINTON"],
    ),
    (
        "A third visit by Clinton to the North Korean capital ended on March 7.",
        ["visit"],
        ("2011-03-07", "2011-03-07"),
        ["CLINTON", "DPRK"],
    ),
    (
        "Washington suspended the searches in 2005, saying its people were not safe.",
        ["operation_halted", "operation_suspended"],
        ("2005", "2005"),
        ["US"],
    ),
    (
        "The United States pulled its teams out of the North in 2005.",
        ["operation_halted"],
        ("2005", "2005"),
        ["US"],
    ),
    (
        "Recovery work was halted in 2005 amid rising tension with Pyongyang.",
        ["operation_halted", "operation_suspended"],
        ("2005", "2005"),
        ["DPRK"],
    ),
    (
        "The last remains came back in 2007, when Governor Bill Richardson visited Pyongyang.",
        ["hand_over"],
        ("2007", "2007"),
        ["RICHARDSON", "DPRK"],
    ),
    (
        "In 2007 Pyongyang gave Richardson six sets of remains.",
        ["hand_over"],
        ("2007", "2007"),
        ["RICHARDSON", "DPRK"],
    ),
    (
        "The Korean War ended in 1953 with an armistice rather than a treaty.",
        ["armistice"],
        ("1953-07-01", "1953-07-31"),
        [],
    ),
    (
        "The war ended in an armistice in 1953, leaving the Koreas technically at war.",
        ["armistice"],
        ("1953-07-01", "1953-07-31"),
        [],
    ),
    (
        "At the Singapore summit Trump and Kim agreed to recover the dead.",
        ["summit"],
        ("2018-06-12", "2018-06-12"),
        ["TRUMP", "KIM"],
    ),
    (
        "North Korea disconnected the hotline in 2009.",
        ["hotline_cut"],
        ("2009", "2009"),
        ["DPRK"],
    ),
    (
        "Pyongyang has not answered the line since it pulled the plug in 2009.",
        ["hotline_cut"],
        ("2009", "2009"),
        ["DPRK"],
    ),
    (
        "More than 200 sets of remains were sent back between 1990 and 1994.",
        ["hand_over"],
        ("1990", "1994"),
        [],
    ),
    (
        "From 1990 to 1994 North Korea returned 208 boxes of bones.",
        ["hand_over"],
        ("1990", "1994"),
        ["DPRK"],
    ),
    (
        "The Army trucked 100 caskets to the border village in February.",
        ["logistics"],
        ("2011-02-01", "2011-02-28"),
        [],
    ),
    (
        "North Korea said on Sunday that it would return the remains within weeks.",
        ["statement"],
        ("2011-03-06", "2011-03-06"),
        ["DPRK"],
    ),
    (
        "The Foreign Ministry in Pyongyang said on Saturday the talks were regrettable.",
        ["statement"],
        ("2011-03-05", "2011-03-05"),
        ["DPRK"],
    ),
]


@pytest.mark.parametrize(("sentence", "kinds", "bounds", "parties"), TOLD)
def test_an_event_is_found_with_its_date_and_a_party(sentence, kinds, bounds, parties):
    reading = read(from_text(sentence + "\n", name="x.txt"), published=SUMMER if "Singapore" in sentence else FRIDAY)
    wanted = {"kind": kinds, "earliest": bounds[0], "latest": bounds[1], "parties": parties}
    assert any(_is_event(event, wanted) for event in reading.events), reading.events


def test_what_did_not_happen_is_not_told_as_happened():
    reading = read(from_text("The North has not yet handed over any remains, the general said.\n", name="x.txt"))
    assert [e.status for e in reading.events if e.kind == "hand_over"] == ["not_occurred"]


def test_two_tellings_of_one_event_are_one_event():
    text = "The North handed over 12 boxes on July 6.\n\nThe boxes handed over on July 6 were opened in Hawaii.\n"
    reading = read(from_text(text, name="x.txt"), published=SUMMER)
    (event,) = [e for e in reading.events if e.kind == "hand_over"]
    assert len(event.evidence) == 2
    assert len(event.claims) == 2


def test_the_level_of_a_meeting_is_kept():
    text = "North Korean and American officers held general-level talks on Sunday in Panmunjom.\n"
    (event,) = [e for e in read(from_text(text, name="x.txt"), published=FRIDAY).events if e.kind == "talks"]
    assert (event.level, event.place, set(event.parties)) == ("general-level", "Panmunjom", {"DPRK", "US"})


def test_an_action_and_its_object_tell_an_event_only_beside_a_short_date():
    dated = read(from_text("Soldiers carried the boxes across the line on July 9, 2018.", name="x"), published=SUMMER)
    assert [(e.kind, e.date.value) for e in dated.events] == [("hand_over", "2018-07-09")]
    bare = read(from_text("Soldiers carried the boxes across the line.", name="x"), published=SUMMER)
    assert not bare.events


def test_a_loss_is_told_loosely_only_in_the_years_of_a_war():
    war = read(from_text("His bomber exploded near Wonsan on May 3, 1951.", name="x"), published=SUMMER)
    assert [e.kind for e in war.events] == ["loss"]
    peace = read(from_text("A boiler exploded under his plane on May 3, 2018.", name="x"), published=SUMMER)
    assert "loss" not in [e.kind for e in peace.events]


def test_heads_of_state_and_compound_adjectives_bring_their_states():
    met = read(from_text("President Moon and Chairman Kim met on April 27, 2018.", name="x"), published=SUMMER)
    assert any({"ROK", "DPRK"} <= set(e.participant_ids) for e in met.events)
    dug = read(from_text("The Lao-American teams dug up a wing on May 7, 2018.", name="x"), published=SUMMER)
    assert any({"LAOS", "US"} <= set(e.participant_ids) for e in dug.events)


def test_the_date_of_a_sentence_without_a_verb_dates_the_next():
    text = "Budapest, 6 May 2018. The two ministers discussed the cemetery for an hour."
    reading = read(from_text(text, name="x"), published=SUMMER)
    assert ("talks", "2018-05-06") in [(e.kind, e.date.value) for e in reading.events]


def test_what_is_summed_up_since_a_year_did_not_happen_in_it():
    reading = read(from_text("She has made eleven journeys to the grave since 1998.", name="x"), published=SUMMER)
    assert not [e for e in reading.events if e.date.value == "1998" and e.kind == "burial"]
