"""Figures computed from the record: named definitions, each the list of exactly what it counts at any past point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Sum

from repatria.registry.asof import NOW, AsOf, latest
from repatria.registry.custody.models import Container
from repatria.registry.decisions.released import released
from repatria.registry.figures.statement import Figure
from repatria.registry.identities.merges import each_person_once
from repatria.registry.laboratory.models import Remains
from repatria.registry.people.permissions import Resource
from repatria.registry.roster.models import ACCOUNTED_FOR, MissingPerson, Status, StatusEntry
from repatria.registry.runs.models import Hit, SearchRun
from repatria.registry.talks.read import hand_overs

Counted = Callable[[AsOf], QuerySet]


@dataclass(frozen=True, slots=True)
class Definition:
    """A computed figure by name. counted: its members at a point in time; resource: who may see the members.

    amount: the column of the members that is summed; empty when the members themselves are counted; at_once: the same
    members in the form that is quicker to count than to list, where there is one.
    """

    code: str
    label_en: str
    label_ko: str
    unit: str
    predicate: str
    population: str
    derivation: str
    derivation_ko: str
    resource: Resource
    counted: Counted
    amount: str = ""
    at_once: Counted | None = None

    def at(self, point: AsOf = NOW) -> Figure:
        """The figure at a point in time."""
        total = Sum if self.amount else Count
        column = self.amount or "pk"
        totals = (self.at_once or self.counted)(point).aggregate(
            n=total(column), invented=total(column, filter=Q(made_up=True))
        )
        value = float(totals["n"] or 0)
        return Figure(
            code=self.code,
            label_en=self.label_en,
            label_ko=self.label_ko,
            value=value,
            low=value,
            high=value,
            qualifier="exact",
            unit=self.unit,
            predicate=self.predicate,
            population=self.population,
            as_of=point.on.isoformat() if point.on else "",
            derivation=self.derivation,
            made_up=totals["invented"] or 0,
        )


def on_the_roll(
    point: AsOf = NOW, statuses: tuple[str, ...] | None = None, *, at_once: bool = False
) -> QuerySet[MissingPerson]:
    """Persons on the roll at a point; with `statuses`, those whose status then is one of them.

    at_once: the same persons, asked for all together, which is quicker for a count; a page of a list, which needs the
    first few only, asks for each of them alone.
    """
    everyone = each_person_once(point)
    if point == NOW:
        return everyone if statuses is None else everyone.filter(status__in=statuses)
    if statuses is None:
        held = StatusEntry.objects.filter(point.history())
    else:
        held = latest(StatusEntry.objects.filter(status__in=statuses), point, "person_id")
    if at_once:
        return everyone.filter(pk__in=held.values("person"))
    return everyone.filter(Exists(held.filter(person=OuterRef("pk"))))


def _received(point: AsOf) -> Q:
    """Of things that came in a hand-over: recorded by then, and handed over by then."""
    return point.known() & (
        Q() if point.on is None else Q(hand_over__isnull=True) | point.happened("hand_over__earliest")
    )


def _containers(kind: str) -> Counted:
    return lambda point: Container.objects.filter(_received(point), kind=kind, hand_over__isnull=False)


def remains_at(point: AsOf = NOW) -> QuerySet[Remains]:
    """Sets of remains that had come in and were recorded at the point."""
    happened = Q() if point.on is None else Q(container__isnull=True) | point.happened("container__hand_over__earliest")
    return Remains.objects.filter(point.known(), happened)


def remains_held(point: AsOf = NOW) -> QuerySet[Remains]:
    """Sets of remains that had come in and had not been released to a family, or had been returned, at the point."""
    return remains_at(point).exclude(pk__in=released(point).values("pk"))


def remains_with_a_leading_candidate(point: AsOf = NOW) -> QuerySet[Remains]:
    """Remains whose best pair, alone or tied, in the last run known at the point reached that run's threshold."""
    runs = SearchRun.objects.filter(point.known())
    if point.on is not None:
        runs = runs.filter(finished_at__date__lte=point.on)
    last = runs.order_by("-pk").values("pk")[:1]
    return Remains.objects.filter(Exists(Hit.objects.filter(run__in=last, above=True, rank=1, remains=OuterRef("pk"))))


def _counted_in(unit: str) -> Counted:
    """Hand-overs of which that unit was counted on receipt."""
    return lambda point: hand_overs(point).filter(unit=unit, counted__isnull=False)


