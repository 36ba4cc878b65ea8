"""Reporting mandates: what is reported, to whom, at which session, under which item (conventions, "Reporting")."""

from __future__ import annotations

import re

from resograph.annotating.facts import Act, EntityMention, Reporting
from resograph.annotating.named import item_path
from resograph.languages import Profile
from resograph.vocabularies import Vocabulary


def find_reporting(
    text: str, act: Act, mentions: list[EntityMention], rules: Profile, vocabulary: Vocabulary, body: str
) -> tuple[Reporting, ...]:
    """The reports that a request asks for; ``body``, the adopting one ("un-ga"), is the recipient by default."""
    data = rules.get("reporting")
    clause = act.clause
    if not act.is_mandate:
        return ()
    words = text[clause.start : clause.end]
    kind = next((row["kind"] for row in data.get("kinds", ()) if re.search(row["pattern"], words, re.IGNORECASE)), None)
    if kind is None:
        return ()
    context = data["context"]
    inside = [mention for mention in mentions if clause.start <= mention.span.start and mention.span.end <= clause.end]
    sessions = [mention for mention in inside if mention.target.startswith("session/")]
    session = sessions[0].target if sessions else None
    organs = vocabulary.organ_paths()
    recipient = _recipient(text, inside, context, vocabulary) or organs.get(
        session.split("/")[1] if session else body, f"body/{body}"
    )
    item = re.search(context["item"], words, re.IGNORECASE)
    periodicity = next(
        (name for name in ("yearly", "biennial") if re.search(context[name], words, re.IGNORECASE)), None
    )
    return (
        Reporting(
            to=recipient,
            kind=kind,
            session=session,
            year=session_year(session, vocabulary) if session else None,
            item=item["title"] if item else None,
            periodicity=periodicity,
            rule=f"{rules.code}.reporting",
        ),
    )


def _recipient(text: str, inside: list[EntityMention], context: dict[str, str], vocabulary: Vocabulary) -> str | None:
    for mention in inside:
        target = mention.target
        if target.startswith("session/"):
            target = vocabulary.organ_paths().get(target.split("/")[1], "")
        concept = vocabulary.get(target)
        if concept and "Body" in concept.classes:
            before = text[: mention.span.start]
            if re.search(rf"(?:{context['to']})\s*$", before, re.IGNORECASE):
                return target
    return None


def report_item(report: Reporting) -> str | None:
    """Path of the agenda item under which a report is due, known by its title at a session."""
    if not report.item or not report.session:
        return None
    organ, _, session = report.session.removeprefix("session/").partition("/")
    return item_path(organ, session, report.item)


def session_year(path: str, vocabulary: Vocabulary) -> int | None:
    """The year in which a session opens: as the vocabulary has it, the Assembly's regular ones by rule (1945 + n)."""
    concept = vocabulary.get(path)
    known = concept and (concept.first("startYear") or concept.first("startDate"))
    if known:
        return int(known[:4])
    organ, _, number = path.removeprefix("session/").partition("/")
    return 1945 + int(number) if organ == "un-ga" and number.isdigit() else None
