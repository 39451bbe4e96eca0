"""Recorded values in the reader's language: statuses, kinds, units, outcomes, roles. An unknown value stays as is."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, npgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from repatria.registry.sources.models import CitedFigure
from repatria.web.written import written_number

WORDS: dict[str, Promise] = {
    # status of a missing person
    "unaccounted-for": _("unaccounted-for"),
    "identified": _("identified"),
    "returned alive": _("returned alive"),
    "group burial": _("group burial"),
    "otherwise accounted for": _("otherwise accounted for"),
    "non-recoverable": _("non-recoverable"),
    # pursuit
    "in review": _("in review"),
    "active pursuit": _("active pursuit"),
    "deferred": _("deferred"),
    "no category": _("no category"),
    # by what the roll is counted
    "count by conflict": _("war"),
    "count by country": _("country of loss"),
    "count by place": _("place of loss"),
    "count by unit": _("unit"),
    "count by within": _("in or below the unit"),
    "count by date": _("date of loss"),
    "count by status": _("status"),
    "count by service": _("service"),
    "count by pursuit": _("pursuit"),
    "count by incident": _("incident"),
    # units
    "company": _("company"),
    "battalion": _("battalion"),
    "regiment": _("regiment"),
    "squadron": _("squadron"),
    "group": _("group"),
    "wing": _("wing"),
    "division": _("division"),
    "corps": _("corps"),
    "army": _("army"),
    "air force": _("air force"),
    "its own name": _("its own name"),
    # sex
    "male": _("male"),
    "female": _("female"),
    "unknown": _("unknown"),
    # roles
    "administrator": _("administrator"),
    "historian": _("historian"),
    "negotiator": _("negotiator"),
    "field officer": _("field officer"),
    "custodian": _("custodian"),
    "anthropologist": _("anthropologist"),
    "DNA analyst": _("DNA analyst"),
    "identification coordinator": _("identification coordinator"),
    "medical examiner": _("medical examiner"),
    "family liaison officer": _("family liaison officer"),
    "public affairs officer": _("public affairs officer"),
    "auditor": _("auditor"),
    "family member": _("family member"),
    # kinds of engagement
    "meeting": _("meeting"),
    "talks": _("talks"),
    "summit": _("summit"),
    "letter": _("letter"),
    "call": _("call"),
    "statement": _("statement"),
    "agreement": _("agreement"),
    "visit": _("visit"),
    "hearing": _("hearing"),
    "testimony": _("testimony"),
    "ceremony": _("ceremony"),
    "announcement": _("announcement"),
    "publication": _("publication"),
    "operation": _("operation"),
    "war": _("war"),
    "armistice": _("armistice"),
    "logistics": _("logistics"),
    "identification": _("identification"),
    "other": _("other"),
    # outcomes
    "held": _("held"),
    "no-show": _("no-show"),
    "postponed": _("postponed"),
    "rescheduled": _("rescheduled"),
    "cancelled": _("cancelled"),
    "planned": _("planned"),
    "unknown outcome": _("outcome not known"),
    "agreed": _("agreed"),
    "no agreement": _("no agreement"),
    "made": _("made"),
    "sent": _("sent"),
    "suspended": _("suspended"),
    "ended": _("ended"),
    "occurred": _("took place"),
    "refuted": _("refuted"),
    "halted": _("halted"),
    # how a commitment stands
    "standing": _("standing"),
    "claimed kept": _("claimed kept"),
    "not begun": _("not begun"),
    "stalled": _("stalled"),
    "reaffirmed": _("reaffirmed"),
    "partly kept": _("partly kept"),
    "kept": _("kept"),
    "missed": _("missed"),
    "replaced": _("replaced"),
    "broken": _("broken"),
    "open": _("open"),
    "under assessment": _("under assessment"),
    # custody
    "container": _("container"),
    "specimen": _("specimen"),
    "sample": _("sample"),
    "effect": _("personal effect"),
    "accession": _("taken into custody"),
    "transfer": _("by transfer"),
    "split": _("split"),
    "merge": _("merge"),
    "sampling": _("sampling"),
    "offered": _("offered"),
    "accepted": _("accepted"),
    "refused": _("refused"),
    "withdrawn": _("withdrawn"),
    "custody": _("custody"),
    "laboratory": _("laboratory"),
    "agency": _("agency"),
    "onward transfer": _("onward transfer"),
    "home": _("home"),
    "return to its nation": _("return to its nation"),
    "release by a decision": _("release by a decision"),
    "return of what was released": _("return of what was released"),
    "arrival": _("arrival"),
    "giver": _("for the giver"),
    "receiver": _("for the receiver"),
    "intact": _("intact"),
    "found broken": _("found broken"),
    "broken seal": _("broken seal"),
    "extra": _("extra"),
    "used": _("used"),
    "lost": _("lost"),
    "flag": _("flag"),
    "bone plug": _("bone plug"),
    "items": _("items"),
    "holdings": _("rows of custody"),
    "transfers": _("transfers"),
    "hand-overs": _("hand-overs"),
    "supplies": _("supplies"),
    # decisions
    "proposed": _("proposed"),
    "reviewed": _("reviewed"),
    "signed": _("signed"),
    "notified": _("family told"),
    "released": _("released"),
    "rescinded": _("rescinded"),
    "choice": _("choice of the family"),
    "review": _("review"),
    "signature": _("signature"),
    "DNA": _("DNA"),
    "anthropology": _("anthropology"),
    "odontology": _("odontology"),
    "history": _("history"),
    "name": _("name"),
    "service number": _("service number"),
    "date of birth": _("date of birth"),
    "container seal": _("container seal"),
    "photograph": _("photograph"),
    "DNA sample code": _("DNA sample code"),
    "agrees": _("agrees"),
    "not available": _("not available"),
    "bury with the earlier remains": _("bury with the earlier remains"),
    "bury separately": _("bury separately"),
    "leave to the authority": _("leave to the authority"),
    "do not tell us of further finds": _("do not tell us of further finds"),
    "flat over all assignments that the candidates allow": _("flat over all assignments that the candidates allow"),
    "pair": _("pair"),
    "the pair takes no part in the joint posterior of its search": _(
        "the pair takes no part in the joint posterior of its search"
    ),
    "calls of the sample": _("calls of the sample"),
    "calls of the donors": _("calls of the donors"),
    "pedigree": _("pedigree"),
    # field work
    "in force": _("in force"),
    "running": _("running"),
    "battlefield": _("battlefield"),
    "witness": _("witness"),
    "document": _("document"),
    "aerial photograph": _("aerial photograph"),
    "find": _("find"),
    "effects": _("personal effects"),
    # level of a delegation
    "head of state or government": _("head of state or government"),
    "minister": _("minister"),
    "general officer": _("general officer"),
    "senior official": _("senior official"),
    "working level": _("working level"),
    "not known": _("not known"),
    # verdicts on claims
    "agree": _("agree"),
    "compatible": _("compatible"),
    "differ": _("differ"),
    "disputed": _("disputed"),
    "not comparable": _("not comparable"),
    "one source": _("one source"),
    "changed over time": _("changed over time"),
    # channels
    "cut": _("cut"),
    # units
    "persons": _("persons"),
    "remains": _("remains"),
    "sets": _("sets of remains"),
    "boxes": _("boxes"),
    "caskets": _("caskets"),
    "cases": _("cases"),
    "years": _("years"),
    "days": _("days"),
    # kinds of container
    "box": _("box"),
    "casket": _("casket"),
    "case": _("case"),
    # predicates
    "missing": _("missing"),
    "unaccounted_for": _("unaccounted for"),
    "died": _("died"),
    "lost_at_sea": _("lost at sea"),
    "recovered": _("recovered"),
    "returned": _("returned"),
    "handed_over": _("handed over"),
    "buried": _("buried"),
    # kinds of party
    "person": _("person"),
    "state": _("state"),
    "organisation": _("organisation"),
    # parameters and inputs of a search
    "threshold": _("threshold"),
    "top": _("pairs kept for each sample"),
    "mutation model": _("mutation model"),
    "theta": _("theta (co-ancestry)"),
    "minimum frequency": _("minimum frequency"),
    "mutation rate": _("mutation rate"),
    "untyped founders": _("untyped founders"),
    "frequencies": _("frequencies"),
    "samples": _("samples"),
    # how far a requested search is, and where it runs
    "queued": _("waiting"),
    "finished": _("finished"),
    "failed": _("failed"),
    "engine local": _("this machine"),
    "engine dask": _("cluster (Dask)"),
    "engine gpu": _("graphics processor, else this machine"),
    # mutation models
    "none": _("none"),
    "equal": _("equal"),
    "proportional": _("proportional"),
    # formats and kinds of typing
    "autosomal STR": _("autosomal STR"),
    "roster": _("roster"),
    "dna-case": _("DNA case"),
    "familias": "Familias",
}
WORDS |= {
    # what a relative is to a missing person
    "spouse": _("wife or husband"),
    "child": _("son or daughter"),
    "parent": _("parent"),
    "sibling": _("brother or sister"),
    "half-sibling": _("half-brother or half-sister"),
    "grandparent": _("grandparent"),
    "grandchild": _("grandchild"),
    "niece or nephew": _("niece or nephew"),
    "aunt or uncle": _("aunt or uncle"),
    "cousin": _("cousin"),
    "other relative": _("other relative"),
    "living": _("living"),
    "deceased": _("deceased"),
    # how a family is told, or reached
    "family meeting": _("family meeting"),
    "telephone": _("telephone"),
    "e-mail": _("e-mail"),
    # consents
    "comparison with remains": _("comparison with remains"),
    "comparison with other families": _("comparison with other families"),
    "storage of the sample": _("storage of the sample"),
    "research": _("research"),
    "sharing with another laboratory or nation": _("sharing with another laboratory or nation"),
    "publication of the name": _("publication of the name"),
    "being contacted": _("being contacted"),
    "given": pgettext_lazy("consent", "given"),
    "expired": _("expired"),
    "consent not recorded": _("consent not recorded"),
    # questions of a family and promises to it
    "question": _("question"),
    "promise": _("promise"),
    "answered": _("answered"),
    "not kept": _("not kept"),
    "no longer wanted": _("no longer wanted"),
    "open again": _("open again"),
    "overdue": _("overdue"),
    "decision": _("decision"),
    "search": _("search"),
}
WORDS |= {
    # kinds of things on the record
    "event": _("engagement"),
    "engagement": _("engagement"),
    "hand-over": _("hand-over"),
    "hand over": _("hand-over"),
    "commitment": _("commitment"),
    "agreement-point": _("point of an agreement"),
    "party": _("party"),
    "channel": _("channel"),
    "item": _("item"),
    "holder": _("holder"),
    "site": _("site"),
    "permission": _("permission"),
    "incident": _("incident"),
}
NEEDS: dict[str, Promise] = {
    "no-donor": _("needs a first donor"),
    "closer": _("needs a closer relative"),
    "maternal": _("needs a maternal donor"),
    "paternal": _("needs a paternal donor"),
    "next-of-kin": _("needs another primary next of kin"),
}
_HELD = pgettext_lazy("predicate of a figure", "held")

QUALIFIED: dict[str, Promise] = {
    "at_least": _("at least %(value)s"),
    "more_than": _("more than %(value)s"),
    "nearly": _("nearly %(value)s"),
    "approx": _("about %(value)s"),
    "up_to": _("up to %(value)s"),
    "between": _("between %(value)s"),
    "believed": _("%(value)s, as believed"),
}

COUNTRIES: dict[str, Promise] = {
    "North Korea": _("North Korea"),
    "South Korea": _("South Korea"),
    "Korea": _("Korea"),
    "China": _("China"),
    "Japan": _("Japan"),
    "Singapore": _("Singapore"),
    "Vietnam": _("Vietnam"),
    "United States": _("United States"),
}


def word(value: object) -> object:
    """The reader's word for a recorded value; the value itself when there is none."""
    text = str(value)
    return WORDS.get(text, COUNTRIES.get(text, text))


