"""Whom a count counts and of which time it tells: participles before the noun, shares, deadlines, changes."""

from __future__ import annotations

import pytest

from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text

DAY = Dated("2021-03-05", "day", "given", "2021-03-05", "2021-03-05")


def figures(sentence):
    reading = read(from_text(sentence + "\n", name="x.txt"), published=DAY)
    return [f for c in reading.claims for f in c.figures]


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ("64 identified soldiers", "64 identified soldiers"),
        ("14 recovered airmen", "14 recovered airmen"),
        ("7 newly identified sailors", "7 newly identified sailors"),
        ("5 still unnamed men", "5 still unnamed men"),
        ("9 not yet identified prisoners", "9 not yet identified prisoners"),
        ("64 identified and named soldiers", "64 identified and named soldiers"),
    ],
)
def test_a_participle_before_the_noun_keeps_it(words, counted):
    boxes, persons = figures(f"They handed over 55 boxes. The army gave a list of {words} to the families.")
    assert (boxes.unit, persons.unit, persons.evidence.quote) == ("boxes", "persons", counted)
    assert persons.population.count("identified") == words.count("identified")


@pytest.mark.parametrize("words", ["A team of 9 recovered remains there.", "Of the 12, 5 lost brothers."])
def test_a_verb_in_the_past_is_no_participle(words):
    assert not any(f.evidence.quote.endswith(("remains", "brothers")) for f in figures(words))


@pytest.mark.parametrize(
    ("words", "population"),
    [
        ("About 92 percent of the missing have given DNA", "of the missing"),
        ("Half of the families have given DNA", "of families"),
        ("Three quarters of the soldiers had brothers", "of soldiers"),
        ("20 per cent of those identified had brothers", "of those identified"),
        ("Two thirds held animal bones", "of boxes handed over"),
    ],
)
def test_a_share_is_of_the_noun_behind_it_else_of_what_was_counted_before(words, population):
    assert figures(f"They handed over 55 boxes. {words}.")[-1].population == population


@pytest.mark.parametrize(
    "words",
    ["There were neither 12 nor 14 graves.", "There were not 12 but 14 graves.", "There were 12 or 114 graves."],
)
def test_no_population_holds_another_number(words):
    assert [f.population for f in figures(words)] == ["graves", "graves"]


@pytest.mark.parametrize(
    ("words", "population"),
    [
        ("The last hand-over was in 2018.", "last hand-over"),
        ("The last known hand-over took place in 2018.", "last known hand-over"),
        ("The last time a hand-over took place was in 2018.", "last time a hand-over took place"),
        ("The first such exchange was in 2018.", "first such exchange"),
    ],
)
def test_words_of_a_population_are_not_glued(words, population):
    assert [f.population for f in figures(words)] == [population]


def of_64(sentence):
    return next((f.period, f.as_of) for f in figures(sentence) if f.value == 64)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry promised a list of 64 soldiers identified in the North by 15 April 2019.",
        "It will hand over a list of 64 soldiers who were identified by 15 April 2022.",
        "They agreed on 3 May 2018 to return the remains of 64 soldiers by 15 April 2019.",
        "It asked for a list of 64 identified soldiers, to be sent no later than 15 April 2019.",
        "The North is to give a list of 64 soldiers until 15 April 2022.",
    ],
)
def test_a_deadline_is_no_period(sentence):
    assert of_64(sentence) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "time"),
    [
        ("By 15 April 2019 64 soldiers had been identified.", (None, "2019-04-15")),
        ("Until 2005 they returned the remains of 64 soldiers.", (None, "2005")),
        ("On 27 July 2018 they returned 64 boxes and promised 12 more by September 2019.", ("2018-07-27", None)),
        ("64 boxes were returned on 27 July 2018.", ("2018-07-27", None)),
    ],
)
def test_what_was_done_by_a_day_was_counted_on_it(sentence, time):
    assert of_64(sentence) == time


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The number of missing fell from 7,747 to 7,680.", [(7747, None), (7680, "2021-03")]),
        ("The number of missing fell from 7,747 in 2016 to 7,680 in 2018.", [(7747, "2016"), (7680, "2018")]),
        ("The missing fell from 7,747 at the end of 2016 to 7,680 a year later.", [(7747, "2016"), (7680, "2017")]),
        (
            "In 2016 there were 7,802 missing, in 2017 7,747 and in 2018 7,680.",
            [(7802, "2016"), (7747, "2017"), (7680, "2018")],
        ),
        ("Missing: 2016: 7,802; 2017: 7,747.", [(7802, "2016"), (7747, "2017")]),
        ("Of those lost in 1950 7,680 are missing.", [(7680, "2021-03")]),
        ("Identified soldiers: 64 by 2018, 100 by 2019.", [(64, "2018"), (100, "2019")]),
        ("The unaccounted for rose from 12 to 15 in May 2018.", [(12, None), (15, "2018-05")]),
    ],
)
def test_each_count_of_a_row_of_times_is_of_its_own_time(sentence, told):
    assert [(f.value, f.as_of) for f in figures(sentence)] == told
