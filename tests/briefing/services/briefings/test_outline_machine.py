"""A random walk over the outline of a briefing, on disk: undo is exact, and pages always come."""

import tempfile
from contextlib import closing, suppress
from functools import partial
from itertools import chain
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from briefing.composition.compose import compose
from briefing.document.nodes import Heading
from briefing.document.walk import get_text, iter_blocks
from briefing.errors import BriefingError
from briefing.outline import DEEPEST_LEVEL, PlacementMode
from briefing.records.record import strip_storage_fields
from briefing.sample.library import SAMPLE_BRIEFING, read_sample
from briefing.sections.registry import get_section_kinds
from briefing.services.briefings.outlining import (
    add_section,
    change_section,
    change_setting,
    duplicate_briefing,
    indent_section,
    make_briefing,
    make_section,
    move_placement,
    move_section,
    place_records,
    remove_placements,
    remove_section,
)
from briefing.services.briefings.placing import (
    accept_newest,
    begin_override,
    drop_override,
    keep_override,
    keep_revision,
    override_field,
    set_placement_mode,
    take_newest_field,
    write_into_record,
    write_own_text,
)
from briefing.services.history import History
from briefing.services.pages.snapshots import take_snapshot
from briefing.services.records.editing import change_fields, create_record, trash_records
from briefing.services.records.trashing import restore_records
from db.engine import open_library
from tests.support.both_files import write_briefing
from tests.support.docx_reading import read_text as read_docx
from tests.support.libraries import AUTHOR, Clock, save
from tests.support.pdf_texts import read_text as read_pdf

KINDS = sorted(get_section_kinds())
PROSE = {"actor": "profile", "attack": "summary", "background": "text", "source": "descriptor"}
PICK = st.integers(0, 10_000)
WORDS = st.sampled_from(["Said otherwise.", "جيش العدل struck.", "A <b> & c", ""])
SECTION_FIELDS = st.sampled_from(
    [
        {"included": False},
        {"included": True},
        {"title": "Said & <done>"},
        {"lead_in": "So *they* say [@ani-2024-01-18]."},
        {"page_break": True},
        {"annex": True},
        {"landscape": True},
        {"marking": "TLP:RED"},
    ]
)
FIELD_ACTS = (begin_override, drop_override, keep_override, take_newest_field, write_into_record)
PLACEMENT_ACTS = (keep_revision, *(partial(set_placement_mode, mode=m) for m in PlacementMode))


