"""Markers, pedigrees, likelihoods, family tables and screening: arrays in, arrays out, no database."""
