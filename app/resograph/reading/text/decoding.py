"""The text of a file's bytes: UTF-8, UTF-16, or one of the older encodings that its language was kept in."""

from __future__ import annotations

from resograph.documents import Finding
from resograph.documents.errors import UnreadableError
from resograph.languages.profile import detect, profile

_OLDER = ("cp1252", "cp1251", "cp1256", "koi8-r", "gb18030")
_SAMPLE = 8_000
"""Bytes by which older encodings are told apart."""


def decode(content: bytes, name: str) -> tuple[str, list[Finding]]:
    """The text of a file, and a finding where its encoding was guessed.

    Raises:
        UnreadableError: it is no text.
    """
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    findings = []
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        guessed = None if b"\x00" in content else _guess(content)
        if guessed is None:
            raise UnreadableError(
                f"{name or 'The input'} is no text in UTF-8; convert it, or give another form of the document."
            ) from None
        text = content.decode(guessed, errors="replace")
        message = f"The file is no UTF-8; it was read as {guessed}, which may have changed letters."
        findings.append(Finding("text.encoding-guessed", message))
    if "\x00" in text:
        raise UnreadableError(f"{name or 'The input'} is no text: it holds null characters.")
    return text, findings


def _guess(content: bytes) -> str | None:
    """The older encoding in which the beginning holds the most words of its language; None where none has any."""
    best, found = 0.0, None
    for encoding in _OLDER:
        try:
            sample = content[:_SAMPLE].decode(encoding, errors="ignore" if len(content) > _SAMPLE else "strict")
        except UnicodeDecodeError:
            continue
        code = detect(sample)
        if code is None:
            continue
        rules = profile(code).general
        spaced = f" {' '.join(sample.lower().split())} "
        unspaced = rules.spacing.unspaced
        hits = sum(spaced.count(word if unspaced else f" {word} ") for word in rules.detect.words)
        if hits > best:
            best, found = hits, encoding
    return found
