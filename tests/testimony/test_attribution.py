"""Who says it and through whom. Every sentence is made up."""

from __future__ import annotations

import pytest

from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text

DAY = Dated("2018-07-16", "day", "given", "2018-07-16", "2018-07-16")
SAID = [
    (
        "“They told us nothing,” said retired Gen. Walter Sharp, who once led US forces in Korea.",
        "told us nothing",
        ["Sharp"],
    ),
    (
        "Chuck Prichard, a spokesman for the agency, said in an email that no date was set.",
        "no date was set",
        ["Prichard"],
    ),
    (
        "The agency's director, Kelly McKeague, told Congress the work would take decades.",
        "the work would take decades",
        ["McKeague"],
    ),
    (
        "South Korea's Yonhap news agency reported, citing an unnamed official, that boxes had arrived.",
        "boxes had arrived",
        ["official"],
    ),
    (
        "A Pentagon spokeswoman declined to comment.",
        "declined to comment",
        [None],
    ),
    (
        "The command did not immediately respond to a request for comment.",
        "did not immediately respond",
        [None],
    ),
    (
        "“This was productive,” Mr. Pompeo said of the meeting. “There is work to do.”",
        "There is work to do",
        ["Pompeo"],
    ),
    (
        "Mr. Trump has claimed that the bodies are home.",
        "the bodies are home",
        ["Trump"],
    ),
    (
        "US officials say the North has up to 200 sets ready.",
        "the North has up to 200",
        ["US officials"],
    ),
    (
        "The US State Department said the talks were cooperative.",
        "the talks were cooperative",
        ["State"],
    ),
    (
        "According to a US official who spoke on condition of anonymity, the boxes were empty.",
        "the boxes were empty",
        ["US official"],
    ),
    (
        "The boxes were empty, according to two people briefed on the matter.",
        "The boxes were empty",
        ["two people"],
    ),
    (
        "Analysts believe the North wants money.",
        "the North wants money",
        ["Analysts"],
    ),
    (
        "In Seoul, President Moon Jae-in called the talks a first step.",
        "called the talks",
        ["Moon", None],
    ),
    (
        "“We will keep our promise,” the ministry said in a statement carried by KCNA.",
        "We will keep our promise",
        ["ministry"],
    ),
    (
        "The Korea Herald quoted a government source as saying that 50 boxes were ready.",
        "50 boxes were ready",
        ["source"],
    ),
    (
        "“He was my big brother,” said his sister, Anna Kowalski, 88. “I never gave up.”",
        "I never gave up",
        ["Kowalski"],
    ),
    (
        "Asked whether he was sure, the general replied: “No one can be.”",
        "No one can be",
        ["general"],
    ),
    (
        "The North Korean side insisted that a general attend.",
        "a general attend",
        ["North Korea"],
    ),
    (
        "State media said the meeting had been friendly.",
        "the meeting had been friendly",
        ["State media", None],
    ),
    (
        "Pompeo, speaking in Tokyo, rejected the charge.",
        "rejected the charge",
        [None, "Pompeo"],
    ),
    (
        "Officials with the agency estimate 200 could be named.",
        "200 could be named",
        ["DPAA", "agency", "officials"],
    ),
    (
        "Rick Downes, whose father is missing, said he was wary of the figures.",
        "he was wary",
        ["Downes"],
    ),
    (
        "It was, he wrote, “the coldest night of my life.”",
        "the coldest night",
        [None],
    ),
    (
        "Kim Yong Chol, a senior North Korean official, said the US should show good faith.",
        "the US should show",
        ["Kim Yong Chol"],
    ),
    (
        "Former ambassador Bill Richardson warned that the North would ask for cash.",
        "the North would ask",
        ["Richardson"],
    ),
]


def claim_at(text, words):
    reading = read(from_text(text + "\n", name="x.txt"), published=DAY)
    start = text.index(words)
    inside = [c for c in reading.claims if c.evidence.start < start + len(words) and start < c.evidence.end]
    return min(inside, key=lambda c: len(c.evidence.quote))


@pytest.mark.parametrize(("text", "words", "accepted"), SAID)
def test_the_speaker_of(text, words, accepted):
    said = claim_at(text, words).speaker
    assert any(
        said is None if name is None else said is not None and name.lower() in said.lower() for name in accepted
    ), said


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("“No,” Col. Ann Reed told Reuters on Monday. “Not one of them came.”", "Not one", ("Reuters", "x.txt")),
        ("Three boxes were empty, Kyodo reported.", "Three boxes", ("Kyodo News", "x.txt")),
        ("According to the Mekong Observer, three boxes were empty.", "three boxes", ("Mekong Observer", "x.txt")),
        ("Three of the boxes were empty that day.", "Three of", ("x.txt",)),
    ],
)
def test_the_outlets_are_links_of_the_chain_and_never_the_speaker(text, words, chain):
    claim = claim_at(text, words)
    assert claim.attribution == chain
    assert claim.speaker in (None, "Col. Ann Reed")


def test_a_surname_takes_the_full_name_told_before():
    text = "Lt. Col. Ann Reed came late. She was tired. Reed said the boxes were empty."
    assert claim_at(text, "the boxes were empty").speaker == "Lt. Col. Ann Reed"


