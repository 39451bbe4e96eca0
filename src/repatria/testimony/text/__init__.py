"""Documents as canonical text: received, cut into sentences, anchored, and what of a page is furniture."""
