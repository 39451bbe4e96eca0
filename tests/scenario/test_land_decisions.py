"""The decisions of the demonstration: one in every state, the record whole, the search's score untouched."""

from __future__ import annotations

from collections import Counter

import pytest

from repatria.registry.decisions.models import Identification, State
from repatria.registry.figures.computed import definition
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR
from repatria.registry.people.permissions import Role
from repatria.registry.people.verbs import NewAccount, add_accounts
from repatria.registry.runs.blind_search import run_search
from repatria.registry.runs.models import SearchRun
from repatria.registry.runs.parameters import SearchParameters
from repatria.scenario.build import build
from repatria.scenario.land import land_scenario
from repatria.scenario.land_decisions import STATES, land_decisions
from repatria.scenario.score import score_run

WORD = "a long made-up password 7"


@pytest.mark.django_db
def test_the_demonstration_decides_in_every_state_and_counts_stay_honest(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with recording(OPERATOR) as record:
        scenario = build(1950, missing=200, boxes=10, remains=60)
        land_scenario(record, scenario)
    run_search(OPERATOR, SearchParameters())
    run = SearchRun.objects.get()
    score = score_run(run, scenario.truth)
    before = definition("unaccounted-for").at().value
    roles = [role for role in Role if role is not Role.FAMILY]
    users = add_accounts(OPERATOR, [NewAccount(role.name.lower(), WORD, role) for role in roles])
    land_decisions({user.role: (user, WORD) for user in users})
    firsts = Counter(Identification.objects.filter(addition=False).values_list("state", flat=True))
    assert firsts == Counter(state.value for state in STATES)
    further = Identification.objects.filter(addition=True)
    assert [(row.state, row.person.identifications.first().state) for row in further] == [("signed", State.BURIED)]
    assert all(row.made_up for row in Identification.objects.all())
    assert definition("unaccounted-for").at().value == before - 4
    assert definition("accounted-for").at().value == 4
    assert definition("remains-held").at().value == 60 - 2, "two sets were released"
    assert score_run(run, scenario.truth) == score
    truth = {row.person.reference: row.items.get().remains.code for row in Identification.objects.all()}
    assert {scenario.truth[code] for code in truth.values()} == set(truth), "no made-up decision names the wrong person"
    assert verify().problems == []
