"""Whatever happens to a library, a warm reader sees what a fresh one sees, as does a worker."""

from contextlib import ExitStack, suppress

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from briefing.composition.compose import compose_unchecked
from briefing.composition.section_memory import SectionMemory
from briefing.errors import InvalidValueError
from briefing.outline import PlacementMode, Section
from briefing.records.attack import Party, PartyRole
from briefing.sections.registry import get_section_kinds
from briefing.services.briefings.outlining import (
    change_briefing,
    change_section,
    make_briefing,
    make_section,
    move_section,
    place_records,
    remove_placements,
)
from briefing.services.briefings.placing import override_field, set_placement_mode
from briefing.services.history import History
from briefing.services.pages.snapshots import take_snapshot
from briefing.services.pages.warm_reading import WarmLibrary
from briefing.services.records.editing import change_fields, trash_records
from briefing.snapshot_patching import apply_patch, decode_patch, encode_patch, make_patch
from tests.support.libraries import (
    find,
    make_actor,
    make_attack,
    make_note,
    make_source,
    memory_library,
    save,
)

SWITCHES = [field.name for field in msgspec.structs.fields(Section) if field.type is bool]
FRONT_PAGES = [
    {"language": "fr"},
    {"language": "en"},
    {"citation_style": "footnotes"},
    {"citation_style": "endnotes"},
    {"portion_markings": True},
    {"settle_names": True},
    {"show_grades": True},
    {"style_sheet": "letter"},
]
TEXTS = ["Calm.", "Told by [@ani-2024].", "Told by [@renamed, p. 3].", ""]


