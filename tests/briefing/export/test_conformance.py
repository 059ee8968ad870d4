"""What the reference checkers of the formats say of our files."""

import pytest
from openxml_audit import OpenXmlValidator

from tests.support.conformance_cases import CASES, EVERYDAY, write_case
from tests.support.docx_reading import open_docx
from tests.support.pdf_reading import open_pdf, run_tool
from tests.support.vera import ARCHIVE, UA, Vera

each_case = pytest.mark.parametrize("case", CASES)
everyday_cases = pytest.mark.parametrize("case", EVERYDAY)


@pytest.fixture(scope="module")
def vera(tmp_path_factory):
    checker = Vera(tmp_path_factory.mktemp("vera"))
    yield checker
    checker.close()


@everyday_cases
def test_a_pdf_for_everyday_use_can_be_read_aloud(case, vera):
    assert vera.list_failures(write_case(case).pdf.content, UA) == []


@each_case
def test_a_pdf_for_the_archive_can_be_kept_and_read_aloud(case, vera):
    content = write_case(case, archive=True).pdf.content

    assert vera.list_failures(content, ARCHIVE) == []
    assert vera.list_failures(content, UA) == []


@each_case
def test_the_structure_of_a_pdf_is_sound(case):
    pdf = write_case(case).pdf

    run_tool(pdf, "qpdf", "--check", "FILE")
    assert len(open_pdf(pdf).pages) == pdf.page_count


@each_case
def test_all_fonts_of_a_pdf_are_embedded_subsets_whose_text_can_be_read(case):
    lines = run_tool(write_case(case).pdf, "pdffonts", "FILE").splitlines()[2:]

    assert lines
    assert all("yes yes yes" in line for line in lines)


@each_case
def test_a_docx_follows_the_schemas_of_its_format(case, tmp_path):
    path = tmp_path / "file.docx"
    path.write_bytes(write_case(case).docx)

    assert [str(error) for error in OpenXmlValidator(max_errors=0).validate(path).errors] == []


@each_case
def test_python_docx_opens_a_docx(case):
    assert open_docx(write_case(case).docx).core_properties is not None
