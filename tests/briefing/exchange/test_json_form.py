import hashlib
import json
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ImportFileError
from briefing.exchange.exchange import Exchange
from briefing.exchange.json_form import SCHEMA_FILE, make_schema, read_exchange, write_exchange
from briefing.records.attack import Attack
from tests.support.libraries import make_actor, make_attack, make_source, numbered_id

ACTOR = {"kind": "actor", "id": numbered_id(1), "names": [{"text": "Jaish al-Adl"}]}
OTHER = {"kind": "attack", "id": numbered_id(2), "title": "Strike"}


def make_file(*records, **fields):
    content = {"format": "briefing-builder-exchange", "version": 1, "records": records, **fields}
    return json.dumps(content).encode()


def refusal_of(data):
    with pytest.raises(ImportFileError) as caught:
        read_exchange(data)
    return str(caught.value)


def test_what_is_written_can_be_read_again():
    data = write_exchange(Exchange(records=(make_actor(native="جيش العدل"), make_attack())))

    assert write_exchange(read_exchange(data)) == data


def test_what_storage_sets_and_defaults_are_not_written():
    data = write_exchange(Exchange(records=(make_attack("Strike", id=numbered_id(2), revision=4),)))

    assert json.loads(data)["records"] == [OTHER]


def test_what_storage_sets_is_ignored_on_reading():
    data = make_file({**OTHER, "revision": 7, "created_by": "Ada"})

    assert read_exchange(data).records == (Attack(id=numbered_id(2), title="Strike", revision=1),)


def test_letters_of_all_scripts_stand_as_they_are():
    assert "جيش العدل" in write_exchange(Exchange(records=(make_actor("جيش العدل"),))).decode()


def test_text_is_cleaned_on_the_way_in():
    (attack,) = read_exchange(make_file({**OTHER, "title": "Str\x00ike\u0007"})).records

    assert attack.title == "Strike"


def test_a_byte_order_mark_does_no_harm():
    assert len(read_exchange(b"\xef\xbb\xbf" + make_file(OTHER)).records) == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not sound JSON"),
        (b"{", "not sound JSON"),
        (b"[]", "fault at its beginning"),
        (b'{"format": "\xff"}', "not UTF-8"),
        (b'{"type": "bundle"}', "not in the exchange form"),
        (make_file(version=2), "version 2 of the exchange form"),
        (make_file(version="1"), "fault at version"),
        (make_file({**OTHER, "titel": "x"}), "records[0]"),
        (make_file(OTHER, {**ACTOR, "names": [{"text": 5}]}), "records[1].names[0].text"),
        (make_file({**OTHER, "date": "the other day"}), "records[0].date"),
        (make_file({**OTHER, "kind": "event"}), "records[0].kind"),
        (make_file({**OTHER, "id": "strike"}), "no UUID"),
        (make_file(OTHER, {**ACTOR, "id": OTHER["id"]}), "the same id"),
        (make_file(attachments=[{"sha256": "ab", "content_base64": "YQ=="}]), "attachments[0]"),
        (make_file(attachments=[{"sha256": "ab", "content_base64": "!"}]), "attachments[0]"),
    ],
)
def test_a_faulty_file_is_refused_in_one_sentence_that_names_the_place(data, told):
    sentence = refusal_of(data)

    assert told in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_deep_nesting_is_refused():
    nested = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    section = b'"sections":[{"id":"s","section_kind":"text","settings":%s}]' % nested
    briefing = b'{"kind":"briefing","id":"%s",%s}' % (numbered_id(3).encode(), section)
    data = b'{"format":"briefing-builder-exchange","version":1,"records":[%s]}' % briefing

    assert "nested too deeply" in refusal_of(data)


def test_two_sources_with_one_key_are_refused():
    sources = [make_source("ani", id=numbered_id(number)) for number in (1, 2)]
    data = write_exchange(Exchange(records=tuple(sources)))

    assert "the same key “ani”" in refusal_of(data)


def test_older_revisions_have_to_be_counted_from_one():
    data = make_file(OTHER, revisions=[{"revision": 2, "record": OTHER}])

    assert "without a gap" in refusal_of(data)


def test_an_older_revision_needs_its_record():
    assert "belongs to no actor" in refusal_of(
        make_file(revisions=[{"revision": 1, "record": ACTOR}])
    )


def test_attachments_travel_with_their_content():
    sha256 = hashlib.sha256(b"emblem").hexdigest()
    named = {"sha256": sha256, "name": "emblem.png", "media_type": "image/png"}
    content = {"sha256": sha256, "content_base64": "ZW1ibGVt"}

    exchange = read_exchange(make_file({**ACTOR, "attachments": [named]}, attachments=[content]))

    assert exchange.attachments[0].content == b"emblem"
    assert json.loads(write_exchange(exchange))["attachments"] == [content]


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_no_bytes_at_all_raise_anything_but_a_refusal(data):
    assert refusal_of(data)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@given(st.sampled_from(sorted(Attack.__struct_fields__)), _VALUES)
def test_a_wrong_value_in_any_field_is_refused_or_stored_as_read(field, value):
    try:
        exchange = read_exchange(make_file({**OTHER, field: value}))
    except ImportFileError as error:
        assert "\n" not in str(error)  # noqa: PT017 - both outcomes are fine
    else:
        assert read_exchange(write_exchange(exchange)) == exchange


def test_the_shipped_schema_is_the_one_that_the_structures_give():
    assert files("briefing.exchange").joinpath(SCHEMA_FILE).read_bytes() == make_schema()


def test_the_schema_takes_what_is_written_and_refuses_what_is_not():
    schema = json.loads(make_schema())
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(json.loads(make_file(ACTOR, OTHER)), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(make_file({**OTHER, "titel": "x"})), schema)
