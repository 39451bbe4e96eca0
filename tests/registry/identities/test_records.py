"""Files that disagree: kept side by side, decided with a reason, opened again without loss."""

from __future__ import annotations

import pytest

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import AsOf
from repatria.registry.identities.corrections import withdraw_correction
from repatria.registry.identities.models import Correction, Disagreement, Settlement, SourceRecord
from repatria.registry.identities.read import identity_of, open_disagreements
from repatria.registry.identities.records import Saying, keep_records, on_the_roll_of, reopen, settle
from repatria.registry.imports.verbs import note_import
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR
from repatria.registry.roster.models import MissingPerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(db):
    """A made-up file that says something of a person."""

    def keep(person, **said):
        number = SourceRecord.objects.count() + 1
        person = MissingPerson.objects.select_related("incident").get(pk=person.pk)
        with recording(OPERATOR) as record:
            key = note_import(
                record, format="roster", file_name=f"file {number}", digest=f"{number}", rows_read=1, landed=1,
                problems=[], rejected=0, beside=1,
            )  # fmt: skip
            roll = {person.pk: on_the_roll_of(person, person.incident)}
            keep_records(record, key, [Saying(person.pk, number, said)], roll)

    return keep


def birth(person) -> str:
    return MissingPerson.objects.get(pk=person.pk).birth


def test_the_chosen_value_is_used_with_its_reason_and_both_stay_side_by_side(enter, do, say):
    person = enter("P1", birth="1931-04-02")
    say(person, birth="1932-04-02", rank="Major")
    before = LedgerEntry.objects.count()
    (line,) = [row for row in identity_of(person).compared if row.open]
    assert (line.field, line.roll, [(c.value, c.differs) for c in line.said]) == (
        "birth", "1931-04-02", [("1932-04-02", True)],
    )  # fmt: skip
    do(settle, person, "birth", "1932-04-02", reason="the certificate agrees")
    assert birth(person) == "1932-04-02"
    assert not open_disagreements().exists()
    row = Settlement.objects.get()
    assert (row.reason, row.correction.before) == ("the certificate agrees", "1931-04-02")
    assert identity_of(MissingPerson.objects.get(), AsOf(seq=before)).person.birth == "1931-04-02"
    assert SourceRecord.objects.get().said == {"birth": "1932-04-02", "rank": "Major"}
    assert verify().problems == []


def test_the_roll_may_be_right_and_then_nothing_is_corrected(enter, do, say):
    person = enter("P1", birth="1931-04-02")
    say(person, birth="1932-04-02")
    do(settle, person, "birth", "1931-04-02", reason="the certificate agrees")
    assert not Correction.objects.exists()
    assert not open_disagreements().exists()


def test_a_decision_opened_again_leaves_the_roll_as_it_was(enter, do, say):
    person = enter("P1", birth="1931-04-02")
    say(person, birth="1932-04-02")
    do(settle, person, "birth", "1932-04-02", reason="a guess")
    with pytest.raises(Conflict, match="open that decision again"):
        do(withdraw_correction, Correction.objects.get(), reason="a guess")
    do(reopen, Settlement.objects.get(), reason="it was a guess")
    assert birth(person) == "1931-04-02"
    assert open_disagreements().count() == 1
    do(settle, person, "birth", "1931-04-02", reason="the certificate")
    assert verify().problems == []


def test_a_later_file_with_a_third_value_opens_the_question_again(enter, do, say):
    person = enter("P1", birth="1931-04-02")
    say(person, birth="1932-04-02")
    do(settle, person, "birth", "1932-04-02", reason="the certificate")
    say(person, birth="1931-04-02")
    assert not open_disagreements().exists(), "that value was seen when it was decided"
    say(person, birth="1935")
    assert open_disagreements().get().ours == "1932-04-02"


def test_a_decision_nobody_can_make_is_refused_in_words(enter, do, say, incident):
    person = enter("P1", birth="1931-04-02", incident_id=incident)
    with pytest.raises(Conflict, match="no file says otherwise"):
        do(settle, person, "birth", "1932", reason="made up")
    say(person, birth="1932-04-02", incident_date="1951-01-01", sex="male")
    with pytest.raises(InvalidInput, match="choose one of 1931-04-02, 1932-04-02"):
        do(settle, person, "birth", "1940", reason="made up")
    with pytest.raises(Conflict, match="correct it there"):
        do(settle, person, "incident_date", "1951-01-01", reason="made up")
    do(settle, person, "incident_date", "1950-11-28", reason="the morning report")
    assert Disagreement.objects.filter(settled=None).values_list("field", flat=True).get() == "birth"
