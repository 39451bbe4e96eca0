"""Letters that look like Latin ones: those of other scripts, and Latin ones in another style of type.

A choice from Unicode Technical Standard 39, Unicode Security Mechanisms, confusables: those that pass within a word.
"""

from __future__ import annotations

import unicodedata

_PAIRS = (
    # Greek
    "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa γy εe ηn ιi κk νv οo ρp τt υu χx ϲc ϳj Ϲc ϒY "
    "όo ίi ύu άa έe ήn ϊi ϋu ὀo ὁo "
    # Cyrillic
    "АA ВB ЕE ЗE КK МM НH ОO РP СC ТT УY ХX аa вb еe кk мm нh оo рp сc тt уy хx пn иu гr ѕs іi јj ЅS ІI ЈJ ԁd ԛq ԝw һh ӏl "
    "Ӏl ԌG ѵv Үy үy ҮY ґr ёe ЁE їi ЇI "
    # Armenian, Cherokee, Lisu
    "ոn օo ՕO սu հh ցg զq ՍU ԼL ՏS լl ᎪA ᎬE ᎢT ᏀG ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᏚS ᏙV ᏃZ ꓐB ꓑP ꓓD ꓔT ꓖG ꓗK ꓙJ ꓚC ꓜZ ꓝF ꓠN ꓡL ꓢS ꓣR "
    "ꓤR ꓦV ꓧH ꓪW ꓫX ꓬY ꓮA ꓰE ꓲI ꓳO ꓴU"
)
LATIN_FOR = {pair[0]: pair[1] for pair in _PAIRS.split()}  # of another script
FOREIGN = "\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f-\u03ff\u0400-\u0482\u048a-\u058f\u13a0-\u13ff\u1f00-\u1fff\ua4d0-\ua4ff"

# Ligatures; full width, enclosed and mathematical letters and digits; small capitals.
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡ", "abcdefghijklmnoprstuvwyzag", strict=True))
STYLED = (
    "\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001d400-\U0001d7ff\U0001f130-\U0001f149"
    + "".join(_SMALL_CAPITALS)
)


def latin(letter: str) -> str:
    """A styled letter in plain type; a ligature gives several."""
    return _SMALL_CAPITALS.get(letter) or unicodedata.normalize("NFKC", letter)
