"""Imports: each file read, how much of it landed, and every problem with the rejected text kept beside it."""

from __future__ import annotations

from django.db import models

from repatria.registry.ledger.projection import Projected


class Import(Projected):
    """One file that landed whole. digest: SHA-256 of its bytes, so that the same file never lands twice.

    landed: rows that landed, and of these `beside`: those whose person was on the roll, so that what they say is kept
    beside what was there.
    """

    format = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    rows_read = models.IntegerField()
    landed = models.IntegerField()
    beside = models.IntegerField(default=0)
    rejected = models.IntegerField()

    class Meta:
        db_table = "imports_import"

    @property
    def new(self) -> int:
        """Rows that put something new on the record."""
        return self.landed - self.beside

    def __str__(self) -> str:
        return f"{self.format} import {self.pk}"


class ImportProblem(Projected):
    """One thing wrong in an imported file: its place, the reason, and the rejected text as it stood."""

    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="problems")
    place = models.CharField(max_length=200)
    message = models.TextField()
    raw = models.TextField(blank=True)

    class Meta:
        db_table = "imports_problem"

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"
