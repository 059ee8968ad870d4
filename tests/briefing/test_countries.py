from briefing.countries import COUNTRY_NAMES, get_country_name


def test_country_codes_have_names_and_unknown_ones_stand_for_themselves():
    assert get_country_name("ir") == "Iran"
    assert get_country_name("??") == "??"
    assert len(COUNTRY_NAMES) == 249 + 1  # ISO 3166-1 and Kosovo
    assert all(len(code) == 2 and code.isupper() for code in COUNTRY_NAMES)
    assert all(name == " ".join(name.split()) for name in COUNTRY_NAMES.values())
    assert len(set(COUNTRY_NAMES.values())) == len(COUNTRY_NAMES)
