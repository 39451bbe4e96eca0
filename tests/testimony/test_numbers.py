"""Numbers and counted things as people write them."""

from __future__ import annotations

import pytest

from repatria.testimony.numbers.numbers import find_numbers
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text
from repatria.testimony.text.segment import tokens


def numbers(words):
    return [(n.value, n.low, n.high, n.qualifier) for n in find_numbers(tokens(words, 0, len(words)))]


@pytest.mark.parametrize(
    ("words", "value", "qualifier"),
    [
        ("7,700 soldiers", 7700, None),
        ("nearly 8,000 troops", 8000, "nearly"),
        ("two hundred and thirty passengers", 230, None),
        ("twenty-one men", 21, None),
        ("a hundred men", 100, None),
        ("1.5 million people", 1_500_000, None),
        ("three dozen graves", 36, None),
        ("at least six", 6, "at_least"),
        ("no fewer than 90 samples", 90, "at_least"),
        ("as many as 400", 400, "up_to"),
        ("fewer than 20 men", 20, "up_to"),
        ("50+ boxes", 50, "at_least"),
        ("50-odd boxes", 50, "approx"),
        ("100 or more men", 100, "at_least"),
        ("an estimated 5,300", 5300, "approx"),
        ("well over 300 graves", 300, "more_than"),
        ("handed over 14 boxes", 14, None),
        ("half a dozen men", 6, "approx"),
    ],
)
def test_a_number_with_its_qualifier(words, value, qualifier):
    assert [(n[0], n[3]) for n in numbers(words)] == [(value, qualifier)]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("between 33 and 43 sets", 33, 43),
        ("200 to 400 men", 200, 400),
        ("200-400 men", 200, 400),
        ("ten or twelve men", 10, 12),
        ("200–400 men", 200, 400),
    ],
)
def test_a_range_has_bounds_and_no_value(words, low, high):
    assert numbers(words) == [(None, low, high, "between")]


@pytest.mark.parametrize(
    "words",
    [
        "Camp 5",
        "Resolution 2397",
        "No. 17",
        "$300 paid",
        "at 3:03 pm",
        "Highway 1",
        "5 miles",
        "the 38th parallel",
        "K208",
        "page 4",
        "F-86",
    ],
)
def test_numbers_that_count_nothing_are_left_alone(words):
    assert numbers(words) == []


def figure(sentence, n=0):
    reading = read(from_text(sentence + "\n", name="x.txt"))
    return [f for c in reading.claims for f in c.figures][n]


@pytest.mark.parametrize(
    ("sentence", "unit", "predicate"),
    [
        ("The team recovered the remains of 12 soldiers near the river.", "remains", "recovered"),
        ("The North handed over 55 boxes in July.", "boxes", "handed_over"),
        ("Some 40 sets of remains are held in the laboratory.", "sets", "held"),
        ("About 36,000 Americans died in the war.", "persons", "died"),
        ("Of the crew, 14 sailors were lost at sea.", "persons", "lost_at_sea"),
        ("The soldiers carried 16 caskets, which were buried at noon.", "caskets", "buried"),
        ("In all 112 men who were killed in the battle have been identified.", "persons", "identified"),
        ("More than 80,000 troops who died in past wars are still unaccounted for.", "persons", "unaccounted_for"),
        ("Scientists identified 20 missing soldiers last year.", "persons", "identified"),
    ],
)
def test_a_figure_keeps_its_unit_and_predicate(sentence, unit, predicate):
    found = figure(sentence)
    assert (found.unit, found.predicate) == (unit, predicate)


def test_those_of_a_larger_number_take_its_unit_and_war():
    sentence = (
        "More than 35,000 Americans died in the Korean War. "
        "Of those, 7,700 are listed as missing, with 5,300 believed to be in the North."
    )
    whole, part, deeper = (figure(sentence, n) for n in range(3))
    assert (whole.unit, part.unit, deeper.unit) == ("persons",) * 3
    assert (part.predicate, part.war, part.nation) == ("missing", "Korean War", "US")
    assert deeper.qualifier == "believed"


def test_boxes_are_never_persons():
    reading = read(
        from_text("They gave back 55 boxes. At least 60 persons were identified from the 55 boxes.\n", name="x.txt")
    )
    assert [(f.value, f.unit) for c in reading.claims for f in c.figures] == [(55, "boxes"), (60, "persons")]
    assert reading.conflicts == ()


@pytest.mark.parametrize(
    ("sentence", "unit", "predicate"),
    [
        ("Kim said 200 remains were not returned.", "remains", "returned"),
        ("The return of 200 remains fell through.", "remains", "returned"),
        ("The North did not return 55 boxes of remains.", "boxes", "returned"),
        ("The Army failed to return 55 sets of remains.", "sets", "returned"),
        ("Kim said 40 sets were not recovered.", "sets", "recovered"),
        ("12 cases did not come home.", "cases", "returned"),
        ("200 caskets were never returned.", "caskets", "returned"),
    ],
)
def test_remains_and_boxes_that_were_not_returned_are_no_missing_persons(sentence, unit, predicate):
    reading = read(from_text(sentence + "\n", name="x.txt"))
    ((claim, found),) = [(c, f) for c in reading.claims for f in c.figures]
    assert (found.unit, found.predicate, claim.modality) == (unit, predicate, "negative")
    assert "missing" not in found.population


def test_of_sets_those_not_returned_are_sets():
    found = figure("Of 455 sets, 200 were not returned.", 1)
    assert (found.value, found.unit, found.predicate) == (200, "sets", "returned")


@pytest.mark.parametrize("words", ["never returned", "did not come home", "failed to return"])
def test_persons_who_never_returned_are_missing(words):
    found = figure(f"Kim said 200 soldiers {words}.")
    assert (found.unit, found.predicate, found.population) == ("persons", "missing", "missing in action")
