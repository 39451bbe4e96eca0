"""Numbers in a sentence and what they count: value, qualifier, unit, predicate, population."""