class WarmReading(RuleBasedStateMachine):
    """Edits, places, pins, trashes and takes back, with a reader who remembers."""

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        self.library = self.stack.enter_context(memory_library())
        self.history = History(self.library)
        sections = tuple(make_section(key) for key in sorted(get_section_kinds()))
        briefing = msgspec.structs.replace(make_briefing("Strikes"), sections=sections)
        self.briefing_id = save(self.library, briefing)[0].id
        self.records = save(
            self.library,
            make_source("ani-2024"),
            make_source("irna-2024"),
            actor := make_actor("Ansar", profile="Told by [@irna-2024]."),
            make_attack(
                "Strike",
                summary="Calm.",
                parties=(Party(role=PartyRole.PERPETRATOR, actor=actor.id),),
            ),
            make_attack("Raid"),
            make_note("The border", text="Told by [@ani-2024]."),
        )
        self.warm = WarmLibrary(self.library)
        for kind, wanted in (("attacks", "attack"), ("actors", "actor")):
            section = next(s for s in sections if s.section_kind == kind)
            placed = [record.id for record in self.records if record.kind == wanted]
            self.do(place_records(self.briefing_id, section.id, placed))
        self.sent = self.received = None
        self.sections = SectionMemory()

    def teardown(self):
        self.stack.close()

    def do(self, change):
        self.tell(self.history.do(change))

    def tell(self, change):
        if change is not None:
            self.warm.note(change)

    @property
    def briefing(self):
        return find(self.library, self.briefing_id)

    def pick_placement(self, data):
        placements = [p for section in self.briefing.sections for p in section.placements]
        return data.draw(st.sampled_from(placements)) if placements else None

    def pick(self, data, *kinds):
        of_kind = [record for record in self.records if record.kind in kinds]
        return data.draw(st.sampled_from(of_kind))

    @rule(data=st.data(), text=st.sampled_from(TEXTS))
    def write(self, data, text):
        record = self.pick(data, "actor", "attack", "background")
        field = {"actor": "profile", "attack": "summary", "background": "text"}[record.kind]
        if find(self.library, record.id) is not None:
            self.do(change_fields(record.id, {field: text}))

    @rule(data=st.data(), name=st.sampled_from(["Ansar", "Zabul"]))
    def rename_an_actor(self, data, name):
        record = find(self.library, self.pick(data, "actor").id)
        if record is not None:
            names = (msgspec.structs.replace(record.names[0], text=name),)
            self.do(change_fields(record.id, {"names": names}))

    @rule(data=st.data(), text=st.sampled_from(TEXTS))
    def write_above_a_section(self, data, text):
        section = data.draw(st.sampled_from(self.briefing.sections))
        self.do(change_section(self.briefing_id, section.id, {"lead_in": text}))

    @rule(data=st.data(), switch=st.sampled_from(SWITCHES), on=st.booleans())
    def turn_a_section(self, data, switch, on):
        section = data.draw(st.sampled_from(self.briefing.sections))
        self.do(change_section(self.briefing_id, section.id, {switch: on}))

    @rule(fields=st.sampled_from(FRONT_PAGES))
    def change_the_front_page(self, fields):
        self.do(change_briefing(self.briefing_id, fields))

    @rule(data=st.data(), index=st.integers(0, 5))
    def move_a_section(self, data, index):
        section = data.draw(st.sampled_from(self.briefing.sections))
        self.do(move_section(self.briefing_id, section.id, index=index))

    @rule(data=st.data(), key=st.sampled_from(["renamed", "other"]))
    def rename_a_key(self, data, key):
        source = self.pick(data, "source")
        if find(self.library, source.id) is not None:
            with suppress(InvalidValueError):  # the other source has it
                self.do(change_fields(source.id, {"key": key}))

    @rule(data=st.data())
    def place(self, data):
        record = self.pick(data, "actor", "attack", "background")
        section = data.draw(st.sampled_from(self.briefing.sections))
        if find(self.library, record.id) is not None:
            with suppress(InvalidValueError):  # not of the kind that the section takes
                self.do(place_records(self.briefing_id, section.id, [record.id]))

    @rule(data=st.data())
    def take_out(self, data):
        placement = self.pick_placement(data)
        if placement is not None:
            self.do(remove_placements(self.briefing_id, [placement.id]))

    @rule(data=st.data(), mode=st.sampled_from([PlacementMode.PINNED, PlacementMode.LIVE]))
    def pin(self, data, mode):
        placement = self.pick_placement(data)
        if placement is not None and find(self.library, placement.record) is not None:
            self.do(set_placement_mode(self.briefing_id, placement.id, mode))

    @rule(data=st.data(), text=st.sampled_from(TEXTS))
    def override(self, data, text):
        placement = self.pick_placement(data)
        record = find(self.library, placement.record) if placement is not None else None
        if record is not None and record.kind == "attack":
            self.do(override_field(self.briefing_id, placement.id, "summary", text))

    @rule(data=st.data())
    def trash(self, data):
        record = self.pick(data, "actor", "attack", "background", "source")
        if find(self.library, record.id) is not None:
            self.do(trash_records([(record.id, "it")]))

    @rule()
    def undo(self):
        self.tell(self.history.undo())

    @rule()
    def redo(self):
        self.tell(self.history.redo())

    @invariant()
    def the_warm_reader_sees_what_a_fresh_one_sees(self):
        fresh = take_snapshot(self.library, self.briefing_id)
        warm = self.warm.take_snapshot(self.briefing_id)

        assert warm == fresh
        assert list(warm.records) == list(fresh.records)
        self.send(warm)

    def send(self, snapshot):
        patch = make_patch(self.sent, snapshot, base_number=3)
        received = apply_patch(self.received, decode_patch(encode_patch(patch)))
        assert received == snapshot
        assert list(received.records) == list(snapshot.records)
        assert list(received.pinned) == list(snapshot.pinned)
        self.sent, self.received = snapshot, received
        remembered = compose_unchecked(received, self.sections)
        composed = compose_unchecked(snapshot)
        assert remembered.document == composed.document
        assert remembered.problems == composed.problems


TestWarmReading = WarmReading.TestCase
TestWarmReading.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)
