"""Images of records and sections on the pages, from the library to both files."""

import zipfile
from contextlib import closing
from hashlib import sha256
from io import BytesIO

import msgspec
import pypdf
import pytest

from briefing.composition.compose import compose
from briefing.composition.release import release
from briefing.document.nodes import (
    Callout,
    CalloutTone,
    Contents,
    CrossReference,
    Image,
    Table,
    TitleBlock,
)
from briefing.document.walk import get_text, iter_blocks
from briefing.exchange.exchange import find_attachments
from briefing.imaging.picture import Crop
from briefing.outline import Briefing
from briefing.picture_uses import use_as_figure
from briefing.records.library_settings import SETTINGS_ID, LibrarySettings
from briefing.services.pages.pictures import PictureCache
from briefing.services.pages.snapshots import take_snapshot
from briefing.snapshot import decode_snapshot, encode_snapshot
from db.engine import open_memory_library
from tests.support.both_files import write_briefing
from tests.support.builders import (
    find_inlines,
    find_problem,
    make_actor,
    make_note,
    make_section,
    make_source,
    make_text,
    numbered,
)
from tests.support.docx_reading import list_shown
from tests.support.images import (
    CANARY,
    describe_image,
    keep,
    make_image,
    make_phone_photo,
    make_png_bomb,
    write_image,
)
from tests.support.libraries import save
from tests.support.pdf_reading import list_links, read_text

EMBLEM = write_image(make_image(90, 120))
PHOTO = make_phone_photo(800, 600, orientation=6)
OTHER = make_phone_photo(640, 480)
LOGO = write_image(make_image(200, 40, "RGBA"))
BOMB = make_png_bomb(12_000, 12_000)
ID = numbered(1)


@pytest.fixture
def library():
    with closing(open_memory_library(author="Ada")) as opened:
        keep(opened, EMBLEM, PHOTO, OTHER, LOGO, BOMB)
        yield opened


def make_holed_image():
    image = make_image(40, 20, "RGBA")
    image.putpixel((3, 3), (0, 0, 0, 0))
    return image


def refer(content):
    return f"attachment:{sha256(content).hexdigest()[:12]}"


def make_illustrated_actor(**fields):
    emblem = describe_image(EMBLEM, "emblem.png", alternative_text="")
    photo = describe_image(
        PHOTO,
        caption="The **border**",
        alternative_text="Fence",
        credit="Photograph: Ada [@s50]",
    )
    known = {"country": "IR", "attachments": (emblem, photo), "emblem": emblem.sha256}
    return make_actor(**{**known, **fields})


def make_images(*images, number=5, **fields):
    settings = {"images": msgspec.to_builtins(images)}
    return make_section("images", number=number, settings=settings, **fields)


def snap(library, *sections, records=(), **fields):
    known = {"title": "Strikes", "marking": "TLP:GREEN"}
    briefing = Briefing(id=ID, sections=sections, **{**known, **fields})
    save(library, *records, briefing)
    return take_snapshot(library, ID)


def list_blocks(snapshot, kind):
    return [block for block in compose(snapshot).document.blocks if isinstance(block, kind)]


def test_the_emblem_of_an_actor_stands_beside_the_facts(library):
    actor = make_illustrated_actor()
    snapshot = snap(library, make_section("actors", actor), records=[actor])
    (table,) = list_blocks(snapshot, Table)

    assert table.emblem.alternative_text == "Emblem of Jaish al-Adl"
    assert table.emblem.picture in compose(snapshot).document.pictures


def test_a_section_prints_its_own_images_and_those_of_its_records(library):
    actor = make_illustrated_actor()
    own = describe_image(OTHER, caption="Own", crop=Crop(left=0.5), width=0.5)
    section = msgspec.structs.replace(
        make_section("images", actor), settings={"images": msgspec.to_builtins([own])}
    )
    snapshot = snap(library, section, records=[actor, make_source()])
    first, second = list_blocks(snapshot, Image)
    pictures = snapshot.pictures

    assert [get_text(one.caption) for one in (first, second)] == ["Own", "The border"]
    assert (first.number, second.number) == (1, 2)
    assert (pictures[first.picture].width, pictures[first.picture].height) == (320, 480)
    assert (pictures[second.picture].width, pictures[second.picture].height) == (600, 800)
    assert second.origin.record == actor.id


