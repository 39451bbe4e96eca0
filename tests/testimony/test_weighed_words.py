"""What a dated clause tells by the meanings of its words."""

from __future__ import annotations

import pytest

from repatria.testimony.events.weighed_words import told_by_words
from repatria.testimony.text.inflection import verb_forms


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Two urns were passed to the consul at the airport on May 3.", "hand_over"),
        ("On May 3 a courier dropped the reply into the embassy's post.", "letter"),
        ("They lowered him into the earth beside his brother on May 3.", "burial"),
        ("Her dredger snagged a propeller and a wing on May 3.", "excavation"),
        ("The isotope result put a name to the skull on May 3.", "identification"),
        ("On May 3 the embankment gave way and killed nine.", "disaster"),
        ("The hotline between them has been silent and unplugged since May 3.", "hotline_cut"),
        ("The envoys haggled until dawn on May 3.", "talks"),
        ("On May 3 the diary of the chaplain was serialised in the Tribune.", "publication"),
        ("Nobody came to the meeting on May 3, and the chairs stayed empty.", "no_show"),
        ("The coroner heard the evidence of the nurse on May 3.", "testimony"),
        ("Storms forced the divers to lay down their tools on May 3.", "operation_halted"),
    ],
)
def test_meanings_that_stand_together_tell_a_kind(sentence, kind):
    start = sentence.index("May 3")
    assert kind in [told.kind for told in told_by_words(sentence, start, start + 5)[:2]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Her grandson was born on May 3.",
        "On May 3 the price of coffee rose again.",
        "The bakery on the corner has a new owner, and since May 3 the bread is good.",
        "It rained on May 3.",
    ],
)
def test_words_without_a_frame_tell_nothing(sentence):
    start = sentence.index("May 3")
    assert told_by_words(sentence, start, start + 5) == []


def test_verbs_double_their_last_letter_only_under_stress():
    assert "lowered" in verb_forms("lower")
    assert "interred" in verb_forms("inter")
    assert "digging" in verb_forms("dig")
    assert {"cancelled", "canceled"} <= set(verb_forms("cancel"))
    assert "lying" in verb_forms("lie")
