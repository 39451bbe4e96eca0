"""The record: tables, and the verbs that change them through the ledger."""
