"""Make the briefing of a workload with another tool, the way its own manual suggests.

    peers.py PEER WORKLOAD.json OUT      PEER: typst, reportlab, docxtpl, python-docx

Runs in an environment of its own that has these packages; nothing of ours is used.
"""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

Workload = dict[str, Any]

COLUMNS = {
    "Date": "date",
    "Place": "place",
    "Actor": "actor",
    "Killed": "killed",
    "Injured": "injured",
    "Summary": "summary",
}


def list_facts(actor: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the table of facts above a profile."""
    return [
        ("Aliases", ", ".join(actor["aliases"])),
        ("Kind", actor["kind"]),
        ("Country", actor["country"]),
        ("Founded", actor["founded"]),
        ("Strength", actor["strength"]),
        ("Designated by", ", ".join(actor["designated_by"])),
    ]


def list_rows(workload: Workload) -> list[list[str]]:
    """Give the rows of the table of attacks."""
    return [[str(attack[key]) for key in COLUMNS.values()] for attack in workload["incidents"]]


def describe_source(source: dict[str, str]) -> str:
    """Give the line of a source in the list at the end."""
    return f"{source['title']} {source['publisher']}, {source['date']}. {source['url']}"


def write_typst(workload: Workload, out: str) -> None:
    """Typst: markup in a string, compiled in the same process."""
    import typst

    def quote(text: str) -> str:
        return re.sub(r"([\\#$*_`<>@\[\]~=+/'\"-])", r"\\\1", text)

    def table(widths: str, rows: list[Any]) -> str:
        cells = ", ".join(f"[{quote(cell)}]" for row in rows for cell in row)
        return f"#table(columns: ({widths}), {cells})"

    marking = quote(workload["marking"])
    page = 'counter(page).display("1 of 1", both: true)'
    header = f"align(center)[{marking}]"
    footer = f"context align(center)[{marking} #{page}]"
    parts = [
        f'#set page("a4", header: {header}, footer: {footer})',
        "#set text(10pt)\n#set par(justify: true)",
        f"= {quote(workload['title'])}\n#outline()\n= Key judgements",
        *(f"- {quote(judgement)}" for judgement in workload["judgements"]),
        "= Background",
        *(f"{quote(text)}\n" for text in workload["background"]),
        "= Actors",
    ]
    for actor in workload["actors"]:
        parts += [f"== {quote(actor['name'])}", table("30%, 70%", list_facts(actor))]
        sources = [*actor["sources"], *[""] * len(actor["paragraphs"])]
        for text, source in zip(actor["paragraphs"], sources, strict=False):
            note = f"#footnote[{quote(source)}]" if source else ""
            parts.append(f"{quote(text)}{note}\n")
    names = ", ".join(f"[*{name}*]" for name in COLUMNS)
    rows = ", ".join(f"[{quote(cell)}]" for row in list_rows(workload) for cell in row)
    columns = "14%, 12%, 18%, 8%, 8%, 40%"
    parts += ["= Past attacks", f"#table(columns: ({columns}), table.header({names}), {rows})"]
    parts += ["= Sources", *(f"+ {quote(describe_source(one))}" for one in workload["sources"])]
    Path(out).with_suffix(".typ").write_text("\n".join(parts), encoding="utf-8")
    typst.compile(str(Path(out).with_suffix(".typ")), output=out)


def write_reportlab(workload: Workload, out: str) -> None:
    """Plain platypus: paragraphs and tables, built twice for the contents list."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import (
        BaseDocTemplate,
        Frame,
        PageBreak,
        PageTemplate,
        Paragraph,
        Table,
        TableStyle,
    )
    from reportlab.platypus.tableofcontents import TableOfContents

    styles = getSampleStyleSheet()
    margin = 56
    width = A4[0] - 2 * margin - 12

    class Template(BaseDocTemplate):
        def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - reportlab's name
            level = {"Heading1": 0, "Heading2": 1}.get(
                getattr(getattr(flowable, "style", None), "name", "")
            )
            if level is not None:
                self.notify("TOCEntry", (level, flowable.getPlainText(), self.page))

    def paragraph(text: str, style: str = "BodyText") -> Any:
        return Paragraph(escape(text), styles[style])

    def table(rows: list[Any], shares: list[float], *, repeat: int = 0) -> Any:
        cells = [[paragraph(cell, "Normal") for cell in row] for row in rows]
        return Table(cells, [share * width for share in shares], style=grid, repeatRows=repeat)

    grid = TableStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, "grey"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    )

    def mark(canvas: Any, template: Any) -> None:
        canvas.drawCentredString(A4[0] / 2, A4[1] - 30, workload["marking"])
        canvas.drawCentredString(A4[0] / 2, 30, f"{workload['marking']} {template.page}")

    story = [paragraph(workload["title"], "Title"), TableOfContents(), PageBreak()]
    story += [paragraph("Key judgements", "Heading1")]
    story += [paragraph(f"• {judgement}") for judgement in workload["judgements"]]
    story += [paragraph("Background", "Heading1"), *map(paragraph, workload["background"])]
    story += [paragraph("Actors", "Heading1")]
    for actor in workload["actors"]:
        story += [paragraph(actor["name"], "Heading2"), table(list_facts(actor), [0.3, 0.7])]
        story += map(paragraph, actor["paragraphs"])
    rows = [list(COLUMNS), *list_rows(workload)]
    story += [paragraph("Past attacks", "Heading1")]
    story += [table(rows, [0.14, 0.12, 0.18, 0.08, 0.08, 0.4], repeat=1)]
    story += [paragraph("Sources", "Heading1")]
    for number, source in enumerate(workload["sources"], start=1):
        story.append(paragraph(f"{number}. {describe_source(source)}"))
    frame = Frame(margin, margin, A4[0] - 2 * margin, A4[1] - 2 * margin)
    template = Template(out, pagesize=A4)
    template.addPageTemplates(PageTemplate(frames=[frame], onPage=mark))
    template.multiBuild(story)


