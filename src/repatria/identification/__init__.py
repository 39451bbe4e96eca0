"""Lines of evidence, priors and the joint posterior over who is who."""
