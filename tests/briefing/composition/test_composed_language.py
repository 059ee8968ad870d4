"""What a briefing says of itself is in its language; what the analyst wrote stays as it is."""

from briefing.dates import EdtfDate
from briefing.document.nodes import Contents, Heading, Table, TitleBlock
from briefing.document.walk import get_text, iter_blocks
from tests.support.builders import (
    compose_of,
    count,
    get_entries,
    make_actor,
    make_attack,
    make_section,
    make_source,
    make_text,
)


def find_blocks(composition, kind):
    return [b for b in iter_blocks(composition.document.blocks) if isinstance(b, kind)]


def compose_persian(*sections, records=()):
    return compose_of(*sections, records=records, language="fa-IR", reference="17/2024")


def test_the_head_of_the_first_page_is_in_the_language_of_the_briefing():
    (title,) = find_blocks(compose_persian(), TitleBlock)

    assert ("شماره", "17/2024") in title.facts


def test_the_table_of_attacks_has_its_words_dates_and_countries():
    attack = make_attack(day="2024-01-16/2024-01-18")
    composition = compose_persian(make_section("attacks", attack), records=[attack])
    (table,) = find_blocks(composition, Table)

    assert [get_text(cell.children) for cell in table.header][:2] == ["تاریخ", "مکان"]
    assert get_text(table.rows[0].cells[0].children) == "16 تا 18 ژانویه 2024"


def test_a_profile_has_its_labels():
    actor = make_actor(country="PK")
    composition = compose_persian(make_section("actors", actor), records=[actor])
    (facts,) = find_blocks(composition, Table)
    rows = [tuple(get_text(cell.children) for cell in row.cells) for row in facts.rows]

    assert ("کشور", "پاکستان") in rows


def test_titles_stay_the_analysts_own():
    attack = make_attack()
    sections = [make_section("attacks", attack, number=n, title="Raids") for n in (1, 2)]
    composition = compose_persian(*sections, records=[attack])

    assert find_blocks(composition, Contents)[0].title == "فهرست"
    assert get_text(find_blocks(composition, Heading)[0].children) == "Raids"


def test_what_a_record_chooses_from_a_list_is_said_in_the_language():
    actor = make_actor(actor_kind="armed group")
    composition = compose_persian(make_section("actors", actor), records=[actor])
    (facts,) = find_blocks(composition, Table)

    assert "گروه مسلح" in [get_text(row.cells[1].children) for row in facts.rows]


def test_sources_are_told_in_the_language_in_the_house_style():
    source = make_source(title="خبر", published=EdtfDate("2024-01-16"), source_type="news article")
    text = make_text(f"متن [@{source.key}]")
    (entry,) = get_entries(compose_persian(text, records=[source]).document)

    assert entry == "1 «خبر». 16 ژانویهٔ 2024."


def test_a_source_in_latin_letters_is_told_in_english_among_persian_ones():
    source = make_source(title="Strikes", published=EdtfDate("2024-01-16"), publisher="Reuters")
    text = make_text(f"متن [@{source.key}]")
    (entry,) = get_entries(compose_persian(text, records=[source]).document)

    assert entry == "1 Strikes. Reuters, 16 January 2024."


def test_figures_are_told_without_english_words():
    actor = make_actor(figures=(count("strength", low=500),))
    composition = compose_persian(make_section("actors", actor), records=[actor])
    (facts,) = find_blocks(composition, Table)

    assert "دست‌کم 500" in [get_text(row.cells[1].children) for row in facts.rows]
