"""Files of each container format that repeat one piece of markup, up to a size: none takes the square of its length.

Run: python -m bench.repeated [--bytes 100000] [NAME …]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice

from bench.entries import word_file
from resograph.documents import Document
from resograph.merging.aligning import aligned
from resograph.reading import read_all
from resograph.writing import write_akn

_HTML = "<html><body><p>67/138. Title</p><p>The General Assembly,</p>%s</body></html>"
_WORD = """<w:p><w:r><w:t>A/RES/67/138</w:t></w:r></w:p><w:p><w:r><w:t>67/138. Title</w:t></w:r></w:p><w:p><w:r><w:t>The
General Assembly,</w:t></w:r></w:p>%s"""
_AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:reso="https://w3id.org/resograph/ns#">
<statement name="statement"><meta><identification source="#x"><FRBRWork>
<FRBRthis value="/akn/un/statement/deliberation/un-ga/2012-12-20/67-138/!main"/>
<FRBRuri value="/akn/un/statement/deliberation/un-ga/2012-12-20/67-138"/>
</FRBRWork><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification><references source="#x">
%s</references></meta><preface><p><docNumber>A/RES/67/138</docNumber></p><p><docTitle>Title</docTitle></p></preface>
<preamble><formula name="enacting"><p>The General Assembly,</p></formula></preamble><mainBody>%s</mainBody></statement>
</akomaNtoso>"""


