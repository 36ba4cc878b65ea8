"""Which acts are wanted, as a condition in SQL with its values apart."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = {"acts": 0, "requests": 1, "mandates": 2, "reports": 3}
"""Kind of act → its number in the tables, each a kind of the one before."""

SORTS = {
    "newest": "work.adopted DESC, work.symbol, part.position, act.place",
    "oldest": "work.adopted = '', work.adopted, work.symbol, part.position, act.place",
    "due": "act.due = '', act.due, work.adopted DESC, work.symbol, part.position, act.place",
    "document": "work.symbol, part.position, act.place",
    "verb": "act.verb, work.adopted DESC, work.symbol, part.position, act.place",
}
"""Order → its columns in SQL."""


@dataclass(frozen=True)
class Wanted:
    """Features that acts must have; "" and None leave one open. Things are paths below the base."""

    kind: str = "acts"
    addressee: str = ""
    verb: str = ""
    force: str = ""
    session: str = ""
    """At which they are due."""
    year: int | None = None
    """In which they are due."""
    theme: str = ""
    organ: str = ""
    """That adopted the document."""
    document: str = ""
    """Its symbol."""
    recipient: str = ""
    """To which is to be reported."""
    item: str = ""
    """Under which is to be reported."""
    answered: bool | None = None
    parts: tuple[str, ...] | None = None
    """Paths of the only parts that count."""

    def condition(self, without: str = "") -> tuple[str, list[object]]:
        """The condition in SQL over act, part and work, and its values; ``without`` the feature that is counted."""
        texts = [f"act.kind >= {KINDS[self.kind]}"]
        values: list[object] = []

        def add(name: str, text: str, value: object) -> None:
            if value not in ("", None) and name != without:
                texts.append(text)
                values.append(value)

        party = "act.id IN (SELECT act FROM party WHERE how = '{}' AND thing = ?)"
        add("addressee", party.format("addressee"), self.addressee)
        add("recipient", party.format("reportTo"), self.recipient)
        add("item", party.format("underItem"), self.item)
        add("verb", "act.verb = ?", self.verb)
        add("force", "act.force = ?", self.force)
        add("session", "act.id IN (SELECT act FROM report WHERE session = ?)", self.session)
        add("year", "act.id IN (SELECT act FROM report WHERE year = ?)", self.year)
        add("organ", "work.organ = ?", self.organ)
        add("document", "work.symbol = ?", self.document)
        add("theme", "act.part IN (SELECT part FROM names WHERE how = 'theme' AND thing = ?)", self.theme)
        if self.answered is not None and without != "answered":
            texts.append(f"act.path {'' if self.answered else 'NOT '}IN (SELECT act FROM answer)")
        if self.parts is not None:
            texts.append(f"part.path IN ({', '.join('?' * len(self.parts))})")
            values += self.parts
        return " AND ".join(texts), values
