"""A random walk of changes, undo and redo over a library on disk."""

import tempfile
from collections import ChainMap
from contextlib import closing
from pathlib import Path

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from briefing.ports import RecordQuery
from briefing.records.actor import Relation, RelationKind
from briefing.records.attack import Party, PartyRole
from briefing.records.parts import Citation
from briefing.records.record import strip_storage_fields
from briefing.services.briefings.outlining import make_briefing, place_records
from briefing.services.files.importing import import_records
from briefing.services.history import Change, History
from briefing.services.progress import Progress
from briefing.services.records.bulk_editing import BulkEdit, edit_together
from briefing.services.records.editing import change_fields, create_record, trash_records
from briefing.services.records.impact import get_key
from briefing.services.records.merging import merge_records
from briefing.services.records.repointing import find_referring_fields
from briefing.services.records.trashing import purge_records, restore_records
from briefing.services.search.replacing import Scope, TextSearch, find_hits, replace_hits
from briefing.services.spelling import add_to_dictionary
from db.engine import open_library
from tests.support.libraries import AUTHOR, Clock, make_actor, make_attack, make_note, make_source

KINDS = ("actor", "attack", "background", "source", "briefing")
WORDS = ("border", "Rask", "جيش", "drone")
PICK = st.integers(0, 10_000)


class Table(dict):
    """A step of records that came by the thousand: whatever is removed for good ends its undo."""


