"""A made-up operation with a known truth, and the real history it stands beside."""
