"""Reads a page as a visitor would: its words, its links."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from django.http import HttpResponse


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._quiet = 0

    def handle_starttag(self, tag, attrs):
        self._quiet += tag in ("script", "style", "title")
        if tag not in ("a", "strong", "abbr", "code"):
            self.words.append(" ")

    def handle_endtag(self, tag):
        self._quiet -= tag in ("script", "style", "title")

    def handle_data(self, data):
        if not self._quiet:
            self.words.append(data)


def words(response: HttpResponse) -> str:
    """All visible text, runs of space made one."""
    assert response.status_code == 200, response.status_code
    reader = _Words()
    reader.feed(response.content.decode())
    return re.sub(r"\s+", " ", "".join(reader.words)).strip()


def links(response: HttpResponse) -> list[str]:
    """Every address that a link leads to."""
    return [unescape(address) for address in re.findall(r'href="([^"]*)"', response.content.decode())]


def rows(response: HttpResponse) -> list[list[str]]:
    """The cells of the body of every table."""
    bodies = re.findall(r"<tbody>(.*?)</tbody>", response.content.decode(), re.S)
    return [
        [
            " ".join(unescape(re.sub(r"<[^>]+>", "" if "genotype" in cell else " ", cell)).split())
            for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S)
        ]
        for body in bodies
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)
    ]
