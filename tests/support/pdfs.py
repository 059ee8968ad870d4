"""Makes small PDF files for tests."""

from io import BytesIO

from pypdf import PdfWriter


def make_pdf(pages=3, width=595, height=842):
    """Give a PDF with this many blank pages."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(width, height)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
