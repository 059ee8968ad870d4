"""What an analyst gets of the rows of ACLED, UCDP GED and GTD. All rows here are made up."""

import csv
import io

import pytest

from briefing.exchange.csv_table import AttackTable
from briefing.records.attack import PartyCertainty, PartyRole, PlacePrecision

_ACLED = """
    event_id_cnty event_date year time_precision disorder_type event_type sub_event_type
    actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso
    region country admin1 admin2 admin3 location latitude longitude geo_precision source
    source_scale notes fatalities tags timestamp
"""
_UCDP = """
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
    conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a
    side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office
    source_date source_headline source_original where_prec where_coordinates where_description
    adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region
    event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians
    deaths_unknown best high low gwnoa gwnob
"""
_GTD = """
    eventid iyear imonth iday country_txt provstate city latitude longitude specificity
    summary attacktype1_txt target1 gname gname2 guncertain1 claimed weaptype1_txt nkill
    nkillter nwound nwoundte scite1
"""
ACLED, UCDP, GTD = _ACLED.split(), _UCDP.split(), _GTD.split()

BATTLE = {
    "event_id_cnty": "PAK1",
    "event_date": "2024-01-16",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "BLA: Army of Sand",
    "assoc_actor_1": "Sand Front; Dune Wing",
    "actor2": "Military Forces of Pakistan",
    "country": "Pakistan",
    "admin1": "Balochistan",
    "location": "Panjgur",
    "latitude": "26.97",
    "longitude": "64.09",
    "geo_precision": "2",
    "source": "Dawn; Geo",
    "notes": "A clash near [Panjgur].",
    "fatalities": "0",
    "tags": "convoy; road",
}
CLASH = {
    "id": "42",
    "relid": "PAK-2024-1-1",
    "type_of_violence": "1",
    "side_a": "Government of Pakistan",
    "side_b": "Sand Front",
    "dyad_name": "Government of Pakistan - Sand Front",
    "where_prec": "3",
    "where_coordinates": "Gwadar town",
    "country": "Yemen (North Yemen)",
    "date_prec": "1",
    "date_start": "2020-10-15 00:00:00.000",
    "date_end": "2020-10-15 00:00:00.000",
    "deaths_a": "7",
    "low": "10",
    "best": "14",
    "high": "14",
}
BOMBING = {
    "eventid": "201603270001",
    "iyear": "2016",
    "imonth": "3",
    "iday": "27",
    "country_txt": "West Bank and Gaza Strip",
    "city": "Gaza",
    "attacktype1_txt": "Bombing/Explosion",
    "target1": "A market",
    "gname": "Sand Front",
    "guncertain1": "0",
    "claimed": "1",
    "nkill": "5",
    "nkillter": "1",
    "nwound": "-99",
}


def write(columns, *rows, encoding="utf-8"):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def read(data):
    return list(AttackTable(io.BytesIO(data)))


def read_one(columns, row, **changes):
    (found,) = read(write(columns, {**row, **changes}))
    assert found.fault == ""
    return found.attack


def test_an_event_of_acled_becomes_an_attack():
    attack = read_one(ACLED, BATTLE)

    assert attack.title == "Armed clash in Panjgur"
    assert (attack.date.edtf, attack.place.country, attack.place.latitude) == (
        "2024-01-16",
        "PK",
        26.97,
    )
    assert attack.place.precision is PlacePrecision.NEAR
    assert attack.tags == ("convoy", "road")
    assert attack.summary == "A clash near \\[Panjgur\\].\n\nReported by Dawn; Geo."
    assert attack.citations[0].locator == "PAK1"


def test_no_dead_in_acled_means_none_reported():
    (figure,) = read_one(ACLED, BATTLE).figures

    assert (figure.best, figure.given_by, figure.note) == (0, "ACLED", "none reported")


def test_the_actors_of_a_battle_are_sides_and_nobody_is_called_the_attacker():
    parties = read_one(ACLED, BATTLE).parties

    assert {party.role for party in parties} == {PartyRole.SIDE}
    assert [party.name for party in parties][:2] == ["BLA: Army of Sand", "Sand Front"]


def test_where_civilians_are_targeted_acled_tells_who_attacked():
    attack = read_one(ACLED, BATTLE, civilian_targeting="Civilian targeting", actor2="Civilians")

    first, last = attack.parties[0], attack.parties[-1]
    assert (first.role, first.certainty, first.by) == ("perpetrator", "attributed", "ACLED")
    assert (last.role, last.name) == ("victim", "Civilians")


