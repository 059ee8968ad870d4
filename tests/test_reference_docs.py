"""What the reference pages promise is what the program does."""

import re
from pathlib import Path

import msgspec
import pytest

from briefing.cli.arguments import KIND_OF_WORD, make_parser
from briefing.cli.commands import COMMANDS
from briefing.document.problem import Problem
from briefing.exchange.json_form import STORAGE_FIELDS, ExchangeFile, read_exchange
from briefing.outline import Placement, Section
from briefing.ports import RecordSummary
from briefing.records.actor import ActorName, Designation, Leader, Relation
from briefing.records.attack import ExternalId, Party, Place
from briefing.records.kinds import type_of_kind
from briefing.records.parts import Attachment, Citation, Figure
from briefing.records.source import SavedCopy
from briefing.sections.registry import get_section_kinds

DOCS = Path(__file__).parent.parent / "docs"
EXCHANGE = (DOCS / "exchange-format.md").read_text(encoding="utf-8")
COMMAND_LINE = (DOCS / "command-line.md").read_text(encoding="utf-8")
PARTS = (
    *(ActorName, Attachment, Citation, Designation, ExternalId, Figure, Leader, Party, Place),
    *(Placement, Relation, SavedCopy, Section),
)


@pytest.mark.parametrize("structure", [*type_of_kind.values(), *PARTS, ExchangeFile])
def test_every_field_of_the_exchange_form_is_described(structure):
    names = {field.encode_name for field in msgspec.structs.fields(structure)} - STORAGE_FIELDS

    assert [name for name in names if f"`{name}`" not in EXCHANGE] == []


def test_every_section_kind_is_named():
    assert [key for key in get_section_kinds() if f"`{key}`" not in EXCHANGE] == []


@pytest.mark.parametrize("example", re.findall(r"```json\n(.*?)```", EXCHANGE, re.DOTALL))
def test_every_example_can_be_imported(example):
    assert len(read_exchange(example.encode()).records) == 2


def test_every_command_and_option_is_described():
    choices = make_parser()._subparsers._group_actions[0].choices
    options = {o for parser in choices.values() for o in parser._option_string_actions} - {"-h"}

    assert choices.keys() == COMMANDS.keys()
    assert [word for word in (*choices, *options) if word not in COMMAND_LINE] == []


def test_the_words_for_kinds_are_described():
    assert [k for k in {*KIND_OF_WORD.values()} - {""} if f"`{k}`" not in COMMAND_LINE] == []


@pytest.mark.parametrize("structure", [RecordSummary, Problem])
def test_every_field_of_the_json_output_is_described(structure):
    missing = [n for n in structure.__struct_fields__ if f"`{n}`" not in COMMAND_LINE]

    assert missing == []


@pytest.mark.parametrize("page", ["exchange-format.md", "command-line.md"])
def test_links_lead_somewhere(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:\s]+\.\w+)\)", text)

    assert [target for target in targets if not (DOCS / target).exists()] == []
