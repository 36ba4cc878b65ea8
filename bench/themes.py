"""Themes against the cataloguer's subjects. Run: .venv/bin/python -m bench.themes ../shared/corpus [--frequencies]

What counts: the subjects of the library's own list (DHLAUTH) that the thesaurus has, State names included; names of
offices, meetings and persons are no themes. Ours are a work's themes as ranked; beside them stand the file's own UNBIS
keywords, which seem to be matched by machine, in the order of the file.

all         every work with such a subject.
odd         every second of them: names and weights were chosen, and counted, by looking at the others.
not learnt  those that no words were learnt from (bench/theme_works.py).
--not-learnt    reads only these (ARCHIVES are large).
--languages     en,zh
--frequencies   writes data/vocabularies/theme-frequencies.tsv anew: in how many works each theme is read.
--errors        the works with what was missed.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.theme_works import is_held_out
from resograph.annotating import annotate
from resograph.annotating.parties import theme
from resograph.merging.merge import merge
from resograph.merging.subjects import subjects
from resograph.merging.work import Version, Work
from resograph.reading import UnreadableError, read_all
from resograph.resources import resource
from resograph.vocabularies.concepts import vocabulary

_UNBIS = re.compile(r"https?://metadata\.un\.org/thesaurus[/#](?P<id>\d{6,7})")
_HEAD = """# In how many works of the official sample each theme is read, in English or Chinese (bench/themes.py).
# Number of a theme, works; of every second work with subjects of the library's own: in which it is read, and given.
# The line "works" has how many works there are.
"""


@dataclass(frozen=True)
class Row:
    """One work in one choice of languages: the cataloguer's subjects, ours in order, the file's keywords."""

    symbol: str
    title: str
    wanted: frozenset[str]
    ours: tuple[str, ...]
    keywords: tuple[str, ...]


def works(folder: Path, languages: Sequence[str] = (), not_learnt: bool = False) -> dict[str, list[Version]]:
    """All versions of the sample by symbol, one a language; those alone that are asked for."""
    found: dict[str, dict[str, Version]] = defaultdict(dict)
    for path in sorted(folder.rglob("*.xml")):
        try:
            documents = read_all(path.read_bytes(), path.name)
        except UnreadableError:
            continue
        for document in documents:
            if (languages and document.language not in languages) or document.language in found[document.symbol.text]:
                continue
            if not_learnt and not (
                is_held_out(document.symbol.text) and document.registry and document.registry.subjects
            ):
                continue
            found[document.symbol.text][document.language] = Version(document, annotate(document, vocabulary()))
    return {symbol: list(versions.values()) for symbol, versions in sorted(found.items()) if versions}


def row(work: Work) -> Row:
    """What is compared of a work."""
    registries = [v.document.registry for v in work.versions if v.document.registry]
    told = {theme(one.label or one.value, vocabulary()) for registry in registries for one in registry.subjects}
    links = [_UNBIS.fullmatch(word.href or "") for registry in registries[:1] for word in registry.keywords]
    keywords = dict.fromkeys(f"theme/{link['id']}" for link in links if link)
    return Row(
        work.symbol.text,
        work.reference.document.title,
        frozenset(path for path in told if path),
        tuple(path for path in subjects(work, vocabulary()) if not path.startswith("theme/sdg-")),
        tuple(keywords),
    )


def figures(rows: list[Row], ours: bool) -> str:
    """Recall at 10 and precision at 5, averaged over works."""
    recall = precision = 0.0
    for one in rows:
        ranked = one.ours if ours else one.keywords
        recall += len(set(ranked[:10]) & one.wanted) / len(one.wanted)
        precision += len(set(ranked[:5]) & one.wanted) / 5
    return f"{recall / len(rows):.3f} | {precision / len(rows):.3f}"


def best(rows: list[Row]) -> str:
    """The precision at 5 that no ranking can pass: works have fewer subjects than five."""
    return f"{sum(min(5, len(one.wanted)) / 5 for one in rows) / len(rows):.3f}"


def write_frequencies(versions: dict[str, list[Version]]) -> None:
    """In how many works each theme is read, States by their names too; and, of the even half, given where read.

    Read in English and Chinese, which alone have all the thesaurus' names.
    """
    counts, judged, given = Counter[str](), Counter[str](), Counter[str]()
    for position, held in enumerate(versions.values()):
        found = [version for version in held if version.language in ("en", "zh")]
        if not found:
            continue
        one = row(merge(found))
        read = set(subjects(merge(found), vocabulary()))
        counts.update(read)
        if one.wanted and position % 2 == 0:
            judged.update(read)
            given.update(read & one.wanted)
    lines = [
        f"{path.removeprefix('theme/')}\t{count}\t{judged[path]}\t{given[path]}\n"
        for path, count in sorted(counts.items())
    ]
    resource("data", "vocabularies", "theme-frequencies.tsv").write_text(
        f"{_HEAD}works\t{len(versions)}\t{sum(judged.values())}\t{sum(given.values())}\n{''.join(lines)}",
        encoding="utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--frequencies", action="store_true", help="write the frequencies anew")
    parser.add_argument("--errors", action="store_true", help="show works with what was missed")
    parser.add_argument("--not-learnt", action="store_true", help="only works that no words were learnt from")
    parser.add_argument("--languages", default="", help="only these: en,zh")
    options = parser.parse_args()
    languages = [code for code in options.languages.split(",") if code]
    versions = works(options.folder, languages, options.not_learnt)
    if options.frequencies:
        write_frequencies(versions)
        return
    odd = set(list(versions)[1::2])
    print(
        "| read | works | recall at 10 | precision at 5 | the most possible | keywords: recall at 10 | precision at 5 |"
    )
    print("|---|---|---|---|---|---|---|")
    for name, chosen in (("en", {"en"}), ("zh", {"zh"}), ("all versions", None)):
        picked = {s: [v for v in found if chosen is None or v.language in chosen] for s, found in versions.items()}
        rows = [one for found in picked.values() if found and (one := row(merge(found))).wanted]
        halves = {
            "all": rows,
            "odd": [one for one in rows if one.symbol in odd],
            "not learnt": [one for one in rows if is_held_out(one.symbol)],
        }
        for half, some in halves.items():
            if not some or (options.not_learnt and half != "not learnt"):
                continue
            print(f"| {name}, {half} | {len(some)} | {figures(some, True)} | {best(some)} | {figures(some, False)} |")
        if options.errors and chosen is None:
            for one in rows:
                if one.symbol not in odd:
                    show(one)


def show(one: Row) -> None:
    def names(paths: list[str]) -> str:
        return ", ".join((c.preferred("en") if (c := vocabulary().get(path)) else None) or path for path in paths)

    missed = sorted(one.wanted - set(one.ours[:10]))
    print(f"{one.symbol} {one.title}\n  ours: {names(list(one.ours[:10]))}\n  missed: {names(missed)}")


if __name__ == "__main__":
    main()
