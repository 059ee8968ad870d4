"""House templates as customers have them, made with python-docx."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor


def make_template(*, cover=True, first_page=False) -> bytes:
    """Make a template with Dutch style ids, a cover, a header, a footer and sample text."""
    template = docx.Document()
    section = template.sections[0]
    section.page_width, section.page_height = Mm(200), Mm(280)
    section.left_margin = section.right_margin = Mm(30)
    section.different_first_page_header_footer = first_page
    heading = template.styles["Heading 1"]
    heading.font.color.rgb = RGBColor(0xAA, 0x11, 0x22)
    heading.element.set(qn("w:styleId"), "Kop1")
    section.header.paragraphs[0].text = "Acme Risk Desk"
    section.footer.paragraphs[0].text = "Ref {{reference}}"
    if cover:
        template.add_paragraph("Briefing: {{ti").add_run("tle}} of {{nobody}}")
        template.add_section(WD_SECTION.NEW_PAGE)
    template.add_paragraph("Sample text to be replaced")
    return _save(template)


def change_part(data: bytes, name: str, change) -> bytes:
    """Give the package with a part changed; `change` takes its bytes, b"" for a new one."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        names = package.namelist()
        for entry in names:
            content = package.read(entry)
            copy.writestr(entry, change(content) if entry == name else content)
        if name not in names:
            copy.writestr(name, change(b""))
    return target.getvalue()


def _save(document) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()
