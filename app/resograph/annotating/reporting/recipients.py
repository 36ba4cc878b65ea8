"""To whom reports go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resograph.annotating.facts import EntityMention
from resograph.documents import Span
from resograph.languages.profile import Profile
from resograph.vocabularies.concepts import Vocabulary

_REPORTED_TO = frozenset({"Body", "Organization", "Office", "Programme", "Fund"})


class Recipients:
    """The recipients that the words of one text name; ``own`` is the path of the adopting body."""

    def __init__(
        self, text: str, mentions: Sequence[EntityMention], profile: Profile, vocabulary: Vocabulary, own: str
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._profile = profile
        self._rules = profile.reports.context
        self._vocabulary = vocabulary
        self._organs = vocabulary.organ_paths()
        self._own = own

    def find(self, words: Span, asked: int) -> Iterator[tuple[int, str]]:
        """Where each recipient stands and who it is: a body's path, or the words that name a committee.

        ``asked`` is where the words that ask for the report begin: in some languages only a pronoun names a recipient
        before them.
        """
        committee = self._rules.committee.re
        reach = words.start
        since = asked if self._rules.recipient_behind else words.start
        for lead in self._rules.recipient.re.finditer(self._text, *words):
            place = lead.end()
            if lead.start() < since and not lead.groupdict().get("own"):
                continue
            while place >= reach:
                here = next((one for one in self._mentions if one.span.start == place), None)
                named = committee.match(self._text, place, words.end)
                if here and self._is_part(here.span.end):
                    if named is None or named.end() <= here.span.end:
                        break
                    here = None  # the committee's name begins with that of its organ
                target = here.target if here else ""
                if target.startswith("session/"):
                    target = self._organs.get(target.split("/")[1], "")
                concept = self._vocabulary.get(target)
                own = lead.groupdict().get("own") if place == lead.end() else None
                whole = here and named and named.end() == here.span.end
                if concept and here and (whole or concept.classes & _REPORTED_TO):
                    end = here.span.end
                    yield place, target
                elif own:
                    end = lead.end()
                    yield lead.start("own"), self._own
                elif named:
                    end = named.end()
                    yield place, self._by_short_name(named.groupdict().get("name") or named[0])
                else:
                    break
                at = next((one for one in self._mentions if one.span.start == end), None)
                if at and at.target.startswith("session/"):  # "to the Council's sixtieth session and the Assembly's"
                    end = at.span.end
                reach = end
                further = self._rules.further.re.match(self._text, end, words.end)
                if further is None:
                    break
                place = further.end()

    def _is_part(self, end: int) -> bool:
        """Whether a name is the owner of what follows, or part of it: "the Secretary-General’s report"."""
        return self._rules.not_before.re.match(self._text, end) is not None

    def _by_short_name(self, words: str) -> str:
        """A body by its short name: the adopting one, or one that the part names in full; else the words."""
        short = self._stems(words)
        paths: list[str] = [self._own, *(mention.target for mention in self._mentions)]
        for path in [*paths, *self._organs.values()] if len(short) > 1 else paths:
            concept = self._vocabulary.get(path)
            if concept and concept.classes & _REPORTED_TO:
                name = self._stems(concept.preferred(self._profile.code) or "")
                if any(name[place : place + len(short)] == short for place in range(len(name))):
                    return concept.path
        return words

    def _stems(self, words: str) -> tuple[str, ...]:
        """The beginnings of words, which are alike in every case; characters where no spaces part words."""
        bare = self._rules.article.re.sub("", words.lower())
        return tuple(word[:5] for word in re.findall(r"[\u4e00-\u9fff]|\w+", bare))
