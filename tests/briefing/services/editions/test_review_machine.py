"""Whatever is done in whatever order, an approval holds for the words that were approved."""

from contextlib import ExitStack
from datetime import UTC, datetime

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from briefing.errors import InvalidValueError
from briefing.outline import Briefing, BriefingStatus
from briefing.services.briefings.outlining import add_section, change_briefing, make_section
from briefing.services.editions.reviewing import move_briefing
from briefing.services.history import History
from briefing.services.records.editing import restore_field, restore_revision
from tests.support.libraries import find, memory_library, numbered_id

BRIEFING = Briefing(id=numbered_id(900), title="Strikes")
AT = datetime(2024, 1, 18, tzinfo=UTC)
STEPS = [status for status in BriefingStatus if status is not BriefingStatus.ISSUED]


class ReviewMachine(RuleBasedStateMachine):
    """Moves a briefing through review, edits it, undoes and does again."""

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        self.library = self.stack.enter_context(memory_library(BRIEFING))
        self.history = History(self.library)
        self.approved = set()

    def teardown(self):
        self.stack.close()

    @property
    def briefing(self):
        return find(self.library, BRIEFING.id)

    @property
    def words(self):
        return msgspec.json.encode((self.briefing.title, self.briefing.sections))

    @rule(to=st.sampled_from(STEPS))
    def take_step(self, to):
        try:
            self.history.do(move_briefing(self.briefing, to, by="S. Lind", at=AT))
        except InvalidValueError:
            return
        if to is BriefingStatus.APPROVED:
            self.approved.add(self.words)

    @rule(title=st.sampled_from(["Strikes", "Replies", "Calm"]))
    def rename(self, title):
        self.history.do(change_briefing(BRIEFING.id, {"title": title}))

    @rule()
    def add_text(self):
        self.history.do(add_section(BRIEFING.id, make_section("text")))

    @rule(back=st.integers(1, 5), field=st.sampled_from(["", "status", "title"]))
    def restore(self, back, field):
        revision = max(1, self.briefing.revision - back)
        if field:
            self.history.do(restore_field(BRIEFING.id, revision, field))
        else:
            self.history.do(restore_revision(BRIEFING.id, revision))

    @rule()
    def undo(self):
        self.history.undo()

    @rule()
    def redo(self):
        self.history.redo()

    @invariant()
    def approved_words_are_those_that_were_approved(self):
        if self.briefing.status is BriefingStatus.APPROVED:
            assert self.words in self.approved


TestReviewMachine = ReviewMachine.TestCase
