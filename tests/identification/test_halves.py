"""Working a component from both ends gives what working it through in one go gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.identification.choices import FamilyChoices, from_matrix
from repatria.identification.components import Plan, growth, plan
from repatria.identification.exact import solve
from repatria.identification.halves import cut_at, halved, solve_halves
from repatria.identification.k_best import best_of_component
from repatria.identification.used_sets import Limits, backward, forward

LIMITS = Limits()


def random_families(rng, families, remains, spread, share):
    """Families of one to three missing persons; ``share`` of what is conceivable is possible."""
    made, first = [], 0
    for _ in range(families):
        persons = int(rng.integers(1, 4))
        choices = [([(first + k, item)], rng.normal(0, spread)) for k in range(persons) for item in range(remains)]
        for _ in range(int(rng.integers(0, 12))):
            size = int(rng.integers(1, min(persons, remains) + 1))
            who = first + rng.permutation(persons)[:size]
            whose = rng.permutation(remains)[:size]
            choices.append((list(zip(who.tolist(), whose.tolist(), strict=True)), rng.normal(0, spread)))
        made.append(FamilyChoices.of(choice for choice in choices if rng.random() < share))
        first += persons
    return [family for family in made if len(family)]


def assert_same(families, cut, best=30):
    order = plan(families)
    assert order is not None
    done = forward(families, order, LIMITS)
    expected = backward(done, np.zeros(1))
    listed = best_of_component(done, best)
    shares, solutions = solve_halves(families, *cut_at(families, order, cut), best, LIMITS)
    assert shares.log_total == pytest.approx(expected.log_total, rel=1e-14, abs=1e-12)
    scale = max(1.0, *(abs(weight) for weight, _ in listed))
    for place in range(len(families)):
        np.testing.assert_allclose(shares.choice[place], expected.choice[place], atol=1e-12)
        np.testing.assert_allclose(shares.choice_best[place], expected.choice_best[place], atol=1e-12 * scale)
    np.testing.assert_allclose(shares.none, expected.none, atol=1e-12)
    np.testing.assert_allclose(shares.none_best, expected.none_best, atol=1e-12 * scale)
    assert shares.unused.keys() == expected.unused.keys()
    for item, share in expected.unused.items():
        assert shares.unused[item] == pytest.approx(share, abs=1e-12)
        assert shares.unused_best[item] == pytest.approx(expected.unused_best[item], abs=1e-12 * scale)
    assert [weight for weight, _ in solutions] == pytest.approx([weight for weight, _ in listed], abs=1e-12 * scale)
    for weight, taken in solutions:
        used = [pair for place, choice in enumerate(taken) if choice >= 0 for pair in families[place].pairs(choice)]
        assert len({item for _, item in used}) == len(used)
        added = sum(families[place].log_weight[choice] for place, choice in enumerate(taken) if choice >= 0)
        assert added == pytest.approx(weight, abs=1e-12 * scale)
    assert len({taken for _, taken in solutions}) == len(solutions)


@settings(max_examples=120)
@given(
    st.integers(0, 2**32),
    st.integers(1, 5),
    st.integers(1, 7),
    st.sampled_from([0.0, 3.0, 60.0, 2000.0]),
    st.sampled_from([0.3, 0.7, 1.0]),
    st.data(),
)
def test_any_cut_gives_what_one_go_gives(seed, families, remains, spread, share, data):
    made = random_families(np.random.default_rng(seed), families, remains, spread, share)
    if made:
        assert_same(made, data.draw(st.integers(0, len(made))))


def test_a_dense_component_is_worked_from_both_ends_and_gives_the_same():
    made = random_families(np.random.default_rng(1), 8, 14, 3.0, 1.0)
    order = plan(made)
    halves = halved(made, order, LIMITS)
    assert halves is not None
    assert halves.transitions < sum(growth(made, order.order, order.retired).transitions)
    assert_same(made, len(halves.first.order))
    one, other = solve(made), solve(made)
    assert [share.tobytes() for share in one.choice] == [share.tobytes() for share in other.choice]
    assert one.solutions == other.solutions


def test_sets_of_remains_that_stay_few_are_not_worked_from_both_ends():
    chain = [FamilyChoices.of([([(k, item)], 1.0) for item in range(k, k + 6)]) for k in range(16)]
    order = plan(chain)
    assert order is not None
    assert halved(chain, order, LIMITS) is None


def test_it_is_left_alone_where_rows_for_all_sets_do_not_fit_or_something_is_counted():
    from dataclasses import replace

    families = from_matrix(np.random.default_rng(2).normal(0, 2, (16, 16)))
    order = plan(families)
    assert isinstance(order, Plan)
    assert halved(families, order, LIMITS) is not None
    assert halved(families, order, Limits(states=2**16)) is None
    tallied = [replace(family, tally=np.zeros(len(family), dtype=np.int64)) for family in families]
    assert halved(tallied, order, LIMITS) is None


def test_growth_is_never_less_than_the_states_that_arise():
    for seed in range(20):
        made = random_families(np.random.default_rng(seed), 5, 9, 3.0, 0.5)
        order = plan(made)
        bounds = growth(made, order.order, order.retired)
        done = forward(made, order, LIMITS)
        joined = [n.count for n, step in zip(done.states[1:], done.steps, strict=True) if hasattr(step, "family")]
        assert all(count <= bound for count, bound in zip(joined, bounds.states, strict=True))
