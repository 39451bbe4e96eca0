"""Dates in a text: what is said, what it is counted from, and the day of the text itself."""