def write_python_docx(workload: Workload, out: str) -> None:
    """python-docx, as its documentation shows it."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = workload["marking"]
    document.sections[0].footer.paragraphs[0].text = workload["marking"]

    def add_table(rows: list[Any]) -> None:
        table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text

    document.add_heading(workload["title"], 0)
    document.add_heading("Key judgements", 1)
    for judgement in workload["judgements"]:
        document.add_paragraph(judgement, style="List Bullet")
    document.add_heading("Background", 1)
    for text in workload["background"]:
        document.add_paragraph(text)
    document.add_heading("Actors", 1)
    for actor in workload["actors"]:
        document.add_heading(actor["name"], 2)
        add_table(list_facts(actor))
        for text in actor["paragraphs"]:
            document.add_paragraph(text)
    document.add_heading("Past attacks", 1)
    add_table([list(COLUMNS), *list_rows(workload)])
    document.add_heading("Sources", 1)
    for source in workload["sources"]:
        document.add_paragraph(describe_source(source), style="List Number")
    document.save(out)


def write_docxtpl(workload: Workload, out: str) -> None:
    """A Word template with loops in it, made here and then filled."""
    import docx
    import docxtpl

    template = docx.Document()
    template.sections[0].header.paragraphs[0].text = "{{ marking }}"
    template.sections[0].footer.paragraphs[0].text = "{{ marking }}"

    def add_loop(heading: str, level: int, loop: str, body: str, style: str | None = None) -> None:
        if heading:
            template.add_heading(heading, level)
        template.add_paragraph(f"{{%p for one in {loop} %}}")
        template.add_paragraph(body, style=style)
        template.add_paragraph("{%p endfor %}")

    def add_rows(loop: str, columns: int, header: list[str]) -> None:
        rows = [header] if header else []
        rows += [[f"{{%tr for row in {loop} %}}"], [f"{{{{ row[{n}] }}}}" for n in range(columns)]]
        table = template.add_table(rows=0, cols=columns, style="Table Grid")
        for row in [*rows, ["{%tr endfor %}"]]:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                cell.text = text

    template.add_heading("{{ title }}", 0)
    add_loop("Key judgements", 1, "judgements", "{{ one }}", "List Bullet")
    add_loop("Background", 1, "background", "{{ one }}")
    template.add_heading("Actors", 1)
    template.add_paragraph("{%p for actor in actors %}")
    template.add_heading("{{ actor.name }}", 2)
    add_rows("actor.facts", 2, [])
    add_loop("", 0, "actor.paragraphs", "{{ one }}")
    template.add_paragraph("{%p endfor %}")
    template.add_heading("Past attacks", 1)
    add_rows("rows", len(COLUMNS), list(COLUMNS))
    add_loop("Sources", 1, "source_lines", "{{ one }}", "List Number")
    template.save(f"{out}.template.docx")
    actors = [{**actor, "facts": list_facts(actor)} for actor in workload["actors"]]
    lines = [describe_source(source) for source in workload["sources"]]
    filled = docxtpl.DocxTemplate(f"{out}.template.docx")
    content = {**workload, "actors": actors, "rows": list_rows(workload), "source_lines": lines}
    filled.render(content, autoescape=True)
    filled.save(out)


PEERS: dict[str, Callable[[Workload, str], None]] = {
    "typst": write_typst,
    "reportlab": write_reportlab,
    "docxtpl": write_docxtpl,
    "python-docx": write_python_docx,
}


if __name__ == "__main__":
    PEERS[sys.argv[1]](json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), sys.argv[3])
