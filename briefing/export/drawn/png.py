"""A scene as pixels, for readers of DOCX that do not know SVG."""

from io import BytesIO

from briefing.drawing.inks import Inks
from briefing.drawing.scene import Scene
from briefing.export.drawn.operators import write_operators
from briefing.export.drawn.outlines import Outliner
from briefing.export.drawn.paths import iter_paths

DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72


def write_png(scene: Scene, inks: Inks, outliner: Outliner) -> bytes:
    """Give the picture on white at 300 dots an inch; equal scenes give equal bytes."""
    import pypdfium2

    document = pypdfium2.PdfDocument(_write_page(scene, inks, outliner))
    try:
        page = document[0]
        picture = page.render(scale=DOTS_PER_INCH / _POINTS_PER_INCH).to_pil()
    finally:
        document.close()
    target = BytesIO()
    # a palette would halve the size, but takes pale land for white paper or three times as long
    picture.convert("RGB").save(target, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return target.getvalue()


def _write_page(scene: Scene, inks: Inks, outliner: Outliner) -> bytes:
    """Give a PDF file of one page that shows the scene and has no fonts."""
    content = b"1 0 0 -1 0 %.2f cm\n%b" % (
        scene.height,
        write_operators(iter_paths(scene, inks, outliner)),
    )
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Contents 4 0 R/Resources<<>>>>"
        % (scene.width, scene.height),
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
    )
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    count = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + end
