"""Does everything in custody add up? One executable check per hand-over, per item, per holder, over the whole store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, F, Q, Sum

from repatria.problems import Problem
from repatria.registry.chains import Chain, open_rows
from repatria.registry.custody.items import (
    Belonging,
    Holder,
    Holding,
    Item,
    Lineage,
    Placement,
    Seal,
    Transfer,
    Whereabouts,
)
from repatria.registry.custody.manifests import balance
from repatria.registry.custody.models import FoundLine, HandOver, HandOverSignature, Supply
from repatria.registry.custody.offers import RELEASE
from repatria.registry.decisions.released import released

SOURCE = "custody"


def check_hand_over(hand_over: HandOver) -> list[Problem]:
    """Counted in = counted out + recorded discrepancies, in each unit; two signers; containers within the count."""
    place = f"hand-over {hand_over.code}"
    problems = []
    if FoundLine.objects.filter(hand_over=hand_over, corrected_seq__isnull=True).exists():
        for unit, n in sorted(balance(hand_over.pk).items()):
            if n["found"] != n["declared"] - n["missing"] + n["extra"]:
                problems.append(
                    f"{n['found']} {unit} found, but {n['declared']} declared - {n['missing']} missing"
                    f" + {n['extra']} extra = {n['declared'] - n['missing'] + n['extra']}"
                )
    signers = HandOverSignature.objects.filter(hand_over=hand_over, corrected_seq__isnull=True)
    if len({signer.person_key for signer in signers}) != len(signers):
        problems.append("one person signed for both sides")
    recorded = hand_over.containers.count()
    if hand_over.counted is not None and recorded > hand_over.counted:
        problems.append(f"{recorded} containers recorded, more than the {hand_over.counted} counted")
    return [Problem(SOURCE, place, message) for message in problems]


def check_store() -> tuple[dict[str, int], list[Problem]]:
    """Every check over the whole store: what was looked at, and what does not add up."""
    looked = {
        "items": Item.objects.count(),
        "holdings": Holding.objects.filter(corrected_seq__isnull=True).count(),
        "transfers": Transfer.objects.count(),
        "hand-overs": HandOver.objects.count(),
        "supplies": Supply.objects.count(),
    }
    problems = [problem for hand_over in HandOver.objects.order_by("pk") for problem in check_hand_over(hand_over)]
    for check in (_one_holder, _containers, _chains, _flow, _transfers, _supplies, _seals, _lineage, _releases):
        problems += [Problem(SOURCE, place, message) for place, message in check()]
    return looked, problems


def _named(key: int) -> str:
    """An item by the code that people know it by."""
    return f"item {Item.objects.values_list('code', flat=True).get(pk=key)}"


def _one_holder() -> Iterator[tuple[str, str]]:
    """A present item has one open holding, that of its holder; one that was split or merged has none."""
    is_open = Q(holdings__ended_seq__isnull=True, holdings__corrected_seq__isnull=True, holdings__isnull=False)
    counted = Item.objects.annotate(n=Count("holdings", filter=is_open))
    for item in counted.filter(Q(ended_seq__isnull=True) & ~Q(n=1) | Q(ended_seq__isnull=False) & ~Q(n=0)):
        yield f"item {item.code}", f"has {item.n} holders"
    for row in open_rows(Holding).exclude(holder=F("item__holder")).select_related("item"):
        yield f"item {row.item.code}", "its holder is not the one its history ends with"


def _containers() -> Iterator[tuple[str, str]]:
    """Containers nest without cycles, hold items of their own holder, and agree with the placements."""
    parents = dict(Item.objects.filter(parent__isnull=False).values_list("pk", "parent_id"))
    free: set[int] = set()
    for key in parents:
        path: list[int] = []
        walk: int | None = key
        while walk is not None and walk not in free and walk not in path:
            path.append(walk)
            walk = parents.get(walk)
        if walk is not None and walk in path:
            yield _named(key), "containers nest in a circle"
        else:
            free.update(path)
    for item in Item.objects.filter(parent__isnull=False).exclude(parent__holder=F("holder")):
        yield f"item {item.code}", "has another holder than the container it is in"
    for item in Item.objects.filter(parent__isnull=False).filter(
        ~Q(parent__kind="container") | Q(parent__ended_seq__isnull=False) | Q(ended_seq__isnull=False)
    ):
        yield f"item {item.code}", "is in something that is no container in custody"
    placed = dict(open_rows(Placement, parent__isnull=False).values_list("item_id", "parent_id"))
    for key in sorted(set(placed.items()) ^ set(parents.items())):
        yield _named(key[0]), "its container is not the one its history ends with"


def _chains() -> Iterator[tuple[str, str]]:
    """Along a chain every turn stands once and no day comes before the one before it."""
    yield from _chain(Holding, "its holders")
    yield from _chain(Placement, "its containers")
    yield from _chain(Whereabouts, "its places")
    yield from _chain(Belonging, "its nations")


def _chain(chain: type[Chain], said: str) -> Iterator[tuple[str, str]]:
    item, turn, day = 0, 0, None
    rows = chain._default_manager.filter(corrected_seq__isnull=True).order_by("item_id", "turn")
    for key, number, first in rows.values_list("item_id", "turn", "begins").iterator():
        if key != item:
            item, turn, day = key, 0, None
        if number != turn + 1:
            yield _named(key), f"{said}: number {number} follows number {turn}"
        if day is not None and first < day:
            yield _named(key), f"{said}: number {number} begins before number {turn}"
        turn, day = number, first


def _flow() -> Iterator[tuple[str, str]]:
    """For each holder: came in (accession, transfer, lineage) - went out (transfer, lineage) = held now."""
    came = Counter(Holding.objects.filter(corrected_seq__isnull=True).values_list("holder_id", flat=True))
    went = Counter(
        Holding.objects.filter(corrected_seq__isnull=True, ended_seq__isnull=False).values_list("holder_id", flat=True)
    )
    held = Counter(Item.objects.filter(ended_seq__isnull=True).values_list("holder_id", flat=True))
    for key in came.keys() | held.keys():
        if came[key] - went[key] != held[key]:
            code = Holder.objects.values_list("code", flat=True).get(pk=key)
            yield f"holder {code}", f"{came[key]} items came in, {went[key]} went out, {held[key]} are held"


def _transfers() -> Iterator[tuple[str, str]]:
    """What an accepted transfer took from the giver is what it gave to the receiver; an open one moved nothing."""
    moved = Holding.objects.filter(transfer__isnull=False, corrected_seq__isnull=True)
    for row in moved.exclude(transfer__state="accepted"):
        yield f"transfer {row.transfer_id}", "moved an item without being accepted"
    for row in moved.exclude(holder=F("transfer__receiver")):
        yield f"transfer {row.transfer_id}", "an item went to another than the receiver"
    received = dict(moved.values_list("transfer_id").annotate(n=Count("pk")))
    given = Counter(
        Holding.objects.filter(corrected_seq__isnull=True, ended_seq__in=moved.values("recorded_seq"))
        .filter(ended_seq__isnull=False)
        .values_list("ended_seq", flat=True)
    )
    for transfer in Transfer.objects.filter(state="accepted").annotate(n=Count("lines")):
        came = received.get(transfer.pk, 0)
        if came != given[transfer.closed_seq] or came < transfer.n:
            yield f"transfer {transfer.pk}", f"{given[transfer.closed_seq]} items went out and {came} came in"
    for row in Transfer.objects.filter(state="offered").exclude(lines__item__holder=F("giver")):
        yield f"transfer {row.pk}", "offers what the giver does not hold"


def _supplies() -> Iterator[tuple[str, str]]:
    gone = Sum("uses__quantity", filter=Q(uses__corrected_seq__isnull=True))
    for supply in Supply.objects.annotate(gone=gone).filter(gone__gt=F("quantity")):
        yield f"supplies {supply.code}", f"{supply.gone} accounted for, more than the {supply.quantity} sent"


def _seals() -> Iterator[tuple[str, str]]:
    for seal in Seal.objects.filter(item__ended_seq__isnull=False, ended_seq__isnull=True).select_related("item"):
        yield f"item {seal.item.code}", f"seal {seal.number} is intact on something that is no item any more"


def _lineage() -> Iterator[tuple[str, str]]:
    """What ceased has offspring of the same entry; nothing descends from itself."""
    ended = dict(Item.objects.filter(ended_seq__isnull=False).values_list("pk", "ended_seq"))
    parents: dict[int, set[int]] = {}
    born: dict[int, set[int]] = {}
    for source, result, seq in Lineage.objects.values_list("source_id", "result_id", "recorded_seq"):
        parents.setdefault(result, set()).add(source)
        born.setdefault(source, set()).add(seq)
    for key, seq in ended.items():
        if seq not in born.get(key, ()):
            yield _named(key), "ceased and nothing came of it"
    for key in parents:
        seen, level = set(), set(parents[key])
        while level:
            if key in level:
                yield _named(key), "descends from itself"
                break
            seen |= level
            level = {above for each in level for above in parents.get(each, ())} - seen


def _releases() -> Iterator[tuple[str, str]]:
    """What decisions released has left by a release, and nothing else has."""
    gone = set(released().filter(item__ended_seq=None).values_list("item__pk", flat=True)) - {None}
    out = set(
        open_rows(Holding, transfer__purpose=RELEASE, item__remains__isnull=False).values_list("item_id", flat=True)
    )
    for item in Item.objects.filter(pk__in=gone - out).select_related("holder").order_by("code"):
        yield f"item {item.code}", f"a decision released it, and {item.holder.code} still holds it"
    for item in Item.objects.filter(pk__in=out - gone).select_related("holder").order_by("code"):
        yield f"item {item.code}", f"{item.holder.code} has it by a release, and no decision that stands released it"