def counted(value: float | None, unit: str) -> str:
    """A number with its unit, in the form that the number asks for: ``1 box``, ``55 cases``."""
    shown = written_number(value)
    n = 1 if value == 1 else 2
    match unit:
        case "person" | "persons":
            pattern = npgettext("counted", "%(n)s person", "%(n)s persons", n)
        case "box" | "boxes":
            pattern = npgettext("counted", "%(n)s box", "%(n)s boxes", n)
        case "casket" | "caskets":
            pattern = npgettext("counted", "%(n)s casket", "%(n)s caskets", n)
        case "case" | "cases":
            pattern = npgettext("counted", "%(n)s case", "%(n)s cases", n)
        case "sets":
            pattern = npgettext("counted", "%(n)s set of remains", "%(n)s sets of remains", n)
        case _:
            return f"{shown} {word(unit)}".rstrip()
    return pattern % {"n": shown}


def cited_value(figure: CitedFigure) -> str:
    """The number of a cited figure with its qualifier: a range when the source gives one, else what bound it gives."""
    low, high = figure.low, figure.high
    # A number in no unit may be a year or a share: it is written without thousands.
    write = "{:g}".format if figure.unit == "other" else written_number
    if low is not None and high is not None and low != high:
        value = f"{write(low)}–{write(high)}"
    else:
        known = next((number for number in (figure.value, low, high) if number is not None), None)
        if known is None:
            return gettext("no number given")
        value = write(known)
    pattern = QUALIFIED.get(figure.qualifier)
    return str(pattern) % {"value": value} if pattern else value


def need(code: str) -> object:
    """What would help a family's case, in words."""
    return NEEDS.get(code, code)


def predicate(value: str) -> object:
    """The word for what a figure says of those it counts; "held" means kept, not that a meeting took place."""
    return _HELD if value == "held" else word(value)
