"""Events told by an action and its object anywhere in a clause: kept only beside a date, where no closer pattern spoke."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from repatria.testimony.model import Dated, TimeMention

MAX_APART = 80  # code points between action and object
_LONGEST = 31  # days: a date wider than a month does not date what is told so loosely
WAR_YEARS = ((1914, 1918), (1939, 1945), (1950, 1954), (1961, 1975))  # years in which losses of the record fall

_BODIES = r"remains|bod(?:y|ies)|boxes|cases|caskets?|coffins?|bones|skeletons?|sets|crates|containers"
_SIDES = r"sides|officials|officers|colonels|generals|delegations?|delegates|negotiators|diplomats|envoys|working group|ministers|teams|governments|leaders|counterparts?"
_SEARCH = r"teams?|searchers|people|personnel|staff|operations?|search(?:es)?|missions?|work|talks|program(?:me)?s?|recover(?:y|ies)|digs?|cooperation|contacts?|planning"
_FLYING = r"plane|bomber|aircraft|jet|fighter|helicopter|transport|B-\d\d|F-\d\d|C-\d+|Sabre|Superfortress|Corsair|Mustang|Panther|Thunderjet|Skyraider|Invader|tank|jeep|truck|ship|boat|submarine|convoy|company|battalion|regiment|platoon|unit|position|patrol|column|division|Division|Regiment|Battalion|Company|he|him|they|them|his"


@dataclass(frozen=True, slots=True)
class Loose:
    """A kind with the words of its action and of its object, in any order; wartime: only of a war's years."""

    kind: str
    action: re.Pattern[str]
    object: re.Pattern[str] | None
    wartime: bool = False


def _l(kind: str, action: str, object_: str | None, *, wartime: bool = False) -> Loose:
    return Loose(
        kind,
        re.compile(rf"\b(?:{action})\b"),
        re.compile(rf"\b(?:{object_})\b") if object_ else None,
        wartime,
    )


