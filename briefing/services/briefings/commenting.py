"""Comments on a briefing: made, answered, resolved, removed. None of it changes what it says."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import uuid4

import msgspec

from briefing.errors import InvalidValueError
from briefing.identifiers import RecordId
from briefing.outline import Briefing, Comment, Reply
from briefing.ports import UnitOfWork
from briefing.services.briefings.outlining import edit_briefing
from briefing.services.history import Change
from briefing.text_cleaning import clean_line, clean_text

LONGEST_PASSAGE = 300
"""Most characters of the words that a comment is about."""


def make_comment(
    text: str, *, by: str, at: datetime, section: str = "", record: str = "", passage: str = ""
) -> Comment:
    """Make a comment; raises InvalidValueError when it says nothing."""
    said = clean_text(text).strip()
    if not said:
        message = "The comment is empty; write what you have to say."
        raise InvalidValueError(message)
    words = clean_line(passage).strip()
    if len(words) > LONGEST_PASSAGE:
        words = f"{words[: LONGEST_PASSAGE - 1]}…"
    return Comment(
        id=str(uuid4()),
        by=clean_line(by).strip(),
        text=said,
        at=at,
        section=section,
        record=record,
        passage=words,
    )


def add_comments(briefing_id: RecordId, comments: Sequence[Comment]) -> Change:
    """Add comments to a briefing; one that it has already, by its id, is not added again."""

    def edit(_unit: UnitOfWork, briefing: Briefing) -> Briefing:
        there = {comment.id for comment in briefing.comments}
        new = tuple(comment for comment in comments if comment.id not in there)
        return msgspec.structs.replace(briefing, comments=(*briefing.comments, *new))

    count = len(comments)
    return edit_briefing(briefing_id, "comment" if count == 1 else f"add {count} comments", edit)


def reply_to(briefing_id: RecordId, comment_id: str, text: str, *, by: str, at: datetime) -> Change:
    """Answer a comment; raises InvalidValueError when the answer says nothing."""
    said = clean_text(text).strip()
    if not said:
        message = "The answer is empty; write what you have to say."
        raise InvalidValueError(message)
    reply = Reply(by=clean_line(by).strip(), text=said, at=at)

    def answer(comment: Comment) -> Comment:
        return msgspec.structs.replace(comment, replies=(*comment.replies, reply))

    return _change(briefing_id, comment_id, "answer a comment", answer)


def resolve(briefing_id: RecordId, comment_id: str, *, resolved: bool = True) -> Change:
    """Say that a comment is dealt with, or that it is not."""

    def settle(comment: Comment) -> Comment:
        return msgspec.structs.replace(comment, resolved=resolved)

    label = "resolve a comment" if resolved else "reopen a comment"
    return _change(briefing_id, comment_id, label, settle)


def remove_comment(briefing_id: RecordId, comment_id: str) -> Change:
    """Take a comment away, with its answers."""

    def edit(_unit: UnitOfWork, briefing: Briefing) -> Briefing:
        kept = tuple(each for each in briefing.comments if each.id != comment_id)
        return msgspec.structs.replace(briefing, comments=kept)

    return edit_briefing(briefing_id, "remove a comment", edit)


def _change(
    briefing_id: RecordId, comment_id: str, label: str, function: Callable[[Comment], Comment]
) -> Change:
    def edit(_unit: UnitOfWork, briefing: Briefing) -> Briefing:
        if all(comment.id != comment_id for comment in briefing.comments):
            message = "This comment is not there any more."
            raise InvalidValueError(message)
        changed = tuple(
            function(comment) if comment.id == comment_id else comment
            for comment in briefing.comments
        )
        return msgspec.structs.replace(briefing, comments=changed)

    return edit_briefing(briefing_id, label, edit)
