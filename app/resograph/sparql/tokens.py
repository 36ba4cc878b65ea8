"""The tokens of a SPARQL text, as the grammar has them (SPARQL 1.1 Query §19.8), in time linear in its length.

What has no end (a string without its second mark, a run of letters that no colon makes a prefix) is looked at once:
what begins within it has none either. The tokens within it are then found without looking for that end again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

Token = re.Match[str]
"""Its kind is ``lastgroup``: iri, string, variable, name, tag, blank, word, mark, or other, one character."""

Edit = tuple[int, int, str]
"""A place in a text, where what is replaced ends, and what stands there instead."""

_ESCAPED_NAME = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_TOKEN = re.compile(
    rf"""(?P<space>\s++)
    |(?P<iri><[^<>"{{}}|^`\\\x00-\x20]*+>)
    |(?P<comment>\#[^\n\r]*+)
    |(?P<variable>[?$]\w++)
    |(?P<name>(?:[^\W\d_][\w.\-]*+(?<!\.))?:(?:[\w:\-]|{_ESCAPED_NAME}|\.++(?=[\w:\-]|{_ESCAPED_NAME}))*+)
    |(?P<tag>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
    |(?P<blank>_:\w++)
    |(?P<word>[A-Za-z]\w*+(?![.\-]))
    |(?P<run>[^\W\d_][\w.\-]*+)
    |(?P<mark>["'])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_MARK = re.compile(r"(?P<mark>[\"'])")
_IN_RUN = re.compile(r"(?P<word>[A-Za-z]\w*+)|(?P<other>.)")
"""The tokens of a run that is no prefix."""
_STRINGS = {
    '"""': re.compile(r'(?P<string>"""(?:[^"\\]|\\.|"{1,2}+(?!"))*+""")', re.DOTALL),
    "'''": re.compile(r"(?P<string>'''(?:[^'\\]|\\.|'{1,2}+(?!'))*+''')", re.DOTALL),
    '"': re.compile(r'(?P<string>"(?:[^"\\\n\r]|\\.)*+")', re.DOTALL),
    "'": re.compile(r"(?P<string>'(?:[^'\\\n\r]|\\.)*+')", re.DOTALL),
}
_LINE = re.compile(r"(?:[^\\\n\r]|\\.)*+", re.DOTALL)
"""As far as a string of one line can go."""
_NO_TOKENS = ("space", "comment")


def tokens_of(text: str, *, to_endless: bool = False) -> list[Token]:
    """The tokens of a query but for spaces and comments; one of kind mark begins a string that has no end.

    Args:
        text: a query or an update.
        to_endless: whether to look no further than the first such string.
    """
    found: list[Token] = []
    endless = dict.fromkeys(_STRINGS, 0)  # before which place no string with these marks ends
    at = 0
    while at < len(text):
        for token in _TOKEN.finditer(text, at):
            kind = token.lastgroup
            if kind == "mark":
                if token.start() >= min(endless[token[0]], endless[token[0] * 3]):
                    break
                found.append(token)
                continue
            if kind == "run":
                found += _IN_RUN.finditer(text, token.start(), token.end())
            elif kind not in _NO_TOKENS:
                found.append(token)
        else:
            break
        found.append(_string(text, token.start(), endless))
        if to_endless and found[-1].lastgroup == "mark":
            break
        at = found[-1].end()
    return found


def _string(text: str, at: int, endless: dict[str, int]) -> Token:
    """The string that begins with the mark at a place; the mark alone where it has no end, which is then noted."""
    for marks in (text[at] * 3, text[at]):
        if not text.startswith(marks, at) or at < endless[marks]:
            continue
        if token := _STRINGS[marks].match(text, at):
            return token
        line = _LINE.match(text, at)
        endless[marks] = line.end() if line and len(marks) == 1 else len(text)
    mark = _MARK.match(text, at)
    assert mark is not None
    return mark


def closings(tokens: Sequence[Token]) -> Mapping[int, int]:
    """Place of each opening brace → place of the one that closes it; the last token for one that none closes."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, token in enumerate(tokens):
        match token[0]:
            case "{":
                opened.append(at)
            case "}" if opened:
                found[opened.pop()] = at
    return found | dict.fromkeys(opened, len(tokens) - 1)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with parts of it replaced, each from a place to another; at one place in the order given.

    >>> edited("abc", [(3, 3, "!"), (0, 1, "x"), (1, 1, "y")])
    'xybc!'
    """
    pieces: list[str] = []
    done = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += text[done:start], new
        done = end
    return "".join((*pieces, text[done:]))
