"""Page texts of one to two kilobytes, broken at random, read until the count is reached: none may fail, none take long.

Run: .venv/bin/python bench/fuzz.py [count, by default 1,000,000] [seed]

Inputs are cuts of the first document set in many styles and of the formulas of all six languages, with pieces dropped,
repeated and put in. Prints the count, how many were refused with a sentence, and the slowest; exits 1 at a failure.
"""

from __future__ import annotations

import random
import sys
import time

from resograph.documents import Document
from resograph.languages.profile import profile
from resograph.measuring.flatten import flatten
from resograph.reading import UnreadableError, read
from resograph.resources import resource
from resograph.symbols.address import LANGUAGES
from resograph.writing.akn.document import write_akn

PIECES = [
    "\f",
    "\n\n",
    "____________\n",
    "1. ",
    "(a) ",
    "(i) ",
    "\n1\n",
    "A/RES/76/1",
    "\u202e",
    "\x00",
    "((((",
    "1/1/1/1",
]
PIECES += [
    "....",
    "，，",
    "’1‘",
    " " * 50,
    "9" * 50,
    "-" * 60,
    "Annex\n",
    "第",
    "号",
    "年",
    "[",
    "]",
    "\\",
    "\ue000",
    "²",
    "٣",
]
SLOW = 1.0
"""Seconds that no input of two kilobytes may take."""


def pages(document: Document) -> list[str]:
    """The document in forty settings."""
    return [flatten(document, write_akn(document), seed) for seed in range(40)]


def heads() -> list[str]:
    """A title and each organ's formula, in each language."""
    formulas = [text for code in LANGUAGES for texts in profile(code).formulas.values() for text in texts]
    return ["", *(f"67/138. T\n{formula}\n" for formula in formulas)]


def broken(text: str, dice: random.Random) -> str:
    """One to two kilobytes of the text, with up to 25 injuries."""
    start = dice.randrange(max(1, len(text) - 2000))
    text = text[start : start + dice.randrange(400, 2000)]
    for _ in range(dice.randrange(25)):
        at, kind = dice.randrange(len(text) + 1), dice.random()
        end = min(len(text), at + dice.randrange(1, 70))
        if kind < 0.4:
            text = text[:at] + dice.choice(PIECES) * dice.randrange(1, 8) + text[at:]
        elif kind < 0.7:
            text = text[:at] + text[end:]
        else:
            text = text[:at] + text[at:end] * dice.randrange(1, 5) + text[end:]
    return text


def main(count: int, seed: int) -> int:
    dice = random.Random(seed)
    source = resource("data", "documents", "A_RES_67_138-zh.txt")
    texts, openings = pages(read(source.read_bytes(), source.name)), heads()
    refused, slowest, begun = 0, 0.0, time.perf_counter()
    for done in range(1, count + 1):
        given = (
            (dice.choice(openings) + broken(dice.choice(texts), dice)).encode()[:2000].decode(errors="ignore").encode()
        )
        started = time.process_time()
        try:
            read(given, "page.txt", dice.choice(LANGUAGES))
        except UnreadableError:
            refused += 1
        except Exception as error:
            print(f"FAILED at {done} (seed {seed}): {type(error).__name__}: {error}\n{given!r}")
            return 1
        slowest = max(slowest, time.process_time() - started)
        if slowest > SLOW:
            print(f"SLOW at {done} (seed {seed}): {slowest:.1f} s\n{given!r}")
            return 1
        if done % 50_000 == 0 or done == count:
            rate = done / (time.perf_counter() - begun)
            print(
                f"{done:,} read, {refused:,} refused in a sentence, slowest {slowest * 1000:.0f} ms, {rate:.0f}/s",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    )
