"""The character sets that a page may name, and by which codec each is read.

WHATWG, Encoding Living Standard, 4.2 "Names and labels": those of its labels that are in use and that Python can read. A
name outside the list is never looked up: among Python's codecs are some that compute ("unicode_escape", "idna").
"""

from __future__ import annotations

_LABELS = {
    "utf-8": "utf8 unicode-1-1-utf-8 utf-16 utf-16le utf-16be unicode",  # a page that can be read so is no UTF-16
    "cp866": "ibm866 866",
    "iso8859-2": "iso-8859-2 latin2 l2 iso_8859-2",
    "iso8859-3": "iso-8859-3 latin3 l3 iso_8859-3",
    "iso8859-4": "iso-8859-4 latin4 l4 iso_8859-4",
    "iso8859-5": "iso-8859-5 cyrillic iso_8859-5",
    "iso8859-6": "iso-8859-6 arabic asmo-708 iso_8859-6 iso-8859-6-e iso-8859-6-i",
    "iso8859-7": "iso-8859-7 greek greek8 iso_8859-7",
    "iso8859-8": "iso-8859-8 hebrew visual iso_8859-8 iso-8859-8-e iso-8859-8-i logical",
    "iso8859-10": "iso-8859-10 latin6 l6",
    "iso8859-13": "iso-8859-13",
    "iso8859-14": "iso-8859-14",
    "iso8859-15": "iso-8859-15 latin9 l9 iso_8859-15",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi koi8 koi8_r",
    "koi8-u": "koi8-ru",
    "mac-roman": "macintosh mac x-mac-roman csmacintosh",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "windows-874 tis-620 iso-8859-11 dos-874",
    "cp1250": "windows-1250 x-cp1250",
    "cp1251": "windows-1251 x-cp1251",
    "cp1252": "windows-1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 l1 ascii us-ascii ansi_x3.4-1968 ibm819 cp819",
    "cp1253": "windows-1253 x-cp1253",
    "cp1254": "windows-1254 x-cp1254 iso-8859-9 latin5 l5 iso_8859-9",
    "cp1255": "windows-1255 x-cp1255",
    "cp1256": "windows-1256 x-cp1256",
    "cp1257": "windows-1257 x-cp1257",
    "cp1258": "windows-1258 x-cp1258",
    "gb18030": "gbk gb2312 gb_2312-80 chinese x-gbk",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5",
    "euc-jp": "x-euc-jp",
    "iso2022-jp": "iso-2022-jp csiso2022jp",
    "cp932": "shift_jis shift-jis sjis ms_kanji windows-31j x-sjis ms932",
    "cp949": "euc-kr korean ks_c_5601-1987 ks_c_5601-1989 windows-949 ksc5601",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in (codec, *labels.split())}


def codec_of(label: str) -> str | None:
    """The codec by which a page that names this character set is read; None for a name that is none of the web's."""
    return _CODECS.get(label.strip().lower())
