"""Imports: the files that landed, and everything in them that did not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.registry.imports.models import Import
from repatria.registry.people.permissions import Resource
from repatria.web.access import page
from repatria.web.as_of import KNOWN, asked_point
from repatria.web.paging import keyset_page


@page(Resource.IMPORTS)
def imports(request: HttpRequest) -> HttpResponse:
    """Files, newest first."""
    asked = asked_point(request, KNOWN)
    landed = keyset_page(request, Import.objects.filter(asked.point.known()), "-id")
    return render(request, "imports.html", {"page": landed, "asked": asked})


@page(Resource.IMPORTS)
def one_import(request: HttpRequest, number: int) -> HttpResponse:
    """One file: its digest, what landed, and each rejected row with its place, the reason and its text."""
    row = get_object_or_404(Import, pk=number)
    context = {"import": row, "page": keyset_page(request, row.problems.all(), "id"), "count": row.problems.count()}
    return render(request, "import.html", context)
