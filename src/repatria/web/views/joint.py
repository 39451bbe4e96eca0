"""Who is who among all hits of a search at once: a drawing, the posterior of every pairing, and how it was had."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.errors import RepatriaError
from repatria.registry.people.permissions import Resource
from repatria.registry.runs.joint import RunJoint, finished_run, run_joint
from repatria.registry.runs.models import SearchRun
from repatria.web import joint_drawing
from repatria.web.access import page
from repatria.web.remembered import until_next_entry

_DRAWN, _BEST = 40, 5


@until_next_entry
def joint_of(number: int) -> RunJoint:
    """The joint posterior of a run, worked out once for each state of the record."""
    return run_joint(finished_run(number))


@page(Resource.SEARCH)
def joint(request: HttpRequest, number: int) -> HttpResponse:
    """The joint solution of a run."""
    run = get_object_or_404(SearchRun, pk=number)
    try:
        solved = joint_of(number)
    except RepatriaError as error:
        return render(request, "joint.html", {"run": run, "refused": str(error)})
    drawn = joint_drawing.drawings(solved)
    shown = drawn if request.GET.get("drawn") == "all" else drawn[:_DRAWN]
    choices, answer = solved.choices, solved.answer
    context: dict[str, Any] = {
        "run": run,
        "solved": solved,
        "answer": answer,
        "threshold": run.parameters["threshold"],
        "drawings": [_named(solved, one) for one in shown],
        "not_drawn": len(drawn) - len(shown),
        "width": joint_drawing.WIDTH,
        "people": _people(solved),
        "one_person": _one_person(solved),
        "symmetric": [
            ([choices.remains[r] for r in one.remains], [choices.missing[c] for c in one.missing], one.interchangeable)
            for one in solved.symmetric
        ],
        "apart": [choices.remains[place] for place in choices.apart],
        "tangled": [choices.remains[place] for place in choices.tangled],
        "best": [(rank, share) for rank, (_pairs, share) in enumerate(answer.best[:_BEST], start=1)],
    }
    return render(request, "joint.html", context)


def _named(solved: RunJoint, one: joint_drawing.Drawing) -> dict[str, Any]:
    """A drawing with the rows of the record that its places stand for."""
    choices = solved.choices
    return {
        "height": one.height,
        "remains": [(node, choices.remains[node.place]) for node in one.remains],
        "missing": [(node, choices.missing[node.place]) for node in one.missing],
        "edges": [(edge, choices.remains[edge.row], choices.missing[edge.col]) for edge in one.edges],
    }


def _people(solved: RunJoint) -> list[dict[str, Any]]:
    """For each set of remains its pairings, likeliest first, and the posterior of none of them."""
    choices, marginal = solved.choices, solved.answer.marginal
    best = set(solved.answer.best[0][0]) if solved.answer.best else set()
    cells: list[list[tuple[float, int]]] = [[] for _ in choices.remains]
    for row, col in choices.candidates:
        cells[row].append((float(marginal[row, col]), col))
    return [
        {
            "remains": remains,
            "none": float(marginal[row, -1]),
            "pairs": [
                (share, choices.missing[col], choices.candidates[row, col], (row, col) in best)
                for share, col in sorted(cells[row], key=lambda cell: (-cell[0], cell[1]))
            ],
        }
        for row, remains in enumerate(choices.remains)
    ]


def _one_person(solved: RunJoint) -> list[tuple[Any, Any, float]]:
    """Two remains that may be one person, with the posterior of that."""
    remains = solved.choices.remains
    return [
        (remains[one], remains[other], float(solved.same[one, other]))
        for one in range(len(remains))
        for other in range(one + 1, len(remains))
        if solved.same[one, other] >= joint_drawing.LEAST
    ]
