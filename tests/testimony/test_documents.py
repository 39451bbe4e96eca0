"""Documents in: what is kept, and what is refused in words."""

from __future__ import annotations

import hashlib

import pytest

from repatria.testimony.reading import MAX_SENTENCE, read
from repatria.testimony.text import documents
from repatria.testimony.text.documents import from_bytes, from_text

SENTENCE = "The North handed over “55 boxes” at noon on Friday – officials said.\r\n"


def pdf(lines, extra=b"", more=()):
    """The smallest PDF that shows `lines`; `extra` goes into the trailer, `more` are further objects."""
    shown = b" ".join(b"(" + line.encode() + b") Tj T*" for line in lines)
    stream = b"BT /F1 12 Tf 72 720 Td 14 TL " + shown + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R " % (len(objects) + 1) + extra + b">>\nstartxref\n%d\n%%%%EOF" % table
    return out + trailer


def messages(document):
    return " | ".join(problem.message for problem in document.problems)


class TestText:
    def test_utf8_is_kept_code_point_for_code_point(self):
        data = ("\ufeff" + SENTENCE).encode()
        document = from_bytes(data, name="a.txt")
        assert document.text == "\ufeff" + SENTENCE
        assert document.sha256 == document.text_sha256 == hashlib.sha256(data).hexdigest()
        assert document.problems == ()

    def test_spans_count_code_points_of_the_text_as_it_came(self):
        reading = read(from_bytes(SENTENCE.encode(), name="a.txt"))
        for claim in reading.claims:
            assert reading.document.text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        assert [f.value for c in reading.claims for f in c.figures] == [55]

    def test_utf16_with_a_mark_is_read(self):
        assert from_bytes(SENTENCE.encode("utf-16"), name="a.txt").text == SENTENCE

    def test_windows_1252_is_read_and_said(self):
        document = from_bytes(SENTENCE.encode("cp1252"), name="a.txt")
        assert document.text == SENTENCE
        assert "windows-1252" in messages(document)

    def test_mixed_encodings_lose_nothing_and_name_the_places(self):
        document = from_bytes("“55 boxes” came. ".encode() + "“No” he said.".encode("cp1252"), name="a.txt")
        assert document.text == "“55 boxes” came. “No” he said."
        assert document.encoding == "mixed"
        assert "17" in document.problems[0].place

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "empty"),
            (b" \n\n", "empty"),
            (bytes(range(256)) * 50, "binary"),
            (b"a" * (documents.MAX_BYTES + 1), "limit"),
            (b"word and " * 200_000, "limit"),
            ("שלום עולם על הנעדרים מן המלחמה ".encode() * 20, "Latin script"),
            ("Les restes de cinquante soldats ont été remis hier sur la frontière. ".encode() * 10, "English"),
        ],
    )
    def test_what_cannot_be_read_is_refused_in_words(self, data, reason):
        reading = read(from_bytes(data, name="a.txt"))
        assert reason in " | ".join(p.message for p in reading.problems)
        assert reading.claims == ()

    def test_direction_controls_are_reported_and_the_rest_is_read(self):
        reading = read(from_text("The North handed over \u202e55\u202c boxes of remains at noon.\n", name="a.txt"))
        assert "direction controls" in messages(reading.document)
        assert reading.claims

    def test_an_endless_sentence_is_left_out_and_the_rest_is_read(self):
        text = (
            "The team recovered 12 soldiers. " + "And so on and " * (MAX_SENTENCE // 8) + ".\n\nThen 7 men came home.\n"
        )
        reading = read(from_text(text, name="a.txt"))
        assert "left out" in " | ".join(p.message for p in reading.problems)
        assert [f.value for c in reading.claims for f in c.figures] == [12, 7]


class TestHtml:
    PAGE = (
        "<!DOCTYPE html><html><head><title>t</title>"
        "<meta property='article:published_time' content='2018-07-30T10:00Z'>"
        "<script>var boxes = '99 boxes were lost'</script></head>"
        "<body><nav><p>99 soldiers were found today by us.</p></nav>"
        "<article><h1>Remains come home</h1><p>North&nbsp;Korea handed over <b>55 cases</b> of remains on Friday.</p>"
        "<div class='related'><p>12 more sailors were found in the bay.</p></div></article>"
        "<footer><p>We have been here for 40 years, they said.</p></footer></body></html>"
    )

    def test_the_article_is_read_and_the_page_around_it_is_not(self):
        reading = read(from_bytes(self.PAGE.encode(), name="a.html"))
        assert [f.value for c in reading.claims for f in c.figures] == [55]
        assert reading.published.value == "2018-07-30"
        assert "99 boxes" not in reading.document.text
        assert "99 soldiers" in reading.document.text

    def test_relative_days_count_from_the_stated_date(self):
        reading = read(from_bytes(self.PAGE.encode(), name="a.html"))
        assert [d.date.value for d in reading.dates] == ["2018-07-27"]

    @pytest.mark.parametrize(
        "source",
        [
            "<html><body>" + "<div>" * 100_000,
            "<html><body>" + "<b>" * 250_000,
            "<html><p>" + "x" * 5_000_001,
            "<html><body></body></html>",
        ],
    )
    def test_a_bomb_is_refused_in_words(self, source):
        document = from_bytes(source.encode(), name="a.html")
        assert document.text.strip() == ""
        assert document.problems


class TestPdf:
    def test_its_text_is_read(self):
        data = pdf(["July 30, 2018", "", "North Korea handed over 55 cases of remains on July 27, 2018."])
        reading = read(from_bytes(data, name="a.pdf"))
        assert reading.document.media_type == "application/pdf"
        assert [(f.value, f.unit) for c in reading.claims for f in c.figures] == [(55, "cases")]
        assert reading.published.value == "2018-07-30"

    def test_an_encrypted_one_asks_for_its_password(self):
        lock = b"<< /Filter /Standard /V 1 /R 2 /O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> /P -44 >>"
        identity = b"/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
        document = from_bytes(pdf(["secret"], b"/Encrypt 6 0 R " + identity, [lock]), name="a.pdf")
        assert "encrypted" in messages(document)

    def test_a_damaged_one_is_refused(self):
        assert "damaged" in messages(from_bytes(b"%PDF-1.4\nnothing", name="a.pdf"))

    def test_a_scan_without_text_is_refused(self):
        assert "text recognition" in messages(from_bytes(pdf([]), name="a.pdf"))


def html(body: str) -> str:
    return from_bytes(f"<html><body>{body}</body></html>".encode(), name="page.html").text


def test_an_aside_silences_nothing_but_itself():
    body = (
        "<article><p>Norway handed over nine boxes.</p><aside>Related</aside>"
        "<p>They were opened.</p></article><aside>x</aside>"
    )
    document = from_bytes(f"<html><body>{body}</body></html>".encode(), name="page.html")
    silenced = [document.text[a:b].strip() for a, b in document.aside]
    assert silenced == ["Related", "x"]


def test_a_raised_figure_is_a_note_and_no_part_of_the_number():
    assert html("<p>5,735<sup>1</sup> men, the 2<sup>nd</sup> list</p>").split("\n")[0] == "5,735 men, the 2nd list"


def test_an_unbroken_space_joins_the_thousands_of_a_number():
    page = from_bytes(b"<html><body><p>The list has 7&nbsp;662 missing men.</p></body></html>", name="page.html")
    assert [f.value for claim in read(page).claims for f in claim.figures] == [7662]


@pytest.mark.parametrize(
    "sentence",
    [
        "Army Cpl. Terrell J. Fuller, 20, died as a prisoner of war in 1951.",
        "Pfc. William H. Jones, 19, went missing on Nov. 26, 1950.",
        "Gen. Cho, 58, returned to Seoul.",
        "Mrs. Halloran, 84, died at home.",
    ],
)
def test_an_age_after_a_name_counts_nobody(sentence):
    assert {f.unit for c in read(from_text(sentence, name="x")).claims for f in c.figures} == {"years"}


def test_the_month_of_may_is_no_reserve():
    claims = read(from_text("The bodies of 14 sailors were found on 3 May 2019.", name="x")).claims
    assert [c.modality for c in claims] == ["asserted"]
    assert [c.modality for c in read(from_text("They may lie in the bay.", name="x")).claims] == ["hedged"]


@pytest.mark.parametrize(
    "text",
    [
        "Les restes de douze soldats ont été retrouvés lundi. Trente hommes sont encore portés disparus dans la zone.",
        "Los restos de doce soldados fueron entregados el martes. Otros treinta siguen desaparecidos.",
        "Am Dienstag wurden die Gebeine von zwölf Soldaten übergeben. Dreißig weitere werden noch vermisst.",
        "Jenazah dua belas tentara telah diserahkan pada hari Selasa. Tiga puluh lainnya masih hilang.",
    ],
)
def test_a_few_sentences_of_another_language_are_not_read(text):
    reading = read(from_text(text, name="x"))
    assert reading.claims == ()
    assert any("English only" in problem.message for problem in reading.problems)


def test_foreign_names_in_english_do_not_make_it_foreign():
    text = "Jean-Pierre de la Tour, Juan del Rio and Nguyen Thi Hoa flew from Los Angeles to Des Moines in May."
    assert read(from_text(text, name="x")).claims
