"""Two counts or two days of one thing conflict; of two times, parts, places or peoples they do not."""

from __future__ import annotations

import pytest

from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text


def rules_of(text: str) -> set[str]:
    return {c.rule for c in read(from_text(text, name="text")).conflicts}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "The ministry said that 31 skeletons had been lifted from the quarry. "
            'The mayor disagreed. "It is 27 skeletons that were lifted from that quarry," he said.',
            "two_counts",
        ),
        (
            "Mr. Okoro: The register lists 640 names of the drowned. "
            "\n\nMs. Lind: The member is mistaken. "
            "The number of names of the drowned in that register is 604.",
            "two_counts",
        ),
        (
            "We opened 44 graves in the orchard. "
            "Of the 46 graves opened, 30 held one man, 12 held two and four were empty.",
            "two_counts",
        ),
        (
            "The members will gather for the reburial of the airmen at Kirkby cemetery on 4 May 2021. Bring a coat. "
            "Please note: the reburial of the airmen at Kirkby cemetery is on 6 May 2021.",
            "told_of_two_days",
        ),
        (
            "From the 90 boxes the laboratory has recovered 120 individuals so far. Some are children. "
            "From the 90 boxes 120 individuals have been identified by the laboratory.",
            "same_number_other_deed",
        ),
        ("They found 40 of the men aboard. Of those 40, as he told visitors, 43 were named.", "part_exceeds_whole"),
        (
            'Reports that the bodies of the crew "have already been flown home" are untrue. '
            "No bodies have been flown home.",
            "said_to_be_wrong",
        ),
    ],
)
def test_two_tellings_of_one_thing_conflict(text, rule):
    assert rule in rules_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said that 31 skeletons had been lifted. By Friday, the mayor said, 37 skeletons had been lifted.",
        "One wall names 640 of the drowned from Korea. The other, she said, names 604 of the drowned from Vietnam.",
        "The team opened 44 graves at Osim. The team opened 46 graves at Belin.",
        "The ministry counted 31 bodies. About 30 bodies, the mayor said, is what he had counted.",
        "Eight were named by DNA and four by their teeth.",
        "The first reburial at Kirkby cemetery is on 4 May 2021. The second reburial at Kirkby is on 6 May 2021.",
        "The laboratory recovered 120 individuals. All 120 individuals have been identified.",
    ],
)
def test_other_times_parts_and_places_do_not_conflict(text):
    assert not {"two_counts", "told_of_two_days", "same_number_other_deed"} & rules_of(text)
