"""The way of a briefing from draft to issue: who takes which step, and by which rules."""

from datetime import datetime

import msgspec

from briefing.errors import InvalidValueError
from briefing.identifiers import RecordId
from briefing.outline import Briefing, BriefingStatus, ReviewStep
from briefing.ports import UnitOfWork
from briefing.records.library_settings import LibrarySettings, ReviewRules
from briefing.services.briefings.outlining import edit_briefing
from briefing.services.history import Change
from briefing.services.settings_of_library import change_settings, get_settings
from briefing.text_cleaning import clean_line, clean_text

DRAFT, IN_REVIEW = BriefingStatus.DRAFT, BriefingStatus.IN_REVIEW
APPROVED, ISSUED = BriefingStatus.APPROVED, BriefingStatus.ISSUED

STEPS: dict[BriefingStatus, tuple[BriefingStatus, ...]] = {
    DRAFT: (IN_REVIEW,),
    IN_REVIEW: (APPROVED, DRAFT),
    APPROVED: (DRAFT,),
    ISSUED: (DRAFT,),
}
"""Where a briefing can go from each status, onward first; issuing is a service of its own."""

_LABELS = {
    DRAFT: "return “{}” to draft",
    IN_REVIEW: "send “{}” to review",
    APPROVED: "approve “{}”",
}


def move_briefing(
    briefing: Briefing, to: BriefingStatus, *, by: str, at: datetime, note: str = ""
) -> Change:
    """Take a step of the review and keep who took it; it can be undone.

    When applied raises InvalidValueError if the rules of the library do not allow the step.
    """
    step = ReviewStep(status=to, by=clean_line(by), note=clean_text(note).strip(), at=at)

    def edit(unit: UnitOfWork, current: Briefing) -> Briefing:
        fault = find_step_fault(current, step, get_settings(unit).review)
        if fault:
            raise InvalidValueError(fault)
        return msgspec.structs.replace(current, status=to, review=(*current.review, step))

    label = _LABELS.get(to, "move “{}”").format(briefing.display_title)
    return edit_briefing(RecordId(briefing.id), label, edit)


def find_step_fault(briefing: Briefing, step: ReviewStep, rules: ReviewRules) -> str:
    """Say in a sentence why a step cannot be taken; empty if it can."""
    if step.status not in STEPS[briefing.status]:
        return (
            f"“{briefing.display_title}” is {tell_status(briefing.status)}, so it cannot become "
            f"{tell_status(step.status)} now; take the steps in their order."
        )
    if not step.by:
        return "Say who takes this step."
    return _find_approval_fault(briefing, step, rules) if step.status is APPROVED else ""


def change_rules(rules: ReviewRules) -> Change:
    """Set who may approve, and how."""

    def choose(settings: LibrarySettings) -> LibrarySettings:
        return msgspec.structs.replace(settings, review=rules)

    return change_settings("change the rules of review", choose)


def find_approver(briefing: Briefing) -> str:
    """Give who approved it as it is now; empty if nobody did."""
    if briefing.status not in (APPROVED, ISSUED):
        return ""
    approvals = [step.by for step in briefing.review if step.status is APPROVED]
    return approvals[-1] if approvals else ""


def tell_status(status: BriefingStatus) -> str:
    """Name a status inside a sentence."""
    return "a draft" if status is DRAFT else status.value


def tell_history(briefing: Briefing) -> str:
    """Tell in a few words, after its status, how a briefing came to it; may be empty."""
    if not briefing.review:
        return ""
    last = briefing.review[-1]
    when = f", {last.at.astimezone():%d %B %Y}".replace(", 0", ", ") if last.at else ""
    if last.status is briefing.status:
        verb = {DRAFT: "returned ", IN_REVIEW: "sent "}.get(last.status, "")
        return f"{verb}by {last.by}{when}"
    return f"changed since it was {last.status.value} by {last.by}{when}"


def _find_approval_fault(briefing: Briefing, step: ReviewStep, rules: ReviewRules) -> str:
    allowed = {name.casefold() for name in rules.approvers}
    if allowed and step.by.casefold() not in allowed:
        return f"{step.by} may not approve here; {' or '.join(rules.approvers)} may."
    if rules.note_needed and not step.note:
        return "Say in a note what you approve; the rules of this library ask for one."
    if not rules.own_approval and step.by.casefold() in _list_own(briefing):
        return f"{step.by} wrote this or sent it to review; somebody else has to approve it."
    return ""


def _list_own(briefing: Briefing) -> set[str]:
    """List, in small letters, who wrote the briefing and who sent it to review last."""
    authors = briefing.author.replace(" and ", ",").replace(";", ",").split(",")
    sent = [step.by for step in briefing.review if step.status is IN_REVIEW][-1:]
    return {name.strip().casefold() for name in (briefing.author, *authors, *sent)} - {""}
