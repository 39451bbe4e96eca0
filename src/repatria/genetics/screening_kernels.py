"""The compiled loops of the screening: quantise deficits, add them by vectors of families, confirm in float64."""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic
from numpy.typing import NDArray

WIDTH = 256
"""Families in a block: one row of 8-bit deficits is four cache lines, a block's rows fit a core's L2."""
GROUP = 6
"""Markers added between two looks at whether the block can still hold a hit."""
GUARD = 1e-6
"""log10 units added to each budget: far above the rounding of a float64 sum, far below a unit of deficit."""
TILE = 16
"""Samples that go through a block's markers together; their sums stay in L1."""

_VECTOR_BITS = 512


@intrinsic
def _add_group(typingctx: Any, rows: Any, picks: Any, start: Any, sums: Any, budget: Any) -> Any:
    """sums[:] = saturating sums + rows[picks[start:start+GROUP]]; True while any sum is within the budget.

    Written as vectors because LLVM does not vectorise the plain loop over 256 bytes well; it lowers them to whatever
    the processor has (AVX-512, AVX2, NEON). rows: (n, WIDTH) unsigned; picks: not negative; sums: (WIDTH,).
    """
    bits = rows.dtype.bitwidth
    lanes = _VECTOR_BITS // bits
    signature = types.boolean(rows, picks, types.int64, sums, rows.dtype)

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        def data(position: int) -> Any:
            return context.make_array(signature.args[position])(context, builder, args[position]).data

        word, vector, mask = ir.IntType(64), ir.VectorType(ir.IntType(bits), lanes), ir.IntType(lanes)
        name, kind = f"llvm.uadd.sat.v{lanes}i{bits}", ir.FunctionType(vector, [vector, vector])
        add = builder.module.declare_intrinsic(name, (), kind)

        def at(pointer: Any, offset: Any) -> Any:
            return builder.bitcast(builder.gep(pointer, [offset]), vector.as_pointer())

        def load(pointer: Any, offset: Any) -> Any:
            return builder.load(at(pointer, offset), align=1)

        table, wanted, totals = data(0), data(1), data(3)
        bases = []
        for member in range(GROUP):
            pick = builder.load(builder.gep(wanted, [builder.add(args[2], ir.Constant(word, member))]))
            bases.append(builder.mul(builder.zext(pick, word), ir.Constant(word, WIDTH)))
        first = builder.insert_element(ir.Constant(vector, ir.Undefined), args[4], ir.Constant(ir.IntType(32), 0))
        everywhere = ir.Constant(ir.VectorType(ir.IntType(32), lanes), [0] * lanes)
        limit = builder.shuffle_vector(first, ir.Constant(vector, ir.Undefined), everywhere)
        alive = None
        for column in range(0, WIDTH, lanes):
            offset = ir.Constant(word, column)
            total = load(totals, offset)
            for base in bases:
                total = builder.call(add, [total, load(table, builder.add(base, offset))])
            builder.store(total, at(totals, offset), align=1)
            within = builder.icmp_unsigned("<=", total, limit)
            alive = within if alive is None else builder.or_(alive, within)
        return builder.icmp_unsigned("!=", builder.bitcast(alive, mask), ir.Constant(mask, 0))

    return signature, codegen


@njit(nogil=True, cache=True, boundscheck=False)
def row_tops(
    values: NDArray[np.float64], families: NDArray[np.int64], used: NDArray[np.int64], tops: NDArray[np.float64]
) -> None:
    """tops[r] = the largest log10 LR of used row r over the families; row 0, "not typed", is 0."""
    tops[:] = -np.inf
    for family in families:
        for row in range(1, used.size):
            tops[row] = max(tops[row], values[family, used[row]])
    tops[0] = 0.0


@njit(nogil=True, cache=True, boundscheck=False)
def quantise(
    values: NDArray[np.float64],
    families: NDArray[np.int64],
    used: NDArray[np.int64],
    tops: NDArray[np.float64],
    unit: float,
    cap: int,
    rows: NDArray[Any],
) -> None:
    """rows[r, i] = floor((top of the row - log10 LR) / unit), at most cap; the type's maximum for an exclusion.

    A deficit is never rounded up, so a sum of deficits is never above the true one: what it refuses is refused
    rightly. Row 0 is "not typed": no deficit for anybody. Places past the last family are exclusions.
    """
    rows[:, :] = np.iinfo(rows.dtype).max
    rows[0, : families.size] = 0
    per_unit = 1.0 / unit
    for i in range(families.size):
        family = families[i]
        for row in range(1, used.size):
            value = values[family, used[row]]
            if value > -np.inf:
                rows[row, i] = int(min((tops[row] - value) * per_unit, cap))