_LOOSE: tuple[Loose, ...] = (
    _l("no_show", r"sent (?:no one|nobody)|no-show|(?:did not|didn't|failed to|never) (?:come|appear|show|arrive|attend|turn up)|empty chairs?|pull(?:ed|ing)? out of (?:the )?(?:talks|meeting)", None),
    _l("burial", r"burials?|funerals?|graveside|interment|inurnment|memorial service|full military honou?rs|lowered into the (?:ground|earth|grave)|final resting place|put to rest", None),
    _l("repatriation_ceremony", r"ceremony|ceremonies|flyover|honou?r cordon|homecoming|solemn|rites", r"remains|caskets?|cases|coffins?|Hickam|Osan|Hawaii|Honolulu|base|airport|tarmac|fallen|soldiers|missing|received|honou?red|handed|Command"),
    _l("hand_over", r"deliver\w*|present(?:ed|s)|carri\w+|sign(?:ed|s)? for|custody|accept\w*|collect\w*|arriv\w+|reach\w*|came|landed|flew|flown|brought|sent|departed|left|receiv\w+|return\w*|hand\w*|gave|given|transfer\w*|turn\w*|repatriat\w+|exchang\w+|swap\w*", _BODIES),
    _l("identification", r"match\w*|identif\w+|accounted for|named|confirmed|positive", r"scientists?|lab|laboratory|agency|DNA|DPAA|anthropolog\w+|dental|remains|kin|family|nephew|niece|sister|brother"),
    _l("loss", r"explod\w+|crash\w*|ditch\w*|(?:was|were) hit|went down|wip\w+ out|overr\w+|cut (?:off|the road)|surrounded|annihilat\w+|attack\w*|ambush\w*|wounded|struck|shell\w*|sank|sunk|disappear\w*|vanish\w*|went missing|killed|captured|lost|fell|last (?:seen|heard)|bail\w* out|torpedo\w*|maul\w*|batter\w*|destroy\w*|went into|blew up|failed to return|(?:did not|never) return(?:ed)?", _FLYING, wartime=True),
    _l("loss", r"declared (?:him |them |her )?(?:legally )?dead|presumed dead|(?:presumptive )?finding of death|presumptive\w* (?:finding|ruled)", None, wartime=True),
    _l("operation_halted", r"order\w* [^.;]{0,40}out|pull\w* [^.;]{0,30}out|withdr\w+|halt\w*|suspen\w+|stopp?(?:ed|s)|recalled|evacuat\w+|broke off|called off|end(?:ed|s|ing) (?:the|its|all|joint|efforts)|wrapp\w+ up", _SEARCH),
    _l("disinterment", r"dig\w* up|dug up|exhum\w+|disinter\w*|open(?:ed|s)? [^.;]{0,20}graves", r"graves?|unknowns?|caskets?|Punchbowl|cemetery"),
    _l("joint_recovery_operations", r"joint", r"digs?|search(?:es)?|excavations?|recover(?:y|ies)|operations?|missions?|expeditions?|teams?"),
    _l("call", r"conference call|by (?:tele)?phone|(?:tele)?phoned|hot ?line|on the (?:tele)?phone|phone call", None),
    _l("talks", r"conven\w+|conferr\w+|gather\w*|hammer\w+ out|fail\w* to agree|negotiat\w+|opened|wrapp\w+ up|met|sat (?:down|across)|consult\w*|shook hands|spoke|talks", _SIDES),
    _l("summit", r"(?:Trump|Kim|Moon|Clinton|Bush|Putin|Xi)\b[^.;]{0,40}\b(?:met|meet|shook hands|sat down|stepped)\b[^.;]{0,40}\b(?:Trump|Kim|Moon|Clinton|Bush|Putin|Xi)", None),
    _l("visit", r"visited|toured|inspected", None),
    _l("cancelled", r"cancell?ed|called off|scrapped", r"calls?|meetings?|briefings?|gathering|reunion|talks|visit|trip|ceremony|session|hearing|exercises?"),
    _l("talks", r"walked out|stormed out|broke up|ended without|broke down", None),
    _l("planned_operation", r"(?:hopes?|plans?|intends?|expects?|aims?|wants?|wanted|hoped|planned|is|are) to|will|would", r"operations?|searches|digs?|missions?|excavations?|field ?work|recover(?:y|ies)|search|exhume|disinter|dig up"),
    _l("visit", r"(?:came|went|arriv\w+|landed|flew|travel\w+|journeyed|touched down|return\w*) (?:to|in|at|from) (?:Pyongyang|Washington|Seoul|North Korea|South Korea|Beijing|Hanoi|Panmunjom|New York|Moscow)", r"envoys?|delegation|team|secretary|Secretary|general|Gen|official|officials|governor|Gov|Pompeo|Richardson|president|President|minister|group|director|ambassador"),
    _l("agreement", r"reach\w*|struck|signed|sealed|concluded|shook on|agreed", r"deals?|agreement|accord|arrangement|protocol|pact|memorandum|to (?:resume|return|hand|let|allow|search|hold)"),
)  # fmt: skip
# A kind is not told again loosely where one that says the same was told closely.
_SAME = {
    "no_show": {"cancelled", "postponed"},
    "burial": set(),
    "repatriation_ceremony": {"hand_over", "burial"},
    "hand_over": {"repatriation_ceremony", "logistics", "burial", "identification", "loss", "visit", "disinterment", "excavation", "publication", "letter"},
    "identification": {"burial", "statement"},
    "loss": set(),
    "operation_halted": {"operation_suspended", "cancelled", "no_show"},
    "disinterment": {"excavation"},
    "joint_recovery_operations": {"excavation", "planned_operation", "operation_halted", "operation_suspended"},
    "call": set(),
    "cancelled": {"no_show", "postponed", "rescheduled"},
    "planned_operation": {"joint_recovery_operations", "excavation", "disinterment", "scheduled_meeting", "hand_over", "burial", "repatriation_ceremony"},
    "talks": {"summit", "scheduled_meeting", "no_show", "visit", "rescheduled", "postponed", "cancelled", "call"},
    "summit": {"talks"},
    "visit": {"talks", "summit"},
    "agreement": {"talks", "summit", "scheduled_meeting"},
}  # fmt: skip


def loosely_told(sentence: str, told: set[str], inside: Sequence[TimeMention]) -> Iterator[tuple[str, re.Match[str]]]:
    """Kinds that the sentence tells by action and object, with the place of the action.

    told: the kinds that closer patterns found. inside: the dates of the sentence; without a short one nothing is told.
    """
    short = [d.date for d in inside if _short(d.date)]
    if not short:
        return
    found = set(told)
    for rule in _LOOSE:
        if rule.kind in found or found & _SAME[rule.kind]:
            continue
        if rule.wartime and not any(_of_a_war(d) for d in short):
            continue
        for match in rule.action.finditer(sentence):
            if rule.object is None or _near(rule.object, sentence, match):
                found.add(rule.kind)
                yield rule.kind, match
                break


def _near(other: re.Pattern[str], sentence: str, match: re.Match[str]) -> bool:
    """Whether the object stands in the clause of the action, near it."""
    left = sentence[max(0, match.start() - MAX_APART) : match.start()].rpartition(";")[2]
    right = sentence[match.end() : match.end() + MAX_APART].partition(";")[0]
    return bool(other.search(left) or other.search(right) or other.search(match[0]))


def _short(date: Dated) -> bool:
    first, last = date.first_day, date.last_day
    return first is not None and last is not None and last - first <= dt.timedelta(days=_LONGEST)


def _of_a_war(date: Dated) -> bool:
    first = date.first_day
    return first is not None and any(a <= first.year <= b for a, b in WAR_YEARS)
