"""The drawing of a family: everyone once, nobody on top of another, parents above children."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from repatria.web.pedigree_drawing import RADIUS, STEP, Drawing, Relative, draw


def relative(key: int, sex: str, father: int | None = None, mother: int | None = None) -> Relative:
    return Relative(key, f"member {key}", sex, father, mother)


@st.composite
def families(chosen) -> list[Relative]:
    """Any pedigree: founders, and children of any earlier man and woman, so loops and remarriages occur."""
    size = chosen(st.integers(1, 14))
    members: list[Relative] = []
    for key in range(size):
        sex = chosen(st.sampled_from(["male", "female", "unknown"]))
        men = [m.key for m in members if m.sex == "male"]
        women = [m.key for m in members if m.sex == "female"]
        if men and women and chosen(st.booleans()):
            members.append(relative(key, sex, chosen(st.sampled_from(men)), chosen(st.sampled_from(women))))
        else:
            members.append(relative(key, sex))
    return members


def places(drawing: Drawing) -> dict[int, tuple[float, float]]:
    return {symbol.relative.key: (symbol.x, symbol.y) for symbol in drawing.symbols}


@given(families())
def test_any_family_is_drawn_whole_and_readable(members):
    drawing = draw(members)
    place = places(drawing)
    assert set(place) == {member.key for member in members}
    for (x, y), (other_x, other_y) in combinations(place.values(), 2):
        assert y != other_y or abs(x - other_x) >= STEP - 0.2
    for member in members:
        for parent in (member.father, member.mother):
            if parent is not None:
                assert place[parent][1] < place[member.key][1]
        x, y = place[member.key]
        assert RADIUS <= x <= drawing.width - RADIUS
        assert RADIUS <= y <= drawing.height - RADIUS


@given(families())
def test_the_same_family_is_drawn_the_same_way(members):
    assert draw(members) == draw(members)


def test_a_couple_stands_side_by_side_over_the_middle_of_its_children():
    children = [relative(key, "male", 0, 1) for key in (2, 3, 4)]
    place = places(draw([relative(0, "male"), relative(1, "female"), *children]))
    assert place[0][1] == place[1][1]
    assert abs(place[1][0] - place[0][0] - STEP) < 1
    assert abs((place[0][0] + place[1][0]) / 2 - sum(place[key][0] for key in (2, 3, 4)) / 3) < 1


def test_a_spouse_from_outside_stands_in_the_generation_of_the_one_married():
    grandparents = [relative(0, "male"), relative(1, "female")]
    place = places(draw([*grandparents, relative(2, "male", 0, 1), relative(3, "female"), relative(4, "male", 2, 3)]))
    assert place[3][1] == place[2][1]


def test_both_sets_of_grandparents_stand_in_the_top_row_without_a_crossing():
    top = [relative(0, "male"), relative(1, "female"), relative(2, "male"), relative(3, "female")]
    place = places(draw([*top, relative(4, "male", 0, 1), relative(5, "female", 2, 3), relative(6, "male", 4, 5)]))
    assert len({place[key][1] for key in range(4)}) == 1
    assert (place[0][0] < place[2][0]) == (place[4][0] < place[5][0])


def test_the_uncle_of_a_niece_is_joined_to_her_by_the_line_of_kin():
    members = [
        relative(0, "male"),
        relative(1, "female"),
        relative(2, "male", 0, 1),
        relative(3, "female", 0, 1),
        relative(4, "male"),
        relative(5, "female", 4, 3),
        relative(6, "male", 2, 5),
    ]
    assert [line.kind for line in draw(members).lines].count("kin") == 1


def test_half_siblings_hang_from_their_own_parents():
    members = [
        relative(0, "male"),
        relative(1, "female"),
        relative(2, "female"),
        relative(3, "male", 0, 1),
        relative(4, "male", 0, 2),
    ]
    place = places(draw(members))
    assert (place[1][0] < place[2][0]) == (place[3][0] < place[4][0])
    assert min(place[1][0], place[2][0]) < place[0][0] < max(place[1][0], place[2][0])


def test_no_family_at_all_is_an_empty_drawing():
    assert draw([]).symbols == ()