def test_images_stand_in_the_list_of_figures_and_the_bibliography(library):
    actor = make_illustrated_actor()
    own = describe_image(OTHER, caption="Own", credit="Agency [@s50]")
    sections = (make_text("Words."), make_section("images", actor, number=2), make_images(own))
    snapshot = snap(library, *sections, records=[actor, make_source()])
    (contents,) = list_blocks(snapshot, Contents)

    assert [figure.text for figure in contents.figures] == ["The border", "Own"]
    assert compose(snapshot).document.blocks[-1].entries[0].number == 1


def test_a_text_shows_images_of_its_record_the_briefing_and_its_sections(library):
    actor = make_illustrated_actor(profile=f"Before.\n\n![]({refer(PHOTO)})\n\nAfter.")
    lead = f"![Fence]({refer(LOGO)}) and ![]({refer(OTHER)})"  # of the briefing, of a section
    text = make_text(lead, number=2)
    images = make_images(describe_image(OTHER, caption="Own"), included=False)
    held = (describe_image(LOGO, "logo.png"),)
    sections = (make_section("actors", actor, lead_in=f"![Lead]({refer(PHOTO)})"), text, images)
    snapshot = snap(library, *sections, records=[actor, make_source()], attachments=held)

    captions = [get_text(image.caption) for image in list_blocks(snapshot, Image)]
    assert captions == ["Lead", "The border", "Fence", "Own"]


NESTED = f"""\
- First [Figure {{number}}](figure:{numbered(101)}.3).

  ![Fence]({refer(PHOTO)})
- ![Gate]({refer(OTHER)}) and words
  1. deeper ![]({refer(LOGO)})

> He said so. ![Tower]({refer(OTHER)})
"""


def snap_nested(library, **fields):
    held = tuple(describe_image(content, f"{content[-4:]}.jpg") for content in (PHOTO, OTHER, LOGO))
    text = make_text(NESTED, title="Nested")
    more = make_text("See.", number=2, title="More")
    return snap(library, text, more, attachments=held, **fields)


def test_images_in_lists_and_quotations_are_numbered_listed_and_referred_to(library):
    document = compose(snap_nested(library)).document
    contents = next(block for block in document.blocks if isinstance(block, Contents))
    images = [block for block in iter_blocks(document.blocks) if isinstance(block, Image)]

    assert [figure.text for figure in contents.figures] == ["Fence", "Gate", "Tower"]
    assert [figure.target for figure in contents.figures] == [
        image.anchor for image in images if image.caption
    ]
    assert [image.number for image in images] == [1, 2, 0, 3]
    (reference,) = find_inlines(document, CrossReference)
    assert (reference.target, get_text(reference.children)) == (images[3].anchor, "Figure 3")


def test_both_files_link_to_an_image_in_a_quotation(library):
    files = write_briefing(snap_nested(library))
    words = " ".join(list_shown(files.docx))

    assert "• First Figure 3." in words
    assert "Figure 3.\u2002Tower" in words
    assert "First Figure 3." in read_text(files.pdf)
    anchor = next(name for name in files.pdf.anchors if name.startswith("figure") and "3" in name)
    assert (1, files.pdf.anchors[anchor].page) in list_links(files.pdf)


def test_the_last_page_shows_images_too_and_tells_of_those_that_are_not_there(library):
    text = f"# Code\n\nOur seal: ![Seal]({refer(LOGO)}) and ![gone]({refer(OTHER)})"
    held = (describe_image(LOGO, "logo.png"),)
    snapshot = snap(library, make_text("Words."), attachments=held, disclaimer=text)
    (image,) = list_blocks(snapshot, Image)

    assert (get_text(image.caption), image.number) == ("Seal", 1)
    assert "is not attached" in find_problem(compose(snapshot), "broken-reference").message


def test_images_in_lists_carry_the_mark_of_their_text(library):
    blocks = compose(snap_nested(library, portion_markings=True)).document.blocks
    images = [block for block in iter_blocks(blocks) if isinstance(block, Image)]

    assert [get_text(image.caption) for image in images] == [
        "(GREEN) Fence",
        "(GREEN) Gate",
        "(GREEN) ",
        "(GREEN) Tower",
    ]


