"""The one tree of exceptions; each class says in one line what went wrong for the caller."""


class RepatriaError(Exception):
    """Anything Repatria refuses to do; the message is written for the person who asked."""


class InvalidInput(RepatriaError):
    """An argument or a value at the border is not of the kind it must be."""


class UnsupportedModel(RepatriaError):
    """The case asks for a model (mutation, linkage, theta...) that this engine does not cover."""


class TooLarge(RepatriaError):
    """Exact work would exceed the stated limit; the message says what was found and what would make it feasible."""


class NotPermitted(RepatriaError):
    """The actor's role does not allow this verb on this resource."""


class Conflict(RepatriaError):
    """The record already says something that the change contradicts."""


class LedgerBroken(RepatriaError):
    """The chain of ledger entries, or a table derived from it, does not verify."""
