"""The columns of the two roster layouts: the pipe-separated NARA extract and CSV with a header."""

from __future__ import annotations

DCAS_COLUMNS: tuple[str, ...] = tuple(
    """
    service_number c ptp person_type_name member_name s service_name rank_rate pg occ occupation_name birth_date gender
    hor_city hor_county hor_ctry hor_ST state_prv_nm marital_status religion_name L race_name ethnic_name race_omb
    ethnic_group_name cas_circumstances cas_city cas_st cas_ctry cas_region_name country_or_water_name unit_name d
    process_dt death_dt year wc oitp oi_name oi_location close_dt aircraft h casualty_type_name casualty_category
    casualty_reason_name csn body casualty_closure_name wall Incident_category i_status_dt i_csn i_h i_aircraft
    """.split()  # noqa: SIM905 - a list of 55 quoted names would be harder to check against the layout
)
"""The 55 columns of the Defense Casualty Analysis System extract for the Korean War (DCAS.KS.EXT08.DAT), in order."""

DCAS_WIDTHS = (55, 51)
"""Columns a row may have: all of them, or without the last four, which some copies of the extract lack."""

DCAS_FIELDS: dict[str, str] = {
    "service_number": "service_number",
    "name": "member_name",
    "sex": "gender",
    "birth_date": "birth_date",
    "service": "service_name",
    "rank": "rank_rate",
    "unit": "unit_name",
    "home_city": "hor_city",
    "home_state": "state_prv_nm",
    "ancestry": "race_name",
    "incident_date": "death_dt",
    "incident_place": "cas_city",
    "incident_region": "cas_region_name",
    "country": "country_or_water_name",
    "circumstances": "cas_circumstances",
    "casualty_type": "casualty_type_name",
    "casualty_category": "casualty_category",
    "casualty_reason": "casualty_reason_name",
    "remains_recovered": "body",
    "aircraft": "aircraft",
}
"""Field of a `RosterRow` -> the column it is read from; the other columns are not used."""

CSV_COLUMNS: tuple[str, ...] = (
    "service_number",
    "name",
    "family_name",
    "given_names",
    *(field for field in DCAS_FIELDS if field not in ("service_number", "name")),
)
"""Header names of the CSV layout, in any order; ``name`` or ``family_name`` is required, the others may be left out."""

CSV_SYNONYMS: dict[str, str] = {column.lower(): field for field, column in DCAS_FIELDS.items()} | {
    "surname": "family_name",
    "last_name": "family_name",
    "first_name": "given_names",
    "gender": "sex",
    "date_of_birth": "birth_date",
    "branch": "service",
    "date_of_loss": "incident_date",
    "death_date": "incident_date",
    "place": "incident_place",
}
"""Other header names that are understood, among them those of the NARA layout."""
