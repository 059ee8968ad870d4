"""Finding and replacing words in everything that analysts wrote."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document.markup import find_citation_keys, find_mentions
from briefing.errors import InvalidValueError, RecordConflictError
from briefing.outline import Briefing, BriefingStatus, Section
from briefing.record_texts import iter_texts
from briefing.records.attack import Party, PartyRole, Place
from briefing.records.parts import Citation, Figure
from briefing.records.record_filter import RecordFilter
from briefing.sections.pictures import list_section_images
from briefing.services.history import History
from briefing.services.progress import CancelledError, Progress
from briefing.services.search.replacing import Scope, TextSearch, find_hits, replace_hits
from briefing.text_cleaning import clean_text
from tests.support.images import describe_image
from tests.support.libraries import (
    find,
    make_actor,
    make_attack,
    make_note,
    make_source,
    memory_library,
    numbered_id,
    save,
)


def look(library, text, scope=None, **how):
    return find_hits(library, TextSearch(text=text, **how), scope or Scope(), Progress()).hits


def replace(library, text, by, **how):
    history = History(library)
    history.do(replace_hits(look(library, text, **how), by))
    return history


def test_words_are_found_in_names_titles_texts_and_parts():
    attack = make_attack(
        "Strike on Panjgur",
        place=Place(name="Panjgur"),
        parties=(Party(role=PartyRole.TARGET, name="Panjgur police"),),
        figures=(Figure(what="killed", best=3, given_by="panjgur hospital"),),
        citations=(Citation(source=numbered_id(9), quotation="in PANJGUR"),),
        summary="Near Panjgur.",
    )
    with memory_library(attack, make_actor("Panjgur Front")) as library:
        hits = look(library, "panjgur")

    fields = {hit.field for hit in hits}
    assert fields == {"title", "place", "parties", "figures", "citations", "summary", "names"}


def test_a_hit_shows_the_words_around_it():
    with memory_library(make_note(text=f"{'x' * 60} the ISI said {'y' * 60}")) as library:
        (hit,) = look(library, "ISI")

    assert (hit.before[0], hit.before[-5:], hit.found, hit.after[:5]) == (
        "…",
        " the ",
        "ISI",
        " said",
    )


@pytest.mark.parametrize(
    ("how", "count"), [({}, 3), ({"match_case": True}, 2), ({"whole_words": True}, 2)]
)
def test_case_and_whole_words_count_when_asked_for(how, count):
    with memory_library(make_note(text="ISI isi ISIS")) as library:
        assert len(look(library, "ISI", **how)) == count


def test_replacing_is_one_step_that_undo_takes_back():
    note, actor = make_note("The ISI", text="ISI, ISI"), make_actor("ISI")
    with memory_library(note, actor) as library:
        history = replace(library, "ISI", "Inter-Services Intelligence")
        assert find(library, note.id).text.count("Inter-Services Intelligence") == 2
        assert history.undo_label.endswith("in 4 places")

        history.undo()
        assert (find(library, note.id).text, find(library, actor.id).display_title) == (
            "ISI, ISI",
            "ISI",
        )


def test_keys_mentions_and_addresses_are_left_alone():
    text = "ani [@ani-2024:2, ani p. 3; @ani] [ani](actor:ani) [x](https://ani/ani) https://ani.com"
    with memory_library(make_note(text=text)) as library:
        (note_hits,) = [look(library, "ani")]
        replace(library, "ani", "ANI", match_case=True)
        with library.read() as unit:
            (note,) = unit.records.iter_records(("background",))

    assert len(note_hits) == 3
    assert note.text == (
        "ANI [@ani-2024:2, ANI p. 3; @ani] [ANI](actor:ani) [x](https://ani/ani) https://ani.com"
    )


@given(st.text(st.sampled_from("ab[]@;(): \n,actor"), max_size=40), st.sampled_from("abct"))
def test_no_citation_and_no_mention_is_ever_broken(text, letter):
    note = make_note(text=f"[@ab, a] {text} [b](actor:ab)")
    with memory_library(note) as library:
        replace(library, letter, "Q", match_case=True)
        changed = find(library, note.id).text

    assert find_citation_keys(changed) == find_citation_keys(note.text)
    assert [target for target, _ in find_mentions(changed)] == [
        target for target, _ in find_mentions(note.text)
    ]


def test_source_keys_codes_and_ids_are_no_texts():
    source = make_source("ani", title="A", url="https://ani", language="ani")
    assert dict(iter_texts(source)) == {("title",): "A"}


def test_texts_in_sections_of_a_briefing_are_replaced_too():
    settings = {"bottom_line": "Iran", "judgements": [{"text": "Iran", "likelihood": "Iran"}]}
    section = Section(id="s", section_kind="key-judgements", settings=settings, lead_in="Iran")
    briefing = Briefing(id=numbered_id(5), title="Iran", sections=(section,))
    with memory_library(briefing) as library:
        replace(library, "Iran", "Tehran")
        changed = find(library, briefing.id)

    judgement = changed.sections[0].settings["judgements"][0]
    assert (changed.title, changed.sections[0].lead_in) == ("Tehran", "Tehran")
    assert judgement == {"text": "Tehran", "likelihood": "Iran"}


def test_issued_briefings_stay_as_they_were_issued():
    briefing = Briefing(id=numbered_id(5), title="Iran", status=BriefingStatus.ISSUED)
    with memory_library(briefing) as library:
        assert look(library, "Iran") == ()


def test_the_scope_may_be_kinds_a_selection_or_a_filter():
    note, actor = make_note("Iran", tags=("x",)), make_actor("Iran")
    with memory_library(note, actor) as library:
        scopes = [
            Scope(kinds=("actor",)),
            Scope(ids=(note.id,)),
            Scope(filter=RecordFilter(tag="x")),
        ]
        found = [[hit.record for hit in look(library, "Iran", scope)] for scope in scopes]

    assert found == [[actor.id], [note.id], [note.id]]


def test_a_text_that_was_changed_meanwhile_is_not_touched():
    note = make_note(text="the ISI")
    with memory_library(note) as library:
        hits = look(library, "ISI")
        save(library, make_note(id=note.id, revision=1, text="an ISI"))

        with pytest.raises(RecordConflictError, match="search again"):
            History(library).do(replace_hits(hits, "x"))


def test_empty_words_are_refused_and_a_search_can_be_given_up():
    progress = Progress()
    progress.cancel()
    with memory_library(make_note()) as library:
        with pytest.raises(InvalidValueError):
            look(library, "  ")
        with pytest.raises(CancelledError):
            find_hits(library, TextSearch(text="a"), Scope(), progress)


@given(st.text(st.sampled_from('aB é"\\\n\u2028ıſ'), min_size=1, max_size=4))
def test_whatever_stands_in_a_text_is_found(words):
    note = make_note("T", text=clean_text(f"x {words} y"))
    with memory_library(note) as library:
        if words.strip():
            assert look(library, words) != ()


def test_the_words_of_images_are_replaced_and_nothing_else_of_them():
    image = describe_image(b"\xff\xd8\xff", "fence.jpg", caption="Fence", credit="fence.jpg")
    section = Section(
        id=numbered_id(8), section_kind="images", settings={"images": [msgspec.to_builtins(image)]}
    )
    briefing = Briefing(id=numbered_id(7), title="Border", sections=(section,))
    note = make_note("Border", attachments=(image,))
    with memory_library(briefing, note) as library:
        replace(library, "fence", "Wall")
        (changed,) = list_section_images(find(library, briefing.id).sections[0])
        (kept,) = find(library, note.id).attachments

    assert changed == kept
    assert (kept.caption, kept.credit, kept.name) == ("Wall", "Wall.jpg", "fence.jpg")