@njit(nogil=True, cache=True, boundscheck=False)
def pick_rows(
    columns: NDArray[np.int32],
    row_of: NDArray[np.int32],
    telling: NDArray[np.int64],
    picks: NDArray[np.int32],
    lengths: NDArray[np.int32],
) -> None:
    """picks[s] = rows of the sample's typed markers in the order `telling`, then row 0; lengths in whole GROUPs."""
    for s in range(len(columns)):
        typed = 0
        for marker in telling:
            row = row_of[columns[s, marker]]
            picks[s, typed] = row
            typed += row != 0
        picks[s, typed:] = 0
        lengths[s] = -(-typed // GROUP) * GROUP


@njit(nogil=True, cache=True, boundscheck=False)
def total_log10(values: NDArray[np.float64], family: int, columns: NDArray[np.int32]) -> float:
    """The pair's log10 LR, markers added in the table's order: the same bits wherever it is computed."""
    total = 0.0
    for column in columns:
        total += values[family, column]
    return total


@njit(nogil=True, cache=True, boundscheck=False)
def pair_totals(
    values: NDArray[np.float64], columns: NDArray[np.int32], sample: NDArray[np.int64], family: NDArray[np.int64]
) -> NDArray[np.float64]:
    """log10 LR of chosen pairs."""
    totals = np.empty(sample.size)
    for pair in range(sample.size):
        totals[pair] = total_log10(values, family[pair], columns[sample[pair]])
    return totals


@njit(nogil=True, cache=True, boundscheck=False)
def keep_best(lr: NDArray[np.float64], family: NDArray[np.int64], value: float, who: int) -> None:
    """Insert (value, who) into a list kept by value descending, then family ascending; the last one falls out."""
    place = lr.size
    while place > 0 and (value > lr[place - 1] or (value == lr[place - 1] and who < family[place - 1])):
        place -= 1
    if place == lr.size:
        return
    for i in range(lr.size - 1, place, -1):
        lr[i] = lr[i - 1]
        family[i] = family[i - 1]
    lr[place] = value
    family[place] = who


@njit(nogil=True, cache=True, boundscheck=False)
def scan(
    values: NDArray[np.float64],
    order: NDArray[np.int64],
    rows: NDArray[Any],
    tops: NDArray[np.float64],
    units: NDArray[np.float64],
    columns: NDArray[np.int32],
    picks: NDArray[np.int32],
    lengths: NDArray[np.int32],
    first: int,
    last: int,
    threshold: float,
    top: int,
) -> Any:
    """Screen samples first..last-1 against every block of families.

    values (families, columns) log10; order (families,) which family stands at which place of the blocks; rows
    (blocks, used rows, WIDTH) deficits; tops (used rows, blocks) log10; units (blocks,) log10 per deficit unit;
    columns (samples, markers) into values; picks (samples, padded markers) into rows, most telling marker first;
    lengths (samples,) how many picks count, a multiple of GROUP.

    Returns the hits (sample, family, log10 LR), the best `top` per sample, and the counts
    (rows added, pairs scored in float64).
    """
    blocks, count = rows.shape[0], last - first
    highest = np.iinfo(rows.dtype).max
    # 8-bit sums may saturate without an exclusion, so at the limit all are let through; 16-bit ones may not.
    limit = highest - 1 if highest > 255 else highest
    reach = np.zeros((count, blocks))
    for s in range(count):
        for i in range(lengths[first + s]):
            pick = picks[first + s, i]
            for block in range(blocks):
                reach[s, block] += tops[pick, block]
    hit_sample = np.empty(1024, np.int32)
    hit_family = np.empty(1024, np.int32)
    hit_lr = np.empty(1024, np.float64)
    hits = 0
    best_lr = np.full((count, top), -np.inf)
    best_family = np.full((count, top), order.size, np.int64)
    sums = np.empty((TILE, WIDTH), rows.dtype)
    budgets = np.empty(TILE, np.int64)
    waiting = np.empty(TILE, np.int64)
    finished = np.empty(TILE, np.int64)
    flat = picks.reshape(-1)
    added = 0
    confirmed = 0
    for block in range(blocks):
        table = rows[block]
        base = block * WIDTH
        members = min(WIDTH, order.size - base)
        per_unit = 1.0 / units[block]
        for tile in range(0, count, TILE):
            active = 0
            for place in range(min(TILE, count - tile)):
                s = tile + place
                floor = threshold
                if top > 0:
                    floor = min(floor, best_lr[s, top - 1])
                spare = reach[s, block] + GUARD - floor
                budgets[place] = limit
                if spare * per_unit < limit:
                    budgets[place] = int(spare * per_unit)
                waiting[active] = place
                active += (spare >= 0.0) & (reach[s, block] > -np.inf)
            # Every sample of the tile takes a group of markers before any takes the next: whether it goes on moves a
            # counter and not a branch, so that no misprediction empties the pipeline while rows come from L2.
            complete = 0
            for step in range(0, picks.shape[1], GROUP):
                still = 0
                added += active * GROUP
                for i in range(active):
                    place = waiting[i]
                    sample = first + tile + place
                    if step == 0:
                        sums[place] = 0
                    start = sample * picks.shape[1] + step
                    budget = rows.dtype.type(budgets[place])
                    alive: bool = _add_group(table, flat, start, sums[place], budget)  # type: ignore[call-arg]
                    more = lengths[sample] > step + GROUP
                    waiting[still] = place
                    still += alive & more
                    finished[complete] = place
                    complete += alive & (not more)
                active = still
            for i in range(complete):
                place = finished[i]
                s = tile + place
                sample = first + s
                within = budgets[place]
                # With no floor yet, the likeliest families are scored first so that the rest is refused by bound.
                likely = -1
                if top > 0 and best_lr[s, top - 1] == -np.inf:
                    likely = _kth_smallest(sums[place], members, top)
                for turn in range(0 if likely >= 0 else 1, 2):
                    member = -1
                    while True:
                        member = _next_within(sums[place], member + 1, members, within)
                        if member == members:
                            break
                        if (np.int64(sums[place, member]) <= likely) != (turn == 0):
                            continue
                        confirmed += 1
                        family = order[base + member]
                        total = total_log10(values, family, columns[sample])
                        if total == -np.inf:
                            continue
                        if top > 0:
                            keep_best(best_lr[s], best_family[s], total, family)
                            spare = reach[s, block] + GUARD - min(threshold, best_lr[s, top - 1])
                            if spare * per_unit < within:
                                within = int(spare * per_unit)
                        if total >= threshold:
                            if hits == hit_lr.size:
                                hit_sample = _twice_as_long(hit_sample)
                                hit_family = _twice_as_long(hit_family)
                                hit_lr = _twice_as_long(hit_lr)
                            hit_sample[hits] = sample
                            hit_family[hits] = family
                            hit_lr[hits] = total
                            hits += 1
    return hit_sample[:hits], hit_family[:hits], hit_lr[:hits], best_family, best_lr, added, confirmed


@njit(nogil=True, cache=True, boundscheck=False)
def _next_within(sums: NDArray[Any], start: int, end: int, budget: int) -> int:
    """The first place from start on whose sum is within the budget, or end; steps of 32 that LLVM can vectorise."""
    place = start
    while place < end:
        if place % 32 == 0:
            lowest = sums[place]
            for i in range(place + 1, place + 32):
                lowest = min(lowest, sums[i])
            if lowest > budget:
                place += 32
                continue
        if sums[place] <= budget:
            return place
        place += 1
    return end


@njit(nogil=True, cache=True, boundscheck=False)
def _kth_smallest(sums: NDArray[Any], members: int, k: int) -> int:
    """The k-th smallest of the first sums, or the largest when there are not that many; by halving the range."""
    low, high = 0, int(np.iinfo(sums.dtype).max)
    while low < high:
        middle = (low + high) // 2
        count = 0
        for i in range(members):
            count += sums[i] <= middle
        if count >= min(k, members):
            high = middle
        else:
            low = middle + 1
    return low


@njit(nogil=True, cache=True, boundscheck=False)
def _twice_as_long(array: NDArray[Any]) -> NDArray[Any]:
    """The array with as much room again."""
    longer = np.empty(2 * array.size, array.dtype)
    for i in range(array.size):
        longer[i] = array[i]
    return longer
