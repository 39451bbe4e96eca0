"""Forms of the documents: what is handed in, and the corrections of a proposed claim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.dates import PartialDate
from repatria.errors import InvalidInput
from repatria.registry.figures.subjects import SUBJECTS
from repatria.registry.sources.beside import Record
from repatria.registry.sources.document_reading import MAX_BYTES, MAX_CHARS
from repatria.registry.sources.documents import ProposedClaim
from repatria.registry.sources.headings import web_address
from repatria.registry.sources.models import PREDICATES, QUALIFIERS, UNITS
from repatria.registry.sources.proposals import columns_of, statement_of
from repatria.registry.sources.said import ASSERTED, SAID, TO_BE_CHOSEN
from repatria.web.actions import DATE_HELP
from repatria.web.refusal_words import refusal
from repatria.web.wording import SAID as SAID_WORDS
from repatria.web.wording import predicate, word
from repatria.web.written import told

QUALIFIER_WORDS = {
    "exact": _("exactly"),
    "at_least": _("at least"),
    "more_than": _("more than"),
    "nearly": _("nearly"),
    "approx": _("about"),
    "up_to": _("up to"),
    "between": _("between"),
    "believed": _("believed to be"),
}
WAYS_OF_SAYING = [("", "–"), *((name, SAID_WORDS[name]) for name in SAID)]


def _line(label: Any, size: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=size, required=required, help_text=help_text)


class DocumentForm(forms.Form):
    """A document: pasted or handed in as a file, with who published it."""

    publisher = _line(_("Publisher"), 200, required=True)
    title = _line(
        _("Title"),
        300,
        help_text=_(
            "Left empty, it is called by its headline, else by its first line that is no menu, date or credit."
        ),
    )
    published = _line(_("Published"), 10, help_text=DATE_HELP)
    address = _line(_("Web address"), 300, help_text=_("Where it stands, if it does: https://…"))
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "maxlength": MAX_CHARS, "dir": "auto"}),
        help_text=_("Pasted as it stands, up to 300,000 characters."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("Text, HTML or PDF, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.xhtml,.pdf,text/plain,text/html,application/pdf"}),
    )

    restricted = forms.BooleanField(
        label=_("Only for those who may see families"),
        required=False,
        help_text=_(
            "For letters and other words of families. It is hidden from everybody else: from you too, unless your role "
            "may see families. Nothing of it is cited."
        ),
    )
    date_is_right = forms.BooleanField(
        label=_("The date is right all the same"),
        required=False,
        help_text=_("Look at the date line of the text first. A file has to be chosen again."),
    )

    def clean_published(self) -> str:
        """A partial date, or empty."""
        given = self.cleaned_data["published"].strip()
        if given:
            try:
                PartialDate(given)
            except InvalidInput as error:
                raise forms.ValidationError(refusal(error)) from error
        return given

    def clean_address(self) -> str:
        """An address that a page can link to, or empty."""
        try:
            return web_address(self.cleaned_data["address"])
        except InvalidInput as error:
            raise forms.ValidationError(refusal(error)) from error

    def __init__(self, data: Any = None, files: Any = None) -> None:
        """The typed text is shown again without NUL, which no browser can show; that it was there is said."""
        self.had_nul = data is not None and "\0" in data.get("text", "")
        if data is not None and self.had_nul:
            data = data.copy()
            data["text"] = data["text"].replace("\0", "")
        super().__init__(data, files)

    def clean_text(self) -> str:
        """Browsers send every line end of a text box as CR LF, whatever was pasted; it is taken back to LF."""
        if self.had_nul:
            raise forms.ValidationError(
                _("The text held NUL, which no writing has. It is shown without it: look at it, then send it again.")
            )
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def clean_file(self) -> Any:
        """A file within the limit; a larger one is not read at all."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("The file has %(size)s MB; the limit is 10 MB. Nothing was read; split it.")
                % {"size": f"{file.size / 2**20:,.1f}"}
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Either a text or a file."""
        given = super().clean()
        if "text" in given and "file" in given and bool(given["text"].strip()) == (given["file"] is not None):
            raise forms.ValidationError(_("Paste a text or choose a file, one of the two."))
        return given


class FigureForm(forms.Form):
    """One figure of a claim as an officer would have it cited."""

    keep = forms.BooleanField(label=_("Cite this figure"), required=False)
    label_en = _line(_("What it counts"), 300)
    qualifier = forms.ChoiceField(label=_("How exact"), choices=[(name, QUALIFIER_WORDS[name]) for name in QUALIFIERS])
    number = forms.FloatField(label=_("Number"), required=False, min_value=0)
    upper = forms.FloatField(label=_("To (for a range)"), required=False, min_value=0)
    unit = forms.ChoiceField(label=_("Unit"), choices=[(name, word(name)) for name in UNITS])
    predicate = forms.ChoiceField(label=_("What is said of them"), choices=[(n, predicate(n)) for n in PREDICATES])
    said = forms.ChoiceField(label=_("How it is said"), required=False, choices=WAYS_OF_SAYING)

    population = _line(_("Population"), 160)
    place = _line(_("Place"), 120)
    period = _line(
        _("Period"), 40, help_text=_("A date, or two joined by a stroke: 1950/1953. FY2019 is a fiscal year.")
    )
    as_of = _line(_("As of"), 10, help_text=DATE_HELP)
    counts = forms.ChoiceField(
        label=_("Put beside other claims about"),
        required=False,
        choices=lambda: [("", "–"), *((subject.name, told(subject, "label")) for subject in SUBJECTS)],
    )

    proposed: dict[str, Any] | None = None

    def clean(self) -> dict[str, Any]:
        """How the number is said must have been chosen, where the form leaves that open."""
        given = super().clean()
        if given.get("keep") and "said" in given and not given["said"]:
            self.add_error("said", _("Choose how the text says this number; what is denied is no count."))
        return given

    def columns(self) -> dict[str, Any] | None:
        """The columns of the cited figure, as proposed unless something was changed; None when it is left out."""
        given = dict(self.cleaned_data)
        if not given.pop("keep"):
            return None
        given = self._columns(given)
        if self.proposed is not None and not set(self.changed_data) - {"counts", "said"}:
            counts = {"counts": given["counts"]} if "counts" in given else {}
            given = self.proposed | {"said": given["said"]} | counts
        return given

    @staticmethod
    def _columns(given: dict[str, Any]) -> dict[str, Any]:
        """What was typed as columns: a number and its upper end are a value or a range."""
        number, upper, counts = given.pop("number"), given.pop("upper"), given.pop("counts")
        ranged = upper is not None and upper != number
        given |= {"value": None if ranged else number, "low": number, "high": upper if ranged else number}
        return given | ({"counts": [counts]} if counts else {})


class HandFigureForm(FigureForm):
    """A figure that the reading did not propose, with the words that say it."""

    keep = None
    words = forms.CharField(
        label=_("The words of the text"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "autofocus": True}),
        help_text=_("Copied from it, with the number."),
    )
    speaker = _line(_("Who said so"), 160)
    otherwise = forms.BooleanField(
        label=_("The words say the number in another way"),
        required=False,
        help_text=_("As “both” does, or a number in another script. Then say why below."),
    )
    reason = _line(_("Why it is that number"), 500)
    said = forms.ChoiceField(
        label=_("How it is said"),
        required=False,
        choices=WAYS_OF_SAYING,
        help_text=_("Left open, the sentence must plainly assert it; what is denied or promised is asked about."),
    )
    field_order = ("words", "label_en", "qualifier", "number", "upper", "unit", "predicate", "population", "speaker")

    def clean(self) -> dict[str, Any]:
        """Whoever says that the words give the number in another way says why."""
        given = super().clean()
        if given.get("otherwise") and not given.get("reason"):
            self.add_error("reason", _("Say how the words give this number; it stays with the figure."))
        return given

    def told(self) -> dict[str, str]:
        """The words, who said so, and why the number does not stand in them, if it does not."""
        given = self.cleaned_data
        why = given["reason"] if given["otherwise"] else ""
        return {"words": given["words"], "speaker": given["speaker"], "otherwise": why}

    def columns(self) -> dict[str, Any]:
        """The columns of the figure; what it counts is told by its population, else by the words."""
        given = self._columns(dict(self.cleaned_data))
        words = given.pop("words")
        for name in ("speaker", "otherwise", "reason"):
            given.pop(name)
        given["label_en"] = given["label_en"] or given["population"] or " ".join(words.split())[:300]
        return given


class ClaimForm(forms.Form):
    """Who said so, and why the claim was corrected."""

    speaker = _line(_("Who said so"), 160)
    speaker_is_right = forms.BooleanField(
        label=_("The text shows that it was said by them"),
        required=False,
        help_text=_("No words of speech name who said so. Without this tick the name is cited as assumed."),
    )
    reason = _line(
        _("Reason"),
        500,
        help_text=_("Needed to reject or to reopen, and for another number, unit, meaning or speaker than was read."),
    )

    def __init__(self, data: Any = None, *, claim: ProposedClaim) -> None:
        """A name that the text itself gives is not asked about."""
        super().__init__(data, initial={"speaker": claim.speaker[:160]})
        if not (claim.speaker and claim.content.get("speaker_assumed")):
            self.fields.pop("speaker_is_right")

    def speaker_given(self) -> str | None:
        """The speaker as the officer has it; None where the name is left as it was read."""
        said = "speaker" in self.changed_data or self.cleaned_data.get("speaker_is_right")
        return self.cleaned_data["speaker"] if said else None


def figure_forms(claim: ProposedClaim, given: Any) -> list[FigureForm]:
    """A form for each figure of a claim, filled with what was proposed."""
    record = Record()
    made = []
    for place, figure in enumerate(claim.content["figures"]):
        columns = columns_of(figure, claim)
        if columns is None:
            columns = {"label_en": figure["population"] or figure["evidence"]["quote"], "unit": figure["unit"]}
            initial: dict[str, Any] = columns | {"keep": False, "said": ASSERTED, "predicate": figure["predicate"]}
        else:
            proposed = statement_of(figure, claim)
            low, high = columns["low"], columns["high"]
            number = columns["value"] if columns["value"] is not None else low
            initial = columns | {
                "keep": True,
                "number": _plain(number),
                "upper": _plain(high) if columns["value"] is None and high != number else None,
                "counts": record.subject_for(proposed) if proposed and columns["said"] == ASSERTED else "",
                "said": "" if columns["said"] in TO_BE_CHOSEN else columns["said"],
            }
        form = FigureForm(given, prefix=f"f{place}", initial=initial)
        form.proposed = columns_of(figure, claim)
        if form.proposed is not None and form.proposed["said"] in TO_BE_CHOSEN:
            form.fields["said"].help_text = _("The text reads: %(said)s.") % {"said": SAID_WORDS[form.proposed["said"]]}
        made.append(form)
    return made


def _plain(number: float | None) -> float | int | None:
    return int(number) if isinstance(number, float) and number.is_integer() else number
