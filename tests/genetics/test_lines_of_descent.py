"""Maternal and paternal lines against a slow twin that walks up the pedigree one step at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.genetics.lines_of_descent import Descent, descent, maternal_line, nearest_typed, paternal_line
from repatria.genetics.pedigree import FEMALE, MALE, UNKNOWN, Member, Pedigree, build_pedigree, nuclear_family


@st.composite
def pedigrees(draw) -> Pedigree:
    """A random pedigree: founders first, each other member a child of an earlier man and an earlier woman."""
    rows = [Member("f0", sex=MALE), Member("f1", sex=FEMALE)]
    for number in range(draw(st.integers(0, 14))):
        men = [row.id for row in rows if row.sex == MALE]
        women = [row.id for row in rows if row.sex == FEMALE]
        sex = draw(st.sampled_from([MALE, FEMALE, UNKNOWN]))
        if draw(st.booleans()):
            rows.append(Member(f"m{number}", draw(st.sampled_from(men)), draw(st.sampled_from(women)), sex))
        else:
            rows.append(Member(f"m{number}", sex=sex))
    return build_pedigree(rows)


def drawn(pedigree: Pedigree) -> Descent:
    return descent(pedigree.father, pedigree.mother, pedigree.sex, pedigree.twins)


def oldest_mother(pedigree: Pedigree, member: int) -> int:
    while pedigree.mother[member] >= 0:
        member = int(pedigree.mother[member])
    return member


def oldest_father(pedigree: Pedigree, member: int) -> int:
    while pedigree.father[member] >= 0:
        member = int(pedigree.father[member])
    return member


@given(pedigrees())
def test_two_share_a_line_when_walking_up_by_mothers_or_by_fathers_they_meet(pedigree):
    for one in range(len(pedigree)):
        maternal = [o for o in range(len(pedigree)) if oldest_mother(pedigree, o) == oldest_mother(pedigree, one)]
        assert maternal_line(pedigree, one) == maternal
        men = [o for o in range(len(pedigree)) if pedigree.sex[o] == MALE]
        paternal = [o for o in men if oldest_father(pedigree, o) == oldest_father(pedigree, one)]
        assert paternal_line(pedigree, one) == (paternal if pedigree.sex[one] == MALE else [])


@given(pedigrees(), st.data())
def test_typed_relatives_are_counted_as_by_hand_and_nobody_counts_as_their_own(pedigree, data):
    n = len(pedigree)
    typed = np.array(data.draw(st.lists(st.booleans(), min_size=n, max_size=n)), dtype=bool)
    near = nearest_typed(drawn(pedigree), typed)
    for i in range(n):
        parents = (pedigree.father[i], pedigree.mother[i])
        close = sum(bool(typed[p]) for p in parents if p >= 0) + sum(bool(typed[c]) for c in pedigree.children(i))
        same = [
            o for o in range(n) if o != i and parents[0] >= 0 and (pedigree.father[o], pedigree.mother[o]) == parents
        ]
        assert near.parents_and_children[i] == close
        assert near.full_siblings[i] == sum(bool(typed[o]) for o in same)
        assert near.maternal[i] == sum(bool(typed[o]) for o in maternal_line(pedigree, i) if o != i)
        assert near.paternal[i] == sum(bool(typed[o]) for o in paternal_line(pedigree, i) if o != i)


def test_a_sisters_child_carries_the_mtdna_and_a_brothers_son_the_y():
    pedigree = build_pedigree(
        [
            Member("father", sex=MALE),
            Member("mother", sex=FEMALE),
            Member("missing", "father", "mother", MALE),
            Member("sister", "father", "mother", FEMALE),
            Member("her husband", sex=MALE),
            Member("niece", "her husband", "sister", FEMALE),
            Member("brother", "father", "mother", MALE),
            Member("his wife", sex=FEMALE),
            Member("nephew", "brother", "his wife", MALE),
        ]
    )
    names = pedigree.ids
    missing = names.index("missing")
    assert {names[i] for i in maternal_line(pedigree, missing)} == {"mother", "missing", "sister", "niece", "brother"}
    assert {names[i] for i in paternal_line(pedigree, missing)} == {"father", "missing", "brother", "nephew"}


def test_identical_twins_share_a_line_even_without_drawn_parents_and_one_is_enough():
    pedigree = build_pedigree([Member("one", sex=MALE), Member("two", sex=MALE)], twins=[("one", "two")])
    assert maternal_line(pedigree, 0) == paternal_line(pedigree, 0) == [0, 1]
    typed = np.array([False, True])
    near = nearest_typed(drawn(pedigree), typed)
    assert near.enough.tolist() == [True, False]


def test_two_identical_twins_among_the_siblings_count_as_one_and_are_not_enough():
    children = [Member(name, "father", "mother", MALE) for name in ("missing", "one", "two", "third")]
    parents = [Member("father", sex=MALE), Member("mother", sex=FEMALE)]
    pedigree = build_pedigree([*parents, *children], twins=[("one", "two")])
    missing, one, two, third = (pedigree.ids.index(name) for name in ("missing", "one", "two", "third"))
    typed = np.zeros(len(pedigree), dtype=bool)
    typed[[one, two]] = True
    near = nearest_typed(drawn(pedigree), typed)
    assert near.full_siblings[missing] == near.full_siblings[third] == 1
    assert not near.enough[missing]
    assert near.full_siblings[one] == 0, "the twin counts as closer than a sibling"
    typed[third] = True
    assert nearest_typed(drawn(pedigree), typed).enough[missing]


@pytest.mark.parametrize(("siblings", "enough"), [(1, False), (2, True)])
def test_two_full_siblings_are_enough_and_one_is_not(siblings, enough):
    pedigree = nuclear_family(3)
    typed = np.array([False, False, False, siblings > 0, siblings > 1])
    near = nearest_typed(drawn(pedigree), typed)
    assert bool(near.enough[2]) is enough
