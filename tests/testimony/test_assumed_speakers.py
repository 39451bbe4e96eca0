"""Who is taken to speak where no speech frame says so, and who is not."""

from __future__ import annotations

import pytest

from repatria.testimony.model import Claim
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text


def claims_of(text: str) -> tuple[Claim, ...]:
    return read(from_text(text, name="text")).claims


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The lids, muttered the sacristan's nephew, had been nailed from inside.", "nephew"),
        ("“We count what we can lift,” is how Benedikta Aal sums up her trade.", "Aal"),
        ("“They buried him twice.” Jolanta Wisniewska lights another cigarette.", "Wisniewska"),
        ("A placard at the gate reads: No photographs of the mourners.", "placard"),
        ("“Any watch but his,” came the reply from Mrs Tolland.", "Tolland"),
        ("The old ferryman is adamant. There were nine of them in the boat.", "ferryman"),
        ("Leave the bones alone, ordered Inspector Rask.", "Rask"),
        ("The commission's inspector, Dr. van Aalst, complains that the lids had been changed.", "Aalst"),
        ("We were assured by the consul that the wall was tended.", "consul"),
        ("The magistrate was not persuaded that the quarry had been dug.", "magistrate"),
        ("The bishop dismissed the list, calling it the work of clerks.", "bishop"),
        ("Her niece's lawyer recalled that the crates were open.", "lawyer"),
        ("Beside it, an inquiry's report on Norway and Sweden notes that no boat was sent.", "report on"),
        ("The wounded maintained that nobody had come.", "wounded"),
        ("By the reckoning of the ferryman the lamp went out at ten.", "ferryman"),
        ("You ask for the list. I have none, and I never had one. With warm regards, Ottilie Brandt, Warden", "Brandt"),
        ("The matrons would neither confirm nor deny that stretchers had come in.", "matrons"),
        ("I never said so. They were moved, and I have the list. Yours truly, Oswin Brandt", "Brandt"),
        ("Caption: Nadia Orlova holds the boot. “It was never his.”", "Orlova"),
        ("For the widow, “the case is closed”.", "widow"),
        ("By the tally of the ferryman the boat sank at noon.", "ferryman"),
        ("The embassy rejected the letter, calling it a forgery.", "embassy"),
        ("The site is “sacred”, a word the villagers use often.", "villagers"),
        ("A nurse who gave her name only as Ilse described how they were carried out.", "nurse"),
        ("The accused admitted that he had burnt the book.", "accused"),
        ("“We will come back for them.” Okafor's words, as he left the pit.", "Okafor"),
        ("There was no fuel and no food, as the head of the convoy summed up the week.", "head"),
    ],
)
def test_the_likeliest_subject_is_assumed_to_speak(text, speaker):
    said = [c for c in claims_of(text) if c.speaker]
    assert any(speaker in (c.speaker or "") for c in said)


@pytest.mark.parametrize(
    "text",
    [
        "It was raining that morning, and the road to the quarry had been closed.",
        "The excavator broke down twice and the team went home early.",
        "The families were told that the ship had been found.",
        "The coroner opened the inquest and adjourned it after ten minutes.",
        "Members of the post gave a folded flag to his sister, who wept.",
        "The crew of the tug, called in at dawn, found nothing.",
        "The letter was written by the teacher, a man who kept bees.",
        "Best regards were sent to all.",
        "The convoy reached the port, carrying the boxes.",
        "Six boxes thought to hold remains crossed the bridge at noon.",
    ],
)
def test_narration_has_no_speaker(text):
    assert all(c.speaker is None for c in claims_of(text))


def test_an_assumed_speaker_is_marked_and_a_named_one_is_not():
    assumed = next(
        c for c in claims_of("“They buried him twice.” Jolanta Wisniewska lights another cigarette.") if c.speaker
    )
    told = next(c for c in claims_of("“They buried him twice,” said General Anton Varga.") if c.speaker)
    assert assumed.speaker_assumed
    assert assumed.as_dict()["speaker_assumed"] is True
    assert not told.speaker_assumed


def test_parts_that_are_played_twice_open_turns():
    text = "Host: And the uniforms? Burak: Burnt. We all saw it. Host: All of you? Burak: The whole street saw it."
    assert [c.speaker for c in claims_of(text)][-1] == "Burak"
