"""Words of decisions in the reader's language: what may be done next and what a family's choice means."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repatria.registry.decisions.further_remains import AUTHORITY, NOT_TOLD, SEPARATELY, TOGETHER
from repatria.registry.decisions.models import Identification
from repatria.registry.decisions.read import Next
from repatria.registry.roster.models import MissingPerson
from repatria.web.particles import with_particles
from repatria.web.wording import word

MEANS = {
    TOGETHER: gettext_lazy("Further remains are buried where the earlier ones lie, and nowhere else."),
    SEPARATELY: gettext_lazy("Further remains are buried in a grave of their own."),
    AUTHORITY: gettext_lazy("Further remains are left to the authority, which buries them."),
    NOT_TOLD: gettext_lazy(
        "The family is not told of further finds: no notification can be recorded for them, and they are released to "
        "the authority without one."
    ),
}
TONES = {
    "proposed": "warn",
    "reviewed": "accent",
    "signed": "good",
    "notified": "good",
    "released": "good",
    "buried": "good",
    "rescinded": "bad",
}


def name_and_number(person: MissingPerson) -> str:
    """A name that can be told apart from similar ones: with the service number, else the reference."""
    return f"{person.name} ({person.service_number or person.reference})"


def pairing(decision: Identification) -> str:
    """What a decision says: which remains are whom."""
    codes = decision.items.order_by("id").values_list("remains__code", flat=True)
    return f"{', '.join(codes)} – {name_and_number(decision.person)}"


def what_next(step: Next) -> str:
    """One sentence for a step that may be taken."""
    match step.act:
        case "return":
            return _("Take the remains back into custody, and record where they are kept; then propose anew.")
        case "dispute":
            return _("A discipline differed after a signature was given: rescind this decision and propose anew.")
        case "review":
            return _("Review: two disciplines must concur, by different reviewers, and none may differ.")
        case "sign" if step.facts["given"] and not step.facts["examiner"]:
            signed = ", ".join(step.facts["signed"])
            return with_particles(
                _("Sign as the second: %(signed)s signed, so a medical examiner must.") % {"signed": signed}
            )
        case "sign" if step.facts["given"]:
            signed = ", ".join(step.facts["signed"])
            return with_particles(_("Sign as the second: %(signed)s signed; another person must.") % {"signed": signed})
        case "sign":
            return _("Sign: two different persons, at least one of them a medical examiner.")
        case "notify":
            return _("Tell the family, and record who was told, when and how.")
        case "choose first":
            return _("Ask the family what is to be done with further remains; they are not released before.")
        case "release":
            return _("Release the remains after comparing at least three independent identifiers.")
        case "bury":
            return _("Record the burial.")
        case "choose":
            return _("Record what the family chooses for remains that are found later.")
        case "propose anew":
            return _("Nothing more: propose anew from a pair. The remains are free for another decision.")
    return _("Rescind, with the reason. Nothing is erased.")


def identifier(name: str) -> object:
    """What is compared at a release; an accession is here the code that stands on the remains."""
    return _("accession code") if name == "accession" else word(name)
