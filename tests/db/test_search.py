import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.folding import fold_text
from briefing.outline import Briefing, Section
from briefing.ports import RecordQuery
from briefing.records.actor import ActorName
from briefing.records.attack import Place
from briefing.records.parts import Citation
from db.search_index import make_match
from tests.support.libraries import (
    make_actor,
    make_attack,
    make_note,
    make_source,
    memory_library,
    numbered_id,
    save,
)

JAISH = make_actor(
    "Jaish al-Adl",
    native="جيش العدل",
    profile="An armed group in Sistan-Baluchestan, [also](actor:x) across the border.",
)


@pytest.fixture(scope="module")
def stocked():
    stock = (
        JAISH,
        make_actor("Ansar al-Furqan"),
        make_actor("Al-Shabaab"),
        make_actor("État-major", aims="Ömer's aim: a café in Łódź"),
        make_attack("Raid near Sana'a", place=Place(name="Saʿdah", country="YE"), tags=("raid",)),
        make_note("Jaish in the press", text="Nothing on the group itself."),
        make_source("isna-2024", title="Wire", authors=("O'Brien, C.",), publisher="ISNA"),
        Briefing(
            id=numbered_id(1),
            title="Border strikes",
            sections=(Section(id="s", section_kind="free_text", settings={"text": "escalation"}),),
        ),
    )
    with memory_library(*stock) as library:
        yield library


def find_titles(library, text, **query):
    with library.read() as unit:
        found = unit.records.list_records(RecordQuery(text=text, **query))
        assert unit.records.count_records(RecordQuery(text=text, **query)) == len(found)
    return [summary.title for summary in found]


@pytest.mark.parametrize(
    "text",
    [
        "Jaish al-Adl",
        "Jaish ul-Adl",
        "JAISH EL ADL",
        "jaish-ul-adl",
        "adl jai",
        "Jaish u",
        "جيش العدل",
        "جیش العدل",
        "جَيْش الـعدل",
        "جيش",
        "sistan balu",
    ],
)
def test_an_actor_is_found_by_every_way_to_write_its_name(stocked, text):
    assert find_titles(stocked, text, kinds=("actor",)) == ["Jaish al-Adl"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("ash-Shabaab", "Al-Shabaab"),
        ("etat major", "État-major"),
        ("omer's", "État-major"),
        ("lodz", "État-major"),
        ("sanaa", "Raid near Sana'a"),
        ("sana a", "Raid near Sana'a"),
        ("Sana’a", "Raid near Sana'a"),
        ("sadah", "Raid near Sana'a"),
        ("obrien", "Wire"),
        ("o'brien", "Wire"),
        ("isna-2024", "Wire"),
        ("raid", "Raid near Sana'a"),
    ],
)
def test_case_accents_and_apostrophes_do_not_matter(stocked, text, title):
    assert title in find_titles(stocked, text)


def test_a_name_weighs_more_than_a_text(stocked):
    save(stocked, make_note("Ansar: what is known", text="x"), make_note("Other", text="ansar"))

    assert find_titles(stocked, "ansar", kinds=("background",))[-1] == "Other"


def test_every_word_must_occur(stocked):
    assert find_titles(stocked, "jaish press") == ["Jaish in the press"]
    assert find_titles(stocked, "jaish nowhere") == []


def test_texts_in_the_settings_of_a_section_are_found(stocked):
    assert find_titles(stocked, "escalat", kinds=("briefing",)) == ["Border strikes"]


@pytest.mark.parametrize("text", ["", "  ", "\x00", "++", '"*', "\ud800"])
def test_a_query_without_words_lists_everything(stocked, text):
    assert find_titles(stocked, text) == find_titles(stocked, "")
    assert len(find_titles(stocked, "")) >= 7


@pytest.mark.parametrize(
    "text", ['"', "C++", "a-b", "100%", "NEAR(a b)", "names:x", "a OR", "*", "^a", "{a}", "a AND"]
)
def test_the_language_of_the_index_means_nothing_in_a_query(stocked, text):
    find_titles(stocked, text)


def test_letters_newer_than_the_index_part_words_there_and_in_queries():
    newer = "\U00010570"  # a letter of 2021, of which SQLite's tables know nothing
    with memory_library(make_actor(f"Vith{newer}kuqi"), make_actor("Ajäğ ꞵeta")) as library:
        assert find_titles(library, f"Vith{newer}kuqi") == [f"Vith{newer}kuqi"]
        assert find_titles(library, "ꞵet") == ["Ajäğ ꞵeta"]


@given(st.text() | st.text(alphabet="\"'*()-+:^{}ab AND NEAR OR\x00\ud800ـ\u200c"))
def test_any_text_can_be_searched_for(stocked, text):
    find_titles(stocked, text)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1))
def test_folding_again_changes_nothing_that_matters(text):
    once = fold_text(text)
    assert fold_text(once).replace("'", "").split() == once.replace("'", "").split()


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll")), min_size=1, max_size=20))
def test_a_name_is_found_by_itself(name):
    with memory_library(make_actor(name)) as library:
        assert find_titles(library, name) == [name]


def test_a_pasted_page_is_cut_to_a_number_of_words():
    assert make_match("word " * 500).count("AND") == 31


def test_lists_are_ordered_by_folded_title(stocked):
    titles = find_titles(stocked, "", kinds=("actor",))

    assert titles == ["Al-Shabaab", "Ansar al-Furqan", "État-major", "Jaish al-Adl"]


def test_lists_are_paged_and_counted_as_a_whole(stocked):
    with stocked.read() as unit:
        everything = unit.records.list_records(RecordQuery())
        page = unit.records.list_records(RecordQuery(limit=2, offset=1))
        rest = unit.records.list_records(RecordQuery(offset=1))
        assert unit.records.count_records(RecordQuery(limit=2, offset=1)) == len(everything)

    assert page == everything[1:3]
    assert rest == everything[1:]


def test_lists_can_be_narrowed_to_a_tag(stocked):
    assert find_titles(stocked, "", tag="raid") == ["Raid near Sana'a"]
    assert find_titles(stocked, "", tag="RAID") == []


def test_lists_show_the_latest_change_first_when_asked():
    with memory_library(make_actor("A"), make_actor("C"), make_actor("B")) as library:
        assert find_titles(library, "", order="modified") == ["B", "C", "A"]


def test_a_summary_carries_what_a_list_shows():
    actor = make_actor(native="جيش العدل", country="IR", marking="TLP:AMBER", tags=("b", "a"))
    with memory_library(actor) as library, library.read() as unit:
        (summary,) = unit.records.list_records(RecordQuery())

    assert (summary.title, summary.native_name) == ("Jaish al-Adl", "جيش العدل")
    assert summary.subtitle == "unknown · IR"
    assert (summary.marking, summary.tags, summary.revision) == ("TLP:AMBER", ("b", "a"), 1)
    assert summary.modified is not None


def test_the_quotation_of_a_citation_is_found():
    note = make_note(citations=(Citation(source=numbered_id(2), quotation="never before"),))
    with memory_library(note) as library:
        assert find_titles(library, "never bef") == ["The border"]


def test_a_changed_text_is_no_longer_found_by_its_old_words():
    with memory_library() as library:
        (stored,) = save(library, make_actor("Before"))
        changed = type(stored)(id=stored.id, revision=1, names=(ActorName(text="After"),))
        save(library, changed)

        assert find_titles(library, "before") == []
        assert find_titles(library, "after") == ["After"]