class OutlineMachine(RuleBasedStateMachine):
    """Compares the library with what it ought to hold after each step.

    `now` is the content of all records; `done` and `undone` hold what it was before and after
    each step.
    """

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "walk.briefings"
        self.clock = Clock()
        self.done, self.undone = [], []
        self.open()
        sample = [one for one in read_sample().records if one.id != SAMPLE_BRIEFING]
        save(self.library, *map(strip_storage_fields, sample))
        draft = make_briefing("Strikes", marking="TLP:AMBER")
        self.id = draft.id
        self.history.do(create_record(draft))
        self.history = History(self.library)
        self.now = self.read()
        self.placeable = [one for one in sample if one.kind in PROSE]

    def open(self):
        self.library = open_library(self.path, author=AUTHOR, create=True, clock=self.clock)
        self.history = History(self.library)

    def teardown(self):
        with self.folder, closing(self.library):
            both = write_briefing(take_snapshot(self.library, self.id))
            printed, written = squeeze(read_pdf(both.pdf.content)), squeeze(read_docx(both.docx))
            for title in list_headings(both.document):
                assert title in printed
                assert title in written
            while self.done:
                self.take_back()
                assert self.read() == self.now

    # --- what an analyst does to sections

    @rule(kind=st.sampled_from(KINDS), pick=PICK, level=st.integers(1, DEEPEST_LEVEL))
    def add(self, kind, pick, level):
        section = make_section(kind)
        self.do(add_section(self.id, section, index=pick % (len(self.draft.sections) + 1)))
        self.do(move_section(self.id, section.id, index=pick % 9, level=level))

    @precondition(lambda self: self.draft.sections)
    @rule(pick=PICK, index=st.integers(0, 12), level=st.none() | st.integers(1, DEEPEST_LEVEL))
    def move(self, pick, index, level):
        self.do(move_section(self.id, self.choose(pick).id, index=index, level=level))

    @precondition(lambda self: self.draft.sections)
    @rule(pick=PICK, step=st.sampled_from([1, -1]))
    def nest_or_promote(self, pick, step):
        self.do(indent_section(self.id, self.choose(pick).id, step=step))

    @precondition(lambda self: self.draft.sections)
    @rule(pick=PICK, fields=SECTION_FIELDS)
    def set_fields(self, pick, fields):
        self.do(change_section(self.id, self.choose(pick).id, fields))

    @precondition(lambda self: self.draft.sections)
    @rule(pick=PICK, value=st.booleans())
    def fill_by_query(self, pick, value):
        self.do(change_setting(self.id, self.choose(pick).id, "by_query", value))

    @precondition(lambda self: self.draft.sections)
    @rule(pick=PICK)
    def remove(self, pick):
        section = self.choose(pick)
        self.do(remove_section(self.id, section.id, title=section.title))

    @rule()
    def duplicate(self):
        change, copy = duplicate_briefing(self.draft)
        self.do(change)
        self.id = copy if self.now.get(copy) else self.id

    # --- what an analyst does to placed records

    @precondition(lambda self: self.draft.sections)
    @rule(pick=PICK, count=st.integers(1, 4), index=st.none() | st.integers(0, 3))
    def place(self, pick, count, index):
        section = self.choose(pick)
        taken = get_section_kinds()[section.section_kind].takes
        fitting = [one.id for one in self.placeable if one.kind in taken]
        first = pick % max(1, len(fitting))
        self.do(place_records(self.id, section.id, fitting[first : first + count], index=index))

    @precondition(lambda self: self.placed)
    @rule(pick=PICK, other=PICK, index=st.integers(0, 4))
    def move_record(self, pick, other, index):
        placement, section = self.choose_placed(pick), self.choose(other)
        self.do(move_placement(self.id, placement.id, to_section=section.id, index=index))

    @precondition(lambda self: self.placed)
    @rule(pick=PICK)
    def take_out(self, pick):
        self.do(remove_placements(self.id, [self.choose_placed(pick).id]))

    @precondition(lambda self: self.placed)
    @rule(pick=PICK, act=st.sampled_from(PLACEMENT_ACTS))
    def change_mode(self, pick, act):
        self.do(act(self.id, self.choose_placed(pick).id))

    @precondition(lambda self: self.placed)
    @rule(pick=PICK)
    def accept(self, pick):
        self.do(accept_newest(self.id, [self.choose_placed(pick).id]))

    @precondition(lambda self: self.placed)
    @rule(pick=PICK, words=WORDS)
    def override(self, pick, words):
        placement = self.choose_placed(pick)
        self.do(override_field(self.id, placement.id, self.get_prose(placement), words))

    @precondition(lambda self: self.placed)
    @rule(pick=PICK, words=WORDS)
    def write_own(self, pick, words):
        placement = self.choose_placed(pick)
        self.do(set_placement_mode(self.id, placement.id, PlacementMode.OWN_TEXT))
        self.do(write_own_text(self.id, placement.id, words))

    @precondition(lambda self: self.placed)
    @rule(pick=PICK, act=st.sampled_from(FIELD_ACTS))
    def settle_override(self, pick, act):
        placement = self.choose_placed(pick)
        self.do(act(self.id, placement.id, self.get_prose(placement)))

    # --- what happens in the library

    @precondition(lambda self: self.placed)
    @rule(pick=PICK, words=WORDS)
    def correct_the_record(self, pick, words):
        placement = self.choose_placed(pick)
        self.do(change_fields(placement.record, {self.get_prose(placement): words}))

    @precondition(lambda self: self.placed)
    @rule(pick=PICK)
    def throw_away_and_bring_back(self, pick):
        record = self.choose_placed(pick).record
        self.do(trash_records([(record, "x")]))
        if pick % 2:
            self.do(restore_records([(record, "x")]))

    # --- steps back and forth

    @precondition(lambda self: self.done)
    @rule()
    def take_back(self):
        before, after = self.done.pop()
        assert self.now == after
        self.history.undo()
        self.undone.append((before, after))
        self.now = before
        self.leave_copy()

    @precondition(lambda self: self.undone)
    @rule()
    def do_again(self):
        before, after = self.undone.pop()
        self.history.redo()
        self.done.append((before, after))
        self.now = after
        self.leave_copy()

    @rule()
    def close_and_open_again(self):
        self.library.close()
        self.open()
        self.done, self.undone = [], []

    # --- what must hold

    @invariant()
    def the_library_holds_what_was_done(self):
        assert self.read() == self.now
        assert bool(self.history.undo_label) == bool(self.done)
        assert bool(self.history.redo_label) == bool(self.undone)

    @invariant()
    def levels_are_as_they_are_shown(self):
        draft = self.draft
        assert tuple(section.level for section in draft.sections) == draft.find_levels()

    @invariant()
    def ids_are_unique(self):
        sections = self.draft.sections
        ids = [s.id for s in sections] + [p.id for s in sections for p in s.placements]
        assert len(ids) == len(set(ids))

    @rule()
    def look_at_the_pages(self):
        composed = compose(take_snapshot(self.library, self.id))
        broken = [one for one in composed.problems if one.check == "section-fault"]
        assert broken == []

    # --- the model

    @property
    def draft(self):
        return self.now[self.id]

    @property
    def placed(self):
        return [
            placement
            for placement in chain.from_iterable(s.placements for s in self.draft.sections)
            if placement.record in self.now
        ]

    def choose(self, pick):
        return self.draft.sections[pick % len(self.draft.sections)]

    def choose_placed(self, pick):
        return self.placed[pick % len(self.placed)]

    def get_prose(self, placement):
        return PROSE[self.now[placement.record].kind]

    def leave_copy(self):
        """Go on with another briefing when the copy that one worked in was taken back."""
        if self.id not in self.now:
            self.id = next(one.id for one in self.now.values() if one.kind == "briefing")

    def do(self, change):
        before = self.now
        with suppress(BriefingError):  # refused in words: nothing may have changed
            self.history.do(change)
        self.history.stop_merging()
        self.now = self.read()
        if self.now != before:
            self.done.append((before, self.now))
            self.undone = []

    def read(self):
        with self.library.read() as unit:
            return {one.id: strip_storage_fields(one) for one in unit.records.iter_records()}


def list_headings(document):
    """List the headings in Latin letters, which a PDF gives back in their order."""
    headings = (block for block in iter_blocks(document.blocks) if isinstance(block, Heading))
    texts = (squeeze(get_text(heading.children)) for heading in headings)
    return [text for text in texts if text.isascii()]


def squeeze(text):
    return "".join(text.split())


TestOutlineMachine = OutlineMachine.TestCase
TestOutlineMachine.settings = settings(max_examples=12, stateful_step_count=30, deadline=None)
