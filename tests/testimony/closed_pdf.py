"""A PDF that no password opens."""

from __future__ import annotations

import io


def encrypted_pdf() -> bytes:
    """A PDF that needs a password (RC4, 40 bits; the keys are of no document, so that no password opens it)."""
    out, places = io.BytesIO(), []
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        b"<</Filter/Standard/V 1/R 2/P -44/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>",
    ]
    out.write(b"%PDF-1.4\n")
    for number, words_ in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj%sendobj\n" % (number, words_))
    table = out.tell()
    out.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<33><33>]>>\nstartxref\n%d\n%%%%EOF" % table)
    return out.getvalue()
