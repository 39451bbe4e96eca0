"""A made-up operation with a known truth: every person, family and profile in it is invented."""
