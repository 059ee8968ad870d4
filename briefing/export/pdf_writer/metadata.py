"""What the file says about itself as XMP, and the colours it is made for."""

from collections.abc import Mapping
from functools import cache

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{fields}
</rdf:Description>
{schemas}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
# An archive asks for a description of every property that is not one of its own.
_SCHEMAS = """<rdf:Description rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""

_LINEAR_UP_TO = 0.04045  # of full light, where the curve of sRGB begins to bend


def write_metadata(fields: Mapping[str, str], date: str, product: str, *, archive: bool) -> bytes:
    """Write the properties as XMP; `date` is "YYYY-MM-DD" or empty.

    The keys are those of the document properties: Title, Author, Subject, Keywords. Every file
    says that it can be read aloud (PDF/UA-1), one for the archive that it is PDF/A-2b.
    """
    title = fields.get("Title") or product
    parts = [f"<dc:title>{_alternative(title)}</dc:title>"]
    if fields.get("Author"):
        author = _escape(fields["Author"])
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>")
    if fields.get("Subject"):
        parts.append(f"<dc:description>{_alternative(fields['Subject'])}</dc:description>")
    if fields.get("Keywords"):
        keywords = _escape(fields["Keywords"])
        parts.append(f"<pdf:Keywords>{keywords}</pdf:Keywords>")
    parts.append(f"<pdf:Producer>{product}</pdf:Producer>")
    parts.append(f"<xmp:CreatorTool>{product}</xmp:CreatorTool>")
    if date:
        moment = f"{date}T00:00:00Z"
        parts.append(f"<xmp:CreateDate>{moment}</xmp:CreateDate>")
        parts.append(f"<xmp:ModifyDate>{moment}</xmp:ModifyDate>")
    parts.append("<pdfuaid:part>1</pdfuaid:part>")
    if archive:
        parts.append("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>")
    schemas = _SCHEMAS if archive else ""
    return _PACKET.format(fields="\n".join(parts), schemas=schemas).encode()


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_escape(text)}</rdf:li></rdf:Alt>'


def _escape(text: str) -> str:
    """Escape what stands in an element; the module for it takes all entities of HTML along."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def make_colour_profile() -> bytes:
    """Make a profile of the sRGB colours (ICC version 2.1), of the numbers of IEC 61966-2-1."""
    curve = _make_curve()
    text = b"sRGB\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + len(text).to_bytes(4, "big") + text + bytes(78),
        b"cprt": b"text\0\0\0\0No copyright\0",
        b"wtpt": _write_point(0.9642, 1.0, 0.8249),
        b"rXYZ": _write_point(0.4360747, 0.2225045, 0.0139322),
        b"gXYZ": _write_point(0.3850649, 0.7168786, 0.0971045),
        b"bXYZ": _write_point(0.1430804, 0.0606169, 0.7141733),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, data = [], b""
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    for name, content in tags.items():
        if content not in places:
            places[content] = start + len(data)
            data += content.ljust(-(-len(content) // 4) * 4, b"\0")
        place = places[content]
        table.append(name + place.to_bytes(4, "big") + len(content).to_bytes(4, "big"))
    body = len(tags).to_bytes(4, "big") + b"".join(table) + data
    return _write_profile_head(128 + len(body)) + body


def _write_profile_head(size: int) -> bytes:
    head = size.to_bytes(4, "big") + bytes(4) + b"\x02\x10\0\0" + b"mntrRGB XYZ "
    head += b"".join(part.to_bytes(2, "big") for part in (2000, 1, 1, 0, 0, 0))
    head += b"acsp" + bytes(28)
    return (head + _write_point(0.9642, 1.0, 0.8249)[8:]).ljust(128, b"\0")


def _write_point(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(round(value * 65536).to_bytes(4, "big") for value in values)


def _make_curve() -> bytes:
    count = 1024
    steps = [place / (count - 1) for place in range(count)]
    light = [x / 12.92 if x <= _LINEAR_UP_TO else ((x + 0.055) / 1.055) ** 2.4 for x in steps]
    points = b"".join(round(value * 65535).to_bytes(2, "big") for value in light)
    return b"curv\0\0\0\0" + count.to_bytes(4, "big") + points
