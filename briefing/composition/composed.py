"""What composing gives: a document for the writers, with the problems of it."""

import msgspec

from briefing.document.nodes import Document
from briefing.document.problem import Problem
from briefing.snapshot import Snapshot


class Composition(msgspec.Struct, frozen=True, kw_only=True):
    """A document that writers take, and the problems that were found on the way."""

    document: Document
    problems: tuple[Problem, ...]


class Unchecked(msgspec.Struct, frozen=True, kw_only=True):
    """A finished document that no check has looked at yet, with what composing it told.

    `readable` is the document without portion markings, as checks read it.
    """

    document: Document
    problems: tuple[Problem, ...]
    readable: Document
    snapshot: Snapshot