@dataclass(frozen=True)
class Repeated:
    """A piece of markup that is set behind itself; ``around`` is what it stands in.

    ``opens`` and ``closes`` go around each piece before the next: so many levels of them, then anew.
    """

    make: Callable[[str], bytes]
    name: str
    piece: str = ""
    opens: str = ""
    closes: str = ""
    levels: int = 0
    around: str = "%s"
    entry: str = ""
    """What stands in the references of the file for each piece."""
    tested: bool = False
    """Whether tests time it too: such files once took the square of their length, or are the plainest of their kind."""

    def of(self, size: int) -> bytes:
        """A file of about so many bytes; ``{n}`` in the markup counts."""
        length = len(self.piece) + len(self.entry) + len(self.opens) + len(self.closes)
        numbers = islice(count(1), size // max(length, 1))
        if not self.levels:
            made = [(self.piece.replace("{n}", str(n)), self.entry.replace("{n}", str(n))) for n in numbers]
            body = self.around % "".join(piece for piece, _ in made)
            return self.make(body if not self.entry else f"{''.join(entry for _, entry in made)}\0{body}")
        nested = self.opens * self.levels + self.piece + self.closes * self.levels
        return self.make(self.around % (nested * max(1, size // len(nested))))


def _html(body: str) -> bytes:
    return (_HTML % body).encode()


def _word(body: str) -> bytes:
    return word_file(_WORD % body)


def akn_file(body: str) -> bytes:
    """An Akoma Ntoso file of what stands in its body; references may stand before it, behind them a NUL."""
    entries, _, rest = body.rpartition("\0")
    return (_AKN % (entries, rest)).encode()


_P, _W = "<p>Requests %s</p>", "<w:p>%s</w:p>"
_PARAGRAPH = "<paragraph><num>1.</num><content><p>Requests %s;</p></content></paragraph>"
_RUN = "<w:r>%s<w:t xml:space='preserve'>some words </w:t></w:r>"
_CHANGED = 'w:id="{n}" w:author="A {n}"'

REPEATED: Mapping[str, Repeated] = {
    "HTML paragraphs": Repeated(_html, "x.html", "<p>Recalling it,</p>"),
    "HTML points": Repeated(_html, "x.html", "<li>to act;</li>", around="<ol>%s</ol>"),
    "HTML emphasis": Repeated(_html, "x.html", "<em>a</em> b ", around=_P, tested=True),
    "HTML breaks": Repeated(_html, "x.html", "some words<br>", around=_P),
    "HTML raised": Repeated(_html, "x.html", "word<sup>{n}</sup> ", around=_P),
    "HTML struck": Repeated(_html, "x.html", "word <s>old</s> ", around=_P),
    "HTML cells": Repeated(_html, "x.html", "<td>word</td>", around="<table><tr>%s</tr></table>"),
    "HTML rows": Repeated(_html, "x.html", "<tr><td>word</td><td>word</td></tr>", around="<table>%s</table>"),
    "HTML notes": Repeated(
        _html, "x.html", '<p>a<a href="#n{n}">{n}</a></p><p id="n{n}">Note <a href="#n{n}">{n}</a></p>'
    ),
    "HTML raised in raised": Repeated(_html, "x.html", "a", "<sup>", "</sup>", 180, tested=True),
    "HTML spans in spans": Repeated(_html, "x.html", "a", "<span>b", "</span>", 180),
    "HTML lists in lists": Repeated(_html, "x.html", "a", "<ol><li>b", "</li></ol>", 90),
    "HTML tables in tables": Repeated(_html, "x.html", "a", "<table><tr><td>b", "</td></tr></table>", 45, tested=True),
    "Akoma Ntoso paragraphs": Repeated(
        akn_file, "x.xml", "<paragraph><num>{n}.</num><content><p>Requests it;</p></content></paragraph>"
    ),
    "Akoma Ntoso inlines": Repeated(
        akn_file, "x.xml", '<i>some</i> <ref href="/akn/x">words</ref> ', around=_PARAGRAPH, tested=True
    ),
    "Akoma Ntoso links": Repeated(akn_file, "x.xml", 'and <ref href="/akn/x">words</ref> ', around=_PARAGRAPH),
    "Akoma Ntoso notes": Repeated(
        akn_file,
        "x.xml",
        'word<authorialNote marker="{n}"><p>Note.</p></authorialNote> ',
        around=_PARAGRAPH,
        tested=True,
    ),
    "Akoma Ntoso noted paragraphs": Repeated(
        akn_file,
        "x.xml",
        "<paragraph><num>{n}.</num><content><p>Asks"
        '<authorialNote marker="{n}"><p>Note.</p></authorialNote>;</p></content></paragraph>',
    ),
    "Akoma Ntoso asterisks": Repeated(
        akn_file, "x.xml", "<paragraph><content><p>Word* or so</p><p>* A note.</p></content></paragraph>", tested=True
    ),
    "Akoma Ntoso asterisks without bearers": Repeated(
        akn_file, "x.xml", "<paragraph><content><p>Word** or so</p><p>* A note.</p></content></paragraph>"
    ),
    "Akoma Ntoso variants": Repeated(
        akn_file,
        "x.xml",
        'word <ins class="proposal" reso:variant="{n}" refersTo="#p{n}">new</ins> ',
        around=_PARAGRAPH,
        entry='<TLCPerson eId="p{n}" href="/x" showAs="P {n}"/>',
        tested=True,
    ),
    "Akoma Ntoso spans in spans": Repeated(akn_file, "x.xml", "a", "<span>b", "</span>", 150, around=_PARAGRAPH),
    "Word runs": Repeated(_word, "x.docx", _RUN % "", around=_W),
    "Word emphasis": Repeated(_word, "x.docx", _RUN % "" + _RUN % "<w:rPr><w:i/></w:rPr>", around=_W),
    "Word figures between": Repeated(
        _word, "x.docx", "<w:r><w:t>1 </w:t></w:r>", around=_W % (_RUN % "" + "%s"), tested=True
    ),
    "Word breaks": Repeated(_word, "x.docx", "<w:r><w:t>words</w:t><w:br/></w:r>", around=_W),
    "Word insertions": Repeated(_word, "x.docx", f"<w:ins {_CHANGED}>{_RUN % ''}</w:ins>", around=_W, tested=True),
    "Word deletions": Repeated(
        _word,
        "x.docx",
        f"<w:r><w:t>a</w:t></w:r><w:del {_CHANGED}><w:r><w:delText>x</w:delText></w:r></w:del>",
        around=_W,
        tested=True,
    ),
    "Word insertions in insertions": Repeated(_word, "x.docx", _RUN % "", '<w:ins w:author="A">', "</w:ins>", 100, _W),
    "Word paragraphs": Repeated(_word, "x.docx", "<w:p><w:r><w:t>Recalling it,</w:t></w:r></w:p>"),
    "Word paragraphs taken out": Repeated(
        _word,
        "x.docx",
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del w:author='A'>"
        "<w:r><w:delText>x</w:delText></w:r></w:del></w:p>",
    ),
    "Word cells": Repeated(
        _word, "x.docx", "<w:tc><w:p><w:r><w:t>word</w:t></w:r></w:p></w:tc>", around="<w:tbl><w:tr>%s</w:tr></w:tbl>"
    ),
}


def take(content: bytes, name: str) -> list[Document]:
    """Read a file, write what was read, and read that; its versions beside one another."""
    documents = read_all(content, name, "en", unnamed=True)
    for document in documents:
        aligned([document, *read_all(write_akn(document), "x.xml", "en")])
    return documents


def seconds(repeated: Repeated, size: int) -> float:
    """How long a file of so many bytes takes, in seconds of this process."""
    content = repeated.of(size)
    start = time.process_time()
    take(content, repeated.name)
    return time.process_time() - start


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bytes", type=int, default=100_000)
    parser.add_argument("names", nargs="*", default=list(REPEATED))
    options = parser.parse_args(arguments)
    for name in options.names:
        small, large = (seconds(REPEATED[name], size) for size in (options.bytes // 10, options.bytes))
        print(f"{name:40} {small:8.3f} {large:8.3f} {large / small:6.1f}", flush=True)


if __name__ == "__main__":
    main()
