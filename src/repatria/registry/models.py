"""All tables of the record, gathered for Django; each is described in its own room."""

from repatria.registry.custody.models import Container, HandOver
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.imports.models import Import, ImportProblem
from repatria.registry.laboratory.models import MarkerTable, Population, Profile, Remains, Sample
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.models import User
from repatria.registry.roster.models import LossIncident, MissingPerson, StatusEntry
from repatria.registry.runs.models import Hit, QueuedSearch, SearchRun
from repatria.registry.sources.models import CitedFigure, Source
from repatria.registry.talks.models import Commitment, CommitmentStep, Engagement, Party

__all__ = [
    "CitedFigure",
    "Commitment",
    "CommitmentStep",
    "Container",
    "Engagement",
    "Family",
    "FamilyMember",
    "HandOver",
    "Hit",
    "Import",
    "ImportProblem",
    "LedgerEntry",
    "LossIncident",
    "MarkerTable",
    "MissingPerson",
    "Party",
    "Population",
    "Profile",
    "QueuedSearch",
    "Remains",
    "Sample",
    "SearchRun",
    "Source",
    "StatusEntry",
    "User",
]
