"""The document properties: those that were given, and nothing about who or what wrote them."""

from briefing.document.nodes import Properties
from briefing.export.docx_writer.xml_text import escape

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def write_core_properties(properties: Properties) -> bytes:
    """Give the core part; a property without a value is left out."""
    texts = (
        ("dc:title", properties.title),
        ("dc:subject", properties.subject),
        ("dc:creator", properties.author),
        ("cp:keywords", properties.keywords),
        ("cp:lastModifiedBy", properties.author),
    )
    inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in texts if text)
    if properties.date is not None:
        moment = f"{properties.date.isoformat()}T00:00:00Z"
        for name in ("dcterms:created", "dcterms:modified"):
            inner += f'<{name} xsi:type="dcterms:W3CDTF">{moment}</{name}>'
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inner}</cp:coreProperties>'
    ).encode()


def write_extended_properties() -> bytes:
    """Give the part in which programs usually name themselves, with nothing in it."""
    return f'{_DECLARATION}<Properties xmlns="{_EXTENDED}"/>'.encode()