def _roll(statuses: tuple[str, ...] | None = None) -> dict[str, Counted]:
    """Persons on the roll, with one of the statuses if given: to list and to count."""
    return {
        "counted": lambda point: on_the_roll(point, statuses),
        "at_once": lambda point: on_the_roll(point, statuses, at_once=True),
    }


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "unaccounted-for",
        "still unaccounted for",
        "아직 확인되지 않은 사람",
        "persons",
        "unaccounted_for",
        "persons on the roll",
        "Persons on the roll whose status is unaccounted-for.",
        "명부에서 상태가 미확인인 사람.",
        Resource.ROLL,
        **_roll((Status.UNACCOUNTED_FOR.value,)),
    ),
    Definition(
        "accounted-for",
        "accounted for",
        "확인된 사람",
        "persons",
        "identified",
        "persons on the roll",
        "Persons on the roll who were identified, returned alive, lie in a group burial, or are otherwise known.",
        "신원이 확인되었거나 생환했거나 합동 매장되었거나 달리 확인된 사람.",
        Resource.ROLL,
        **_roll(tuple(status.value for status in ACCOUNTED_FOR)),
    ),
    Definition(
        "non-recoverable",
        "not recoverable",
        "수습할 수 없는 사람",
        "persons",
        "lost_at_sea",
        "persons on the roll",
        "Persons on the roll whose remains cannot be recovered, for example those lost at sea.",
        "바다에서 잃은 경우처럼 유해를 수습할 수 없는 사람.",
        Resource.ROLL,
        **_roll((Status.NON_RECOVERABLE.value,)),
    ),
    Definition(
        "roll",
        "on the roll",
        "명부에 오른 사람",
        "persons",
        "missing",
        "persons on the roll",
        "Every person on the roll, whatever is known of them today.",
        "알려진 바와 관계없이 명부에 오른 모든 사람.",
        Resource.ROLL,
        **_roll(),
    ),
    Definition(
        "remains-held",
        "sets of remains in the laboratory",
        "연구소에 있는 유해",
        "sets",
        "held",
        "remains in custody",
        "Sets of remains accessioned by the laboratory and not released.",
        "연구소가 접수하여 아직 인도하지 않은 유해.",
        Resource.REMAINS,
        remains_held,
    ),
    Definition(
        "remains-leading",
        "with a leading candidate",
        "유력한 후보가 있는 유해",
        "sets",
        "other",
        "remains in custody",
        "Sets of remains whose best match in the latest search, alone or tied, reached that search's threshold.",
        "최근 검색에서 가장 좋은 후보(동점 포함)가 기준에 이른 유해.",
        Resource.SEARCH,
        remains_with_a_leading_candidate,
    ),
    Definition(
        "boxes-received",
        "boxes received in hand-overs",
        "인도받은 상자",
        "boxes",
        "handed_over",
        "containers in custody",
        "Containers in custody that came in a recorded hand-over. A container is not a person.",
        "기록된 인도로 들어온 용기. 용기는 사람이 아니다.",
        Resource.CUSTODY,
        _containers("box"),
    ),
    Definition(
        "caskets-received",
        "caskets received in hand-overs",
        "인도받은 관",
        "caskets",
        "handed_over",
        "containers in custody",
        "Containers in custody that came in a recorded hand-over. A container is not a person.",
        "기록된 인도로 들어온 용기. 용기는 사람이 아니다.",
        Resource.CUSTODY,
        _containers("casket"),
    ),
    Definition(
        "cases-received",
        "cases counted in hand-overs",
        "인도에서 세어진 케이스",
        "cases",
        "handed_over",
        "hand-overs",
        "Cases counted on receipt, summed over the hand-overs that count in cases.",
        "받을 때 센 케이스를 케이스로 세는 인도에 걸쳐 더한 수.",
        Resource.CUSTODY,
        _counted_in("cases"),
        amount="counted",
    ),
    Definition(
        "hand-overs",
        "hand-overs on the record",
        "기록된 인도",
        "other",
        "handed_over",
        "hand-overs",
        "Hand-overs recorded, whatever was in them.",
        "내용과 관계없이 기록된 인도.",
        Resource.CUSTODY,
        hand_overs,
    ),
)


def member_words(known: Definition, row: Model) -> dict[str, object]:
    """What one member adds to a figure, when that is more than itself."""
    return {known.amount: getattr(row, known.amount)} if known.amount else {}


def definition(code: str) -> Definition | None:
    """The definition of that name, if there is one."""
    return next((known for known in DEFINITIONS if known.code == code), None)


def computed_figures(point: AsOf = NOW) -> list[Figure]:
    """Every computed figure at a point in time."""
    return [known.at(point) for known in DEFINITIONS]
