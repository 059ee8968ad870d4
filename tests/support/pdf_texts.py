"""Reads the words off PDF files."""

from io import BytesIO

from pypdf import PdfReader


def read_text(content):
    """Give the words of a PDF, with every gap as one blank."""
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)