def test_problems_of_images_in_lists_say_where_they_are(library):
    problems = compose(snap_nested(library)).problems
    found = [each for each in problems if each.check == "image-without-credit"]

    assert len(found) == 4
    assert {each.section for each in found} == {numbered(101)}


def test_an_image_in_a_table_heading_or_link_is_told_and_its_words_are_printed(library):
    shown = f"![the words]({refer(PHOTO)})"
    text = f"| A |\n|---|\n| {shown} |\n\n## {shown}\n\n[{shown}](https://example.org)"
    held = (describe_image(PHOTO),)
    composition = compose(snap(library, make_text(text), attachments=held))

    assert "heading, table or link" in find_problem(composition, "broken-reference").message
    assert str(composition.document.blocks).count("the words") == 3


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "https://example.org/a.png", "/etc/passwd", refer(EMBLEM)]
)
def test_no_other_image_is_opened_and_its_words_are_printed(library, address):
    note = make_note(text=f"See ![the words]({address}).")
    snapshot = snap(library, make_section("background", note), records=[note])
    composition = compose(snapshot)

    assert "image" in find_problem(composition, "broken-reference").message
    assert composition.document.pictures == {}
    assert "the words" in str(composition.document.blocks)


def test_an_image_that_cannot_be_read_leaves_a_note_and_a_problem(library):
    bomb = describe_image(BOMB, "bomb.png")
    gone = describe_image(b"\xff\xd8\xff gone", "gone.jpg")
    snapshot = snap(library, make_images(bomb, gone, describe_image(OTHER)))
    composition = compose(snapshot)
    faults = [b for b in composition.document.blocks if isinstance(b, Callout)]

    assert [fault.tone for fault in faults] == [CalloutTone.FAULT] * 2
    told = [p.message for p in composition.problems if p.check == "image-fault"]
    assert told[0].startswith("The image “bomb.png” cannot be printed. The image has more than 64")
    assert told[1].endswith("Its file is not in the library.")
    assert len(list_blocks(snapshot, Image)) == 1


def test_an_image_without_an_alternative_text_is_told(library):
    snapshot = snap(library, make_images(describe_image(OTHER, alternative_text="", caption="Fog")))
    problem = find_problem(compose(snapshot), "missing-alternative-text")

    assert problem.message == "The image “Fog” has no alternative text."


