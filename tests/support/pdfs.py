"""Makes small PDF files for tests."""

from io import BytesIO

from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas


def make_pdf(pages=3, width=595, height=842):
    """Give a PDF with this many blank pages."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(width, height)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def make_lettered_pdf(*texts, sizes=()):
    """Give a PDF with a page for each text, which stands in one line 72 points from the left."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    for number, text in enumerate(texts):
        canvas.setPageSize(sizes[number] if number < len(sizes) else (595, 842))
        canvas.drawString(72, 600, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
