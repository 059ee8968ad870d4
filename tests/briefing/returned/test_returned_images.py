"""The words of an image come back from a reviewer as those of a text do."""

import msgspec

from briefing.composition.compose import compose
from briefing.export.docx_writer.writer import write_docx
from briefing.export.style_sheet import STANDARD
from briefing.outline import Briefing
from briefing.returned.matching import Into
from briefing.services.editions.returning import read_returned_file, take_edits
from briefing.services.history import History
from briefing.services.pages.snapshots import take_snapshot
from tests.support.builders import make_section, make_text, numbered
from tests.support.images import describe_image, keep, make_phone_photo
from tests.support.libraries import find, memory_library
from tests.support.returned_files import track


def test_a_changed_caption_goes_to_its_image(tmp_path):
    photo = make_phone_photo(300, 200)
    image = describe_image(photo, caption="Hills near the border", credit="Agency")
    section = make_section("images", settings={"images": [msgspec.to_builtins(image)]})
    briefing = Briefing(id=numbered(1), title="Border", sections=(section,))
    with memory_library(briefing) as library:
        keep(library, photo)
        document = compose(take_snapshot(library, briefing.id)).document
        sent = write_docx(document, STANDARD, page_of_anchor={})
        path = tmp_path / "b.docx"
        path.write_bytes(track(sent, "Hills near", "Mountains at"))
        (edit,) = read_returned_file(library, briefing.id, path).edits
        History(library).do(take_edits(briefing.id, [(edit, Into.BRIEFING)]))

        (changed,) = find(library, briefing.id).sections[0].settings["images"]
        assert changed["caption"] == "Mountains at the border"
        assert changed["sha256"] == image.sha256


def test_a_changed_caption_in_a_list_goes_to_its_text(tmp_path):
    photo = make_phone_photo(300, 200)
    shown = f"attachment:{describe_image(photo).sha256[:12]}"
    text = f"- First words\n- ![Hills near the border]({shown})\n"
    held = (describe_image(photo, credit="Agency"),)
    briefing = Briefing(id=numbered(1), title="B", sections=(make_text(text),), attachments=held)
    with memory_library(briefing) as library:
        keep(library, photo)
        document = compose(take_snapshot(library, briefing.id)).document
        sent = write_docx(document, STANDARD, page_of_anchor={})
        path = tmp_path / "b.docx"
        path.write_bytes(track(sent, "Hills near", "Mountains at"))
        (edit,) = read_returned_file(library, briefing.id, path).edits
        History(library).do(take_edits(briefing.id, [(edit, Into.BRIEFING)]))

        changed = find(library, briefing.id).sections[0].settings["text"]
        assert changed == text.replace("Hills near", "Mountains at")