def test_where_a_photograph_was_taken_is_nowhere_in_the_files(library):
    actor = make_illustrated_actor()
    sections = (make_section("actors", actor), make_section("images", actor, number=2))
    snapshot = snap(library, *sections, records=[actor, make_source()])
    assert CANARY.encode() in PHOTO
    files = write_briefing(snapshot)

    with zipfile.ZipFile(BytesIO(files.docx)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    pdf = pypdf.PdfReader(BytesIO(files.pdf.content))
    shown = [image.data for page in pdf.pages for image in page.images]
    for content in (*parts, *shown, files.pdf.content, encode_snapshot(snapshot)):
        assert CANARY.encode() not in content
        assert b"Exif" not in content


def test_both_files_show_the_same_bytes_and_equal_ones_each_time(library):
    actor = make_illustrated_actor()
    snapshot = snap(library, make_section("images", actor), records=[actor, make_source()])
    (picture,) = compose(snapshot).document.pictures.values()
    files = write_briefing(snapshot)

    assert picture.content in files.pdf.content
    with zipfile.ZipFile(BytesIO(files.docx)) as archive:
        (name,) = [name for name in archive.namelist() if "/media/" in name]
        assert archive.read(name) == picture.content
    again = write_briefing(decode_snapshot(encode_snapshot(snapshot)))
    assert (again.docx, again.pdf.content) == (files.docx, files.pdf.content)


def test_the_logo_of_the_library_stands_at_the_head(library):
    logo = describe_image(LOGO, "logo.png", alternative_text="")
    settings = LibrarySettings(id=SETTINGS_ID, attachments=(logo,), logo=logo.sha256)
    snapshot = snap(library, make_text("Words."), records=[settings], organisation="Desk")
    (title,) = list_blocks(snapshot, TitleBlock)

    assert title.logo.alternative_text == "Desk"
    assert title.logo.picture in compose(snapshot).document.pictures


def test_a_release_carries_the_pictures_of_what_it_shows_alone(library):
    open_actor = make_illustrated_actor(attachments=(describe_image(OTHER),), emblem="")
    closed = make_illustrated_actor(number=11, name="Other", marking="TLP:RED")
    section = make_section("images", open_actor, closed)
    records = [open_actor, closed, make_source()]
    snapshot = snap(library, section, records=records)
    released = release(snapshot, "TLP:GREEN").snapshot

    assert len(snapshot.pictures) == 2
    assert len(released.pictures) == 1
    (image,) = list_blocks(released, Image)
    assert image.picture in released.pictures


def test_images_of_a_withheld_section_stay_behind(library):
    red = make_images(describe_image(OTHER), marking="TLP:RED")
    snapshot = snap(library, make_text("Words."), red)
    released = release(snapshot, "TLP:GREEN").snapshot

    assert released.pictures == {}
    assert describe_image(OTHER).sha256.encode() not in encode_snapshot(released)


def test_pictures_are_made_once_and_the_oldest_forgotten(library):
    cache = PictureCache(most_bytes=1)
    uses = [use_as_figure(describe_image(content)) for content in (PHOTO, OTHER)]
    with library.read() as unit:
        first = cache.get_all(unit, uses[:1])[uses[0].key]
        assert cache.get_all(unit, uses[:1])[uses[0].key] is first
        made = cache.get_all(unit, uses)
        assert list(made) == [use.key for use in uses]
        again = cache.get_all(unit, uses[:1])[uses[0].key]
        assert again is not first
        assert again == first


def test_an_import_brings_the_images_of_sections_along(library):
    image = describe_image(OTHER)
    briefing = Briefing(id=ID, sections=(make_images(image),), attachments=())

    assert find_attachments(briefing) == {image.sha256}


def list_checks(snapshot):
    return {problem.check for problem in compose(snapshot).problems}


def test_an_image_says_whose_it_is_and_has_pixels_enough(library):
    fine = describe_image(OTHER, credit="Agency", width=0.5)
    assert not list_checks(snap(library, make_images(fine))) & {
        "image-without-credit",
        "coarse-image",
    }


def test_an_image_without_credit_or_with_few_pixels_is_told(library):
    cut = describe_image(OTHER, caption="Cut", crop=Crop(left=0.5))
    problems = compose(snap(library, make_images(cut))).problems
    told = [p.message for p in problems if "image" in p.check]

    assert told == [
        "The image “Cut” does not say whose it is.",
        "The image “Cut” has 320 pixels over 6.2 inches.",
    ]


def test_an_image_carries_the_mark_of_its_record(library):
    actor = make_illustrated_actor(marking="TLP:AMBER", emblem="")
    snapshot = snap(
        library,
        make_section("images", actor),
        records=[actor, make_source()],
        marking="TLP:AMBER",
        portion_markings=True,
    )

    captions = [get_text(image.caption) for image in list_blocks(snapshot, Image)]
    assert captions == ["(AMBER) ", "(AMBER) The border"]


def test_transparent_pictures_are_seen_through_in_a_pdf(library):
    clear = write_image(make_holed_image())
    keep(library, clear)
    files = write_briefing(snap(library, make_images(describe_image(clear, "hole.png"))))
    (image,) = pypdf.PdfReader(BytesIO(files.pdf.content)).pages[0].images

    assert image.image.mode == "RGBA"
    assert image.image.getpixel((3, 3))[3] == 0
    assert image.image.getpixel((30, 10))[3] == 255


def test_an_emblem_stands_beside_the_name_where_no_fact_is_known(library):
    actor = make_illustrated_actor(country="")
    (table,) = list_blocks(snap(library, make_section("actors", actor), records=[actor]), Table)

    assert [get_text(cell.children) for cell in table.rows[0].cells] == ["Name", "Jaish al-Adl"]
    assert table.emblem is not None