def test_a_claim_refuted_in_its_own_sentence_is_a_conflict():
    text = "Gen. Ann Reed said the hand-over had yet to begin, despite Mayor Tom Hall's claims that it was done.\n"
    reading = read(from_text(text, name="x.txt"), published=DAY)
    assert [(c.speaker, c.modality) for c in reading.claims][-1] == ("Tom Hall", "refuted")
    assert [c.rule for c in reading.conflicts] == ["refuted_in_source"]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("The ministry pledged to return every body to its family.", "commitment", "pledge"),
        ("The team did not find the grave near the river.", "fact", "negative"),
        ("The general said that more boxes will arrive soon.", "claim", "forecast"),
        ("The boxes are apparently still at the border.", "fact", "hedged"),
        ("Sadly the dead were forgotten by all of them.", "opinion", "asserted"),
    ],
)
def test_kind_and_modality(text, kind, modality):
    claim = claim_at(text, text.split(" ", 3)[3])
    assert (claim.kind, claim.modality) == (kind, modality)


def claims_of(text):
    return read(from_text(text, name="x.txt"), published=DAY).claims


def test_a_reason_that_is_cited_is_no_source():
    (claim,) = claims_of("The spokesman said the teams stay home, citing a lack of word since Donald Trump's trip.")
    assert claim.speaker is not None
    assert "spokesman" in claim.speaker


def test_a_quotation_that_runs_over_two_sentences_belongs_to_the_frame_at_its_end():
    told = claims_of(
        "Two people said no date was set.\n\nHeather Nauert was calm. “We have waited. We can wait more,” she said.\n"
    )
    assert [c.speaker for c in told if "waited" in c.evidence.quote] == ["Heather Nauert"]


def test_a_name_is_not_its_rank():
    told = claims_of("As Gen. Oliver Smith put it, “we were attacking in another direction.”")
    assert [c.speaker for c in told] == ["Gen. Oliver Smith"]


INTERVIEW = """Questions for the woman who counts

Oksana Veremii, 38, is the spokesperson of the coordination cell. We spoke by video.

How many have you brought back?

We have brought back 1,183 bodies, and I know each bag.

And what goes wrong?

Mostly time. They told us the road had been shelled.

How do you sleep?

I do not sleep much.
"""


def test_an_interview_without_labels_gives_its_answers_to_the_one_who_is_asked():
    told = {c.evidence.quote: c.speaker for c in read(from_text(INTERVIEW, name="x.txt"), published=DAY).claims}
    assert told["I do not sleep much."] == "Oksana Veremii"
    assert told["How do you sleep?"] == "Question"


EVIDENCE = """DR NADIRA SENEVIRATNE (affirmed)

Q. How many bodies came through your hands?
A. We registered 1,412 of them.
"""


def test_evidence_by_question_and_answer_is_that_of_the_witness_named_above():
    told = {c.evidence.quote: c.speaker for c in read(from_text(EVIDENCE, name="x.txt"), published=DAY).claims}
    assert told["We registered 1,412 of them."] == "Dr Nadira Seneviratne"


LETTER = """Sir,

Your report is mistaken. Two of those men went down with me on the slope.

Yours faithfully,
GEORGE PELLOW (Sgt., retd.)

[The figure was taken from the brass in the church. - Ed.]
"""


def test_a_letter_to_the_editor_is_said_by_its_signer_and_the_note_below_it_is_not():
    told = {c.evidence.quote: c.speaker for c in read(from_text(LETTER, name="x.txt"), published=DAY).claims}
    assert told["Two of those men went down with me on the slope."].lower() == "george pellow"
    assert told["[The figure was taken from the brass in the church."] is None


@pytest.mark.parametrize(("pronoun", "name"), [("she", "Margaret Ellison"), ("he", "Leonard Croft")])
def test_she_and_he_mean_those_whose_names_allow_it(pronoun, name):
    text = f"Margaret Ellison was the daughter of Leonard Croft. “It was late,” {pronoun} said.\n"
    said = [c for c in read(from_text(text, name="x.txt"), published=DAY).claims if "late" in c.evidence.quote]
    assert said[0].speaker == name


@pytest.mark.parametrize(
    "text",
    [
        "The committee, Kim said, found 55 boxes, but Lee said the true number was 60.",
        "The committee, Kim said, found 55 boxes; Lee said it was 60.",
        "Kim said the committee found 55 boxes, but Lee said the true number was 60.",
    ],
)
def test_a_second_speaker_named_by_the_surname_alone_has_his_own_number(text):
    claims = read(from_text(f"The officer spoke.\n\n{text}\n", name="x.txt"), published=DAY).claims
    told = [(c.speaker, c.speaker_assumed, [f.value for f in c.figures]) for c in claims if c.figures]
    assert [(speaker, values) for speaker, _, values in told] == [("Kim", [55]), ("Lee", [60])]
    assert told[1][1]


@pytest.mark.parametrize(
    ("before", "assumed"),
    [
        ("Gen. Kim spoke first. Kim met Lee.", True),
        ("Gen. Kim spoke first. Col. Lee listened.", True),
        ("Gen. Kim met Col. Lee.", True),
        ("Gen. Kim spoke at noon.", False),
        ("Mary Smith met John Brown.", False),
    ],
)
def test_a_pronoun_that_may_mean_several_gives_an_assumed_speaker(before, assumed):
    text = f"The officer waited.\n\n{before} He said 55 boxes were returned.\n"
    (claim,) = [c for c in read(from_text(text, name="x.txt"), published=DAY).claims if c.figures]
    assert (claim.speaker is not None, claim.speaker_assumed) == (True, assumed)
