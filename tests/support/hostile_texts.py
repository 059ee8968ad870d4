"""Texts that were made to break what prints them."""

from tests.support.filled_records import ACTOR

PRINTED_AS_THEY_ARE = {
    "formulas and fields": "=cmd|'/c calc'!A0 +1+cmd() @SUM(1,2) %s {0} {{ 7*7 }} ${jndi:ldap://x}"
    ' { INCLUDETEXT "C:/secret.docx" } HYPERLINK "file:///etc/passwd" DDEAUTO c:/cmd.exe'
    " javascript:alert(1) or smb://server/share",
    "markup": "<img src='/etc/passwd'/> <onDraw name='x'/> <para backColor=red> <APT29> </w:t> ]]>"
    " <?xml version='1.0'?><!DOCTYPE x> </w:p><w:p/> '; DROP TABLE records; --",
}
CHANGED = {
    "control characters": "\x00\x01\x0b\x1b\x7f \ufffe\uffff\ufeff \U0001fffe \ud800 \udfff"
    " \r\n\t\x85\u2028\u2029 a \x0c",
    "directions": "\u202eevil\u202c \u2066x\u2069 \u200f جيش (العدل) 2024 \u00ad\u200b",
    "links": "[a](javascript:alert(1)) [b](file:///etc/passwd) <javascript:alert(2)> "
    "![c](file:///etc/hosts) ![d](http://localhost/x.png) ![e](/etc/passwd)"
    f" [@s50, p. 3; @none] [f](actor:{ACTOR}) [g](actor:../../x) [h](#x)",
    "Markdown": "<!-- hidden --> &lt;b&gt; &#0; &#x202e; <script>alert(1)</script>"
    "**a *b `c ~~d [e] ](f) | g |\n|---|\n| h |\n# i\n> j\n- k\n1. l\n```\nm",
    "a long word": "x" * 600,
}
HOSTILE = {**PRINTED_AS_THEY_ARE, **CHANGED, "nothing": ""}
"""By name; what is not Markdown among them is printed as it is."""
