"""A query as a value: looked at once, then passed whole to whatever answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from resograph.sparql.errors import QueryError
from resograph.sparql.formats import KINDS, Formats, ResultKind
from resograph.sparql.guard import shape_of
from resograph.sparql.tokens import Token, tokens_of


@dataclass(frozen=True)
class Query:
    """A SPARQL 1.1 query that may be asked; made by ``of``."""

    text: str
    """With its code point escapes resolved."""
    form: str = ""
    """SELECT, ASK, CONSTRUCT or DESCRIBE; "" where it has none, which no engine takes."""
    has_from: bool = False
    """Whether the text names its dataset itself, with FROM."""
    default_graphs: tuple[str, ...] = ()
    """IRIs, given beside the text, of the graphs whose merge is the default graph (SPARQL 1.1 Protocol §2.1.4)."""
    named_graphs: tuple[str, ...] = ()
    """IRIs, given beside the text, of the named graphs."""
    substitutions: tuple[tuple[str, str], ...] = ()
    """Variables, each with its value as an N-Triples term; values never reach the text."""
    formats: Formats = field(default_factory=Formats)

    @classmethod
    def of(
        cls,
        text: str,
        *,
        substitutions: Mapping[str, str] | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        formats: Formats | None = None,
    ) -> Query:
        """The query that a text is; in time linear in its length.

        Raises:
            QueryError: it is an update, or nested too deeply.
            RefusedQueryError: it would call another server.

        >>> Query.of("ASK FROM <x:g> { ?s ?p ?o }", substitutions={"s": "<x:a>"}).has_from
        True
        """
        shape = shape_of(text)
        if shape.is_update:
            raise QueryError("This is an update; the query operation takes SELECT, ASK, CONSTRUCT and DESCRIBE.")
        return cls(
            shape.text,
            shape.form,
            shape.has_from,
            tuple(default_graphs),
            tuple(named_graphs),
            tuple((substitutions or {}).items()),
            formats or Formats(),
        )

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the text."""
        return tokens_of(self.text)

    @property
    def kind(self) -> ResultKind | None:
        """What it gives; None where it has no form."""
        return KINDS.get(self.form)

    @property
    def has_dataset(self) -> bool:
        """Whether its dataset is named, in the text or beside it; else it is over the store's default one."""
        return self.has_from or self.dataset_given

    @property
    def dataset_given(self) -> bool:
        """Whether a dataset is given beside the text."""
        return bool(self.default_graphs or self.named_graphs)

    def with_text(self, text: str) -> Query:
        """The same query, written otherwise."""
        return replace(self, text=text)
