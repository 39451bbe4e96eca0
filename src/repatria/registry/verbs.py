"""Loads every room's verbs, so that every action has its projector before the ledger is read."""

import repatria.registry.custody.belonging
import repatria.registry.custody.inventories
import repatria.registry.custody.keeping
import repatria.registry.custody.lineage
import repatria.registry.custody.manifests
import repatria.registry.custody.seals
import repatria.registry.custody.supplies
import repatria.registry.custody.transfers
import repatria.registry.custody.verbs
import repatria.registry.decisions.consequences
import repatria.registry.decisions.verbs
import repatria.registry.families.consents
import repatria.registry.families.contacts
import repatria.registry.families.kin
import repatria.registry.families.next_of_kin
import repatria.registry.families.ties
import repatria.registry.families.told
import repatria.registry.families.verbs
import repatria.registry.field.sites
import repatria.registry.field.verbs
import repatria.registry.figures.verbs
import repatria.registry.imports.verbs
import repatria.registry.laboratory.verbs
import repatria.registry.people.verbs
import repatria.registry.roster.conflicts
import repatria.registry.roster.incidents
import repatria.registry.roster.pursuit
import repatria.registry.roster.units
import repatria.registry.roster.verbs
import repatria.registry.runs.queue
import repatria.registry.runs.verbs
import repatria.registry.sources.document_verbs
import repatria.registry.sources.verbs
import repatria.registry.talks.undertakings
import repatria.registry.talks.verbs  # noqa: F401
