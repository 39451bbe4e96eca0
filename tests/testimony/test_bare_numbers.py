"""Numbers without a noun are counts, unless they are names, hours, codes, scores or measures."""

from __future__ import annotations

import pytest

from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text


def figures(sentence):
    reading = read(from_text(sentence + "\n", name="x.txt"))
    return [f for c in reading.claims for f in c.figures]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Flight 447 carried 228; the sea gave back 154.", [228, 154]),
        ("There used to be a hundred of us; we are nine now.", [100, 9]),
        ("The chair read out the tally: Norfolk 14, Suffolk 9, Essex none.", [14, 9, 0]),
        ("Rescue teams had by nightfall found all but six.", [6]),
        ("The prosecution speaks of forty, his counsel concedes nineteen.", [40, 19]),
        ("They are 17 (seventeen) in all.", [17]),
        ("Three dozen mass graves ring the town.", [36]),
        ("As the ferry listed, 17 jumped.", [17]),
        ("A further twelve await burial.", [12]),
        ("The owners speak of a couple of dozen.", [24]),
    ],
)
def test_a_number_without_a_noun_is_a_count(sentence, values):
    assert [f.value for f in figures(sentence)] == values


@pytest.mark.parametrize(
    "sentence",
    [
        "Room 12 is on floor 3.",
        "The aircraft of 658 Squadron came down on runway 27.",
        "Boxes 12 and 13 are missing.",
        "Highways 1 and 9 meet here.",
        "They won 3-1, and the odds had been 7 to 2.",
        "The average age of a sister is 84.",
        "He lived at 42 Orchard Street and later at 2214 Larkspur.",
        "2. Separate the payments. See p. 12.",
        "The two sides will meet again.",
        "It has an 0800 briefing and a tag stamped 19002314.",
        "None of the women knew.",
        "One supposes so.",
    ],
)
def test_what_only_names_or_measures_counts_nothing(sentence):
    assert figures(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "value", "qualifier"),
    [
        ("It is eight hundred at the very outside.", 800, "up_to"),
        ("We have lost 80, if not more.", 80, "at_least"),
        ("Nigh on 500 fishermen drowned.", 500, "nearly"),
        ("A good 300 drowned.", 300, "at_least"),
        ("Considerably more than 90 graves were opened.", 90, "more_than"),
        ("The laboratory opens 120 cases a year at most.", 120, "up_to"),
        ("Barely forty survived.", 40, "approx"),
        ("The number of the dead exceeded 40.", 40, "more_than"),
        ("Officials say 19.", 19, "exact"),
    ],
)
def test_a_count_is_qualified_before_and_behind(sentence, value, qualifier):
    assert [(f.value, f.qualifier) for f in figures(sentence)] == [(value, qualifier)]


def test_a_range_shares_its_scale():
    (found,) = figures("Between six and eight hundred were shot.")
    assert (found.low, found.high) == (600, 800)


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("The divers asked for six weeks and were given four.", ["other", "other"]),
        ("The case was carried by six.", ["persons"]),
        ("Sixty per cent of cases (n = 129) were closed.", ["other", "cases"]),
        ("Thirteen litigants and two juveniles spoke.", ["persons", "persons"]),
        ("They brought three plants.", ["other"]),
    ],
)
def test_the_unit_is_told_by_what_stands_nearest(sentence, units):
    assert [f.unit for f in figures(sentence)] == units


@pytest.mark.parametrize(
    ("sentence", "predicates"),
    [
        ("No more than 400 of the 7,000 Koreans had ever been returned.", ["returned", "other"]),
        ("The bombing killed 17 and injured 60.", ["died", "other"]),
        ("Returns by year: 1990, five caskets; 1991, eleven.", ["returned", "returned"]),
        ("Of 140 samples 88 yielded a profile.", ["other", "other"]),
        ("Three cases came down the ramp, and the dead were saluted.", ["other"]),
        ("A woman, who named 702 of the dead, has died.", ["identified"]),
        ("The tsunami took nine.", ["died"]),
        ("The grave gave up 44 skeletons.", ["recovered"]),
    ],
)
def test_a_predicate_is_that_of_the_clause(sentence, predicates):
    assert [f.predicate for f in figures(sentence)] == predicates