class UndoMachine(RuleBasedStateMachine):
    """Compares the library with what it ought to hold after each step.

    `now` is the content of every record outside the trash; `done` and `undone` hold, for each
    step, the records that it touched as they were before and after. `found` is what was found
    by its title the last time.
    """

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "walk.briefings"
        self.clock = Clock()
        self.number = 0
        self.now, self.done, self.undone, self.found = {}, [], [], {}
        self.open()

    def open(self):
        self.library = open_library(self.path, author=AUTHOR, create=True, clock=self.clock)
        self.history = History(self.library)

    def teardown(self):
        with self.folder, closing(self.library):
            while self.done:
                self.take_back()
            self.everything_agrees()
            while self.undone:
                self.do_again()
            self.everything_agrees()

    # --- what an analyst does

    @rule(kind=st.sampled_from(KINDS), word=st.sampled_from(WORDS), pick=PICK)
    def create(self, kind, word, pick):
        self.number += 1
        name = f"{word} name{self.number}"
        actor = self.choose("actor", pick)
        source = self.choose("source", pick)
        fields = {"citations": (Citation(source=source),)} if source else {}
        match kind:
            case "actor":
                ally = Relation(relation_kind=RelationKind.ALLY, other=actor)
                record = make_actor(name, relations=(ally,) if actor else (), **fields)
            case "attack":
                party = Party(role=PartyRole.TARGET, actor=actor)
                record = make_attack(name, parties=(party,) if actor else (), **fields)
            case "background":
                key = self.now[source].key if source else "none"
                record = make_note(name, text=f"So [@{key}, p. 3] [x](actor:{actor}).")
            case "source":
                record = make_source(f"s{self.number}", title=name)
            case _:
                record = make_briefing(name)
        self.do(create_record(record))

    @precondition(lambda self: self.choose(None, 0))
    @rule(pick=PICK, word=st.sampled_from(WORDS))
    def type_a_word(self, pick, word):
        record_id = self.choose(None, pick)
        field = "marking" if self.now[record_id].kind in ("actor", "source") else "title"
        before = self.read()
        for end in range(1, len(word) + 1):
            self.history.do(change_fields(record_id, {field: f"{word[:end]} {self.number}"}))
        self.remember(before)

    @precondition(lambda self: self.choose(None, 0))
    @rule(picks=st.lists(PICK, min_size=2, max_size=4), tag=st.sampled_from(WORDS))
    def edit_together(self, picks, tag):
        chosen = sorted({self.choose(None, pick) for pick in picks})
        source = self.choose("source", picks[0])
        citation = Citation(source=source) if source else None
        self.do(edit_together(chosen, BulkEdit(add_tags=(tag,), citation=citation)))

    @rule(word=st.sampled_from(WORDS), other=st.sampled_from(WORDS))
    def replace_everywhere(self, word, other):
        found = find_hits(self.library, TextSearch(text=word), Scope(), Progress())
        if found.hits:
            self.do(replace_hits(found.hits, other))

    @rule(pick=PICK, word=st.sampled_from(WORDS))
    def import_a_file(self, pick, word):
        self.number += 1
        brought = [make_attack(f"{word} name{self.number}"), make_note(f"{word} note{self.number}")]
        known = self.choose("actor", pick)
        if known:
            brought.append(msgspec.structs.replace(self.now[known], base=word))
        self.do(import_records(brought, origin="file.json"))

    @rule(word=st.sampled_from(WORDS), count=st.integers(1, 4))
    def import_a_table(self, word, count):
        rows = []
        for _row in range(count):
            self.number += 1
            rows.append(make_attack(f"{word} name{self.number}"))

        def apply(unit):
            unit.records.save_records(rows)

        self.do(Change(label="import table", apply=apply))
        self.done[-1] = Table(self.done[-1])

    @rule(word=st.sampled_from(WORDS))
    def teach_a_word(self, word):
        self.do(add_to_dictionary(word))

    @precondition(lambda self: self.choose(None, 0))
    @rule(picks=st.lists(PICK, min_size=1, max_size=3))
    def trash(self, picks):
        chosen = {self.choose(None, pick) for pick in picks}
        self.do(trash_records([(one, "x") for one in chosen]))

    @rule(pick=PICK)
    def restore(self, pick):
        with self.library.read() as unit:
            trashed = unit.records.list_records(RecordQuery(kinds=KINDS, in_trash=True))
        if trashed:
            chosen = trashed[pick % len(trashed)]
            self.do(restore_records([(chosen.id, chosen.title)]))

    @rule(pick=PICK)
    def remove_for_good(self, pick):
        with self.library.read() as unit:
            trashed = unit.records.list_records(RecordQuery(kinds=KINDS, in_trash=True))
        if trashed:
            chosen = trashed[pick % len(trashed)].id
            self.history.do(purge_records([(chosen, "x")]))
            self.done = self.drop_touching(self.done, chosen)
            self.undone = self.drop_touching(self.undone, chosen)

    @rule(kind=st.sampled_from(KINDS[:-1]), picks=st.lists(PICK, min_size=2, max_size=3))
    def merge(self, kind, picks):
        chosen = list({self.choose(kind, pick) for pick in picks} - {None})
        if len(chosen) > 1:
            self.do(merge_records(chosen[0], chosen[1:]))

    @rule(pick=PICK, picks=st.lists(PICK, min_size=1, max_size=3))
    def place(self, pick, picks):
        briefing, actors = self.choose("briefing", pick), {self.choose("actor", p) for p in picks}
        if briefing and None not in actors:
            section = next(s for s in self.now[briefing].sections if s.section_kind == "actors")
            self.do(place_records(briefing, section.id, sorted(actors)))

    @precondition(lambda self: self.done)
    @rule()
    def take_back(self):
        step = self.done.pop()
        self.history.undo()
        self.undone.append(step)
        self.put({record_id: before for record_id, (before, _after) in step.items()})

    @precondition(lambda self: self.undone)
    @rule()
    def do_again(self):
        step = self.undone.pop()
        self.history.redo()
        self.done.append(step)
        self.put({record_id: after for record_id, (_before, after) in step.items()})

    @rule()
    def close_and_open_again(self):
        self.library.close()
        self.open()
        self.done, self.undone = [], []

    # --- what must hold

    @invariant()
    def everything_agrees(self):
        assert self.read() == self.now
        assert bool(self.history.undo_label) == bool(self.done)
        assert bool(self.history.redo_label) == bool(self.undone)

    @invariant()
    def search_and_links_agree(self):
        with self.library.read() as unit:
            records = {i: one for i, one in self.now.items() if one.kind != "settings"}
            for record_id in records:
                uses = {one.id for one in unit.records.list_uses(record_id)}
                assert uses == self.find_users(record_id)
            for record_id in [i for i, one in records.items() if self.found.get(i) != one]:
                query = RecordQuery(kinds=KINDS, text=records[record_id].display_title)
                assert record_id in {one.id for one in unit.records.list_records(query)}
            listed = unit.records.list_records(RecordQuery(kinds=KINDS))
        self.found = records
        assert {one.id for one in listed} == set(records)

    # --- the model

    def find_users(self, record_id):
        key = get_key(self.now[record_id])
        return {
            other
            for other, record in self.now.items()
            if other != record_id and find_referring_fields(record, record_id, key)
        }

    def drop_touching(self, steps, gone):
        lost, kept = {gone}, []
        for step in reversed(steps):
            if lost.isdisjoint(step) and not isinstance(step, Table):
                kept.insert(0, step)
            else:
                lost |= set(step)
        return kept

    def choose(self, kind, pick):
        kinds = (kind,) if kind else KINDS
        fitting = [i for i, one in self.now.items() if one.kind in kinds]
        return fitting[pick % len(fitting)] if fitting else None

    def do(self, change):
        before = self.read()
        self.history.do(change)
        self.remember(before)

    def remember(self, before):
        self.history.stop_merging()
        after = self.read()
        ids = [i for i in {**before, **after} if before.get(i) != after.get(i)]
        if ids:
            self.done.append({i: (before.get(i), after.get(i)) for i in ids})
            self.undone = []
        self.now = after

    def put(self, states):
        merged = dict(ChainMap(states, self.now))
        self.now = {i: one for i, one in merged.items() if one is not None}

    def read(self):
        with self.library.read() as unit:
            return {one.id: strip_storage_fields(one) for one in unit.records.iter_records()}


TestUndoMachine = UndoMachine.TestCase
TestUndoMachine.settings = settings(max_examples=8, stateful_step_count=25, deadline=None)