@pytest.mark.parametrize(
    ("told", "precision", "edtf"),
    [
        ("16 January 2024", "1", "2024-01-16"),
        ("16-01-2024", "1", "2024-01-16"),
        ("16-January-2024", "2", "2024-01-16~"),
        ("2024-01-16", "3", "2024-01~"),
    ],
)
def test_dates_of_acled_are_read_in_each_of_its_forms(told, precision, edtf):
    attack = read_one(ACLED, BATTLE, event_date=told, time_precision=precision)
    assert attack.date.edtf == edtf


def test_an_event_of_ucdp_becomes_an_attack_with_its_range_of_dead():
    attack = read_one(UCDP, CLASH)

    assert attack.title == "Government of Pakistan - Sand Front, Gwadar town"
    assert (attack.place.country, attack.place.precision) == ("YE", "district")
    (figure,) = attack.figures
    assert (figure.low, figure.best, figure.high, figure.note) == (10, 14, 14, "side A 7")
    assert {party.role for party in attack.parties} == {PartyRole.SIDE}


def test_one_sided_violence_has_a_perpetrator_and_victims():
    attack = read_one(UCDP, CLASH, type_of_violence="3", side_b="Civilians")

    told = [(party.role.value, party.name) for party in attack.parties]
    assert told == [("perpetrator", "Government of Pakistan"), ("victim", "Civilians")]


@pytest.mark.parametrize(
    ("precision", "end", "edtf"),
    [("2", "2020-10-18", "2020-10-15/2020-10-18"), ("4", "2020-10-31", "2020-10")],
)
def test_ucdp_dates_are_as_vague_as_they_are_known(precision, end, edtf):
    attack = read_one(UCDP, CLASH, date_prec=precision, date_end=f"{end} 00:00:00.000")
    assert attack.date.edtf == edtf


def test_the_layout_of_hdx_with_iso3_and_hxl_tags_is_read_too():
    columns = [*UCDP[:34], "iso3", *UCDP[34:]]
    tags = {"year": "#date+year", "country": "#country+name", "best": "#affected+killed"}

    (row,) = read(write(columns, tags, {**CLASH, "iso3": "YEM"}))

    assert row.line == 3
    assert row.attack.place.country == "YE"


def test_ucdp_without_its_heading_is_known_by_its_shape():
    data = write(UCDP, CLASH).split(b"\r\n", 1)[1]
    (row,) = read(data)

    assert row.attack.external_ids[0].id == "42"


def test_an_incident_of_gtd_becomes_an_attack():
    attack = read_one(GTD, BOMBING)

    assert (attack.title, attack.date.edtf) == ("Bombing/Explosion in Gaza", "2016-03-27")
    assert attack.place.country == "PS"
    assert attack.parties[0].certainty is PartyCertainty.CLAIMED
    counts = {figure.what: figure.best for figure in attack.figures}
    assert counts == {"killed": 5, "perpetrators_killed": 1}


@pytest.mark.parametrize(("month", "day", "edtf"), [("3", "0", "2016-03"), ("0", "0", "2016")])
def test_unknown_days_of_gtd_stay_unknown(month, day, edtf):
    assert read_one(GTD, BOMBING, imonth=month, iday=day).date.edtf == edtf


def test_ids_that_a_spreadsheet_spoilt_do_not_make_one_incident_of_two():
    rows = [{**BOMBING, "eventid": "2.02E+11"}, {**BOMBING, "eventid": "2.02E+11"}]
    first, second = read(write(GTD, *rows))

    assert first.attack.id != second.attack.id
    assert first.attack.external_ids == ()


def test_gtd_in_windows_1252_keeps_its_letters():
    (row,) = read(write(GTD, {**BOMBING, "city": "Bogotá"}, encoding="cp1252"))
    assert row.attack.place.name == "Bogotá"


def test_the_same_event_twice_in_a_file_is_told():
    first, second = read(write(ACLED, BATTLE, {**BATTLE, "actor1": "Other"}))

    assert first.attack is not None
    assert second.fault == "The same event stands on line 2 already."


def test_a_country_that_nobody_knows_stays_readable():
    assert read_one(ACLED, BATTLE, country="Sandland").place.name == "Panjgur, Sandland"


def test_markup_in_a_note_of_a_data_set_is_text():
    attack = read_one(ACLED, BATTLE, notes="# *He* [@key] <b>", source="")
    assert attack.summary == "\\# \\*He\\* \\[@key\\] \\<b>"
