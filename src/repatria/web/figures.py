"""Figures computed from the record. Each has a unit and a population, and a list of exactly what it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from repatria.registry.custody.models import Container
from repatria.registry.laboratory.models import Remains
from repatria.registry.people.permissions import Resource
from repatria.registry.roster.models import ACCOUNTED_FOR, MissingPerson, Status
from repatria.web.leading import remains_with_a_leading_candidate
from repatria.web.remembered import until_next_entry

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, whom or what it counts, how, and the list behind it.

    made_up: how many of those counted are made up.  resource: who may open the list.
    """

    code: str
    value: int
    made_up: int
    unit: str
    label: Words
    derivation: Words
    resource: Resource
    route: str
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The list of what is counted, no more and no less."""
        return reverse(self.route) + (f"?{urlencode(self.query)}" if self.query else "")


@until_next_entry
def computed_figures() -> tuple[Figure, ...]:
    """Every figure that the record itself gives, in the order of the overview."""
    made_up = Count("pk", filter=Q(made_up=True))
    status = {
        row["status"]: (row["n"], row["invented"])
        for row in MissingPerson.objects.values("status").annotate(n=Count("pk"), invented=made_up)
    }

    def persons(code: str, statuses: tuple[str, ...], label: Words, derivation: Words, query: str) -> Figure:
        counted = [status.get(name, (0, 0)) for name in statuses]
        return Figure(
            code,
            sum(n for n, _invented in counted),
            sum(invented for _n, invented in counted),
            "persons",
            label,
            derivation,
            Resource.ROLL,
            "roll",
            {"status": query} if query else {},
        )

    remains = Remains.objects.aggregate(n=Count("pk"), invented=made_up)
    leading = remains_with_a_leading_candidate().aggregate(n=Count("pk"), invented=made_up)
    figures = [
        persons(
            "unaccounted-for",
            (Status.UNACCOUNTED_FOR,),
            _("still unaccounted for"),
            _("Persons on the roll whose status is unaccounted-for."),
            Status.UNACCOUNTED_FOR.value,
        ),
        persons(
            "accounted-for",
            tuple(ACCOUNTED_FOR),
            _("accounted for"),
            _("Persons who were identified, returned alive, lie in a group burial, or are otherwise accounted for."),
            "accounted-for",
        ),
        persons(
            "non-recoverable",
            (Status.NON_RECOVERABLE,),
            _("not recoverable"),
            _("Persons on the roll whose remains cannot be recovered, for example those lost at sea."),
            Status.NON_RECOVERABLE.value,
        ),
        Figure(
            "remains-awaiting",
            remains["n"],
            remains["invented"],
            "sets",
            _("awaiting identification"),
            _("Sets of remains in the laboratory that no signed identification has named."),
            Resource.REMAINS,
            "remains",
        ),
        Figure(
            "remains-leading",
            leading["n"],
            leading["invented"],
            "sets",
            _("with a leading candidate"),
            _("Sets of remains whose best match in the latest search reached that search's threshold."),
            Resource.SEARCH,
            "remains",
            {"show": "leading"},
        ),
    ]
    figures += [
        Figure(
            f"containers-{row['kind']}",
            row["n"],
            row["invented"],
            _PLURAL.get(row["kind"], row["kind"]),
            _("received in hand-overs"),
            _("Containers in custody that came in a recorded hand-over. A container is not a person."),
            Resource.CUSTODY,
            "containers",
            {"kind": row["kind"]},
        )
        for row in Container.objects.filter(hand_over__isnull=False)
        .values("kind")
        .annotate(n=Count("pk"), invented=made_up)
        .order_by("kind")
    ]
    figures.append(
        persons(
            "roll",
            tuple(Status),
            _("on the roll"),
            _("Every person on the roll, whatever is known of them today."),
            "",
        )
    )
    return tuple(figures)


_PLURAL = {"box": "boxes", "casket": "caskets", "case": "cases"}


@dataclass(frozen=True, slots=True)
class Share:
    """One line of a breakdown of the unaccounted-for: persons, and the filter of the roll that shows them."""

    name: str
    value: int
    percent: float
    query: str


_BREAKDOWNS = {"country": "incident__country", "service": "service", "unit": "unit", "year": "incident__earliest"}
_LINES = 8


@until_next_entry
def unaccounted_for_by(what: str) -> tuple[tuple[Share, ...], int]:
    """The largest groups of the unaccounted-for by country, service, unit or year, and how many are in none.

    Years come in order, the others by size; persons for whom nothing is recorded count among the rest.
    """
    persons = MissingPerson.objects.filter(status=Status.UNACCOUNTED_FOR)
    total, groups = 0, Counter[str]()
    for value, n in persons.values_list(_BREAKDOWNS[what]).annotate(n=Count("pk")).order_by():
        total += n
        if value:
            groups[str(value.year if what == "year" else value)] += n
    rows = sorted(groups.items(), key=lambda row: (-row[1], row[0]))
    largest = rows[:_LINES]
    if what == "year":
        largest.sort()
    top = max((n for _name, n in largest), default=1)
    shares = tuple(
        Share(name, n, round(100 * n / top, 1), urlencode({"status": Status.UNACCOUNTED_FOR.value, what: name}))
        for name, n in largest
    )
    return shares, total - sum(share.value for share in shares)
