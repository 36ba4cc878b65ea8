"""Answers of the provider, in XML. What others wrote is escaped or was serialised by lxml; nothing else is pasted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from resograph.releases.catalogue import Listed, SetName
from resograph.resources import table
from resograph.web.registries.moments import moment
from resograph.web.registries.oai.arguments import OaiError

_OAI = "http://www.openarchives.org/OAI/2.0/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<OAI-PMH xmlns="{_OAI}" xmlns:xsi="{_XSI}" xsi:schemaLocation="{_OAI} {_OAI}OAI-PMH.xsd">\n'
)
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>\s*")
_ROOT = re.compile(rb"^<[\w:]+")


def formats() -> dict[str, dict[str, str]]:
    """Prefix → schema and namespace."""
    return {row["prefix"]: row for row in table("data", "oai.toml")["formats"]}


def answer(base_url: str, now: int, given: Mapping[str, str], body: bytes) -> bytes:
    """A whole answer; ``given`` are the arguments that it repeats."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in given.items())
    head = (
        f"{_HEAD}<responseDate>{moment(now)}</responseDate>\n<request{attributes}>{escape(base_url)}</request>\n"
    ).encode()
    return head + body + b"\n</OAI-PMH>\n"


def error(problem: OaiError) -> bytes:
    """An error."""
    return f'<error code="{problem.code}">{escape(str(problem))}</error>'.encode()


def within(verb: str, parts: Iterable[bytes]) -> bytes:
    """The element of a verb."""
    return b"\n".join([f"<{verb}>".encode(), *parts, f"</{verb}>".encode()])


def identify(base_url: str, email: str, earliest: int) -> bytes:
    """What the provider is."""
    values = {
        "repositoryName": table("data", "oai.toml")["name"],
        "baseURL": base_url,
        "protocolVersion": "2.0",
        "adminEmail": email,
        "earliestDatestamp": moment(earliest),
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    return within("Identify", (f"<{name}>{escape(text)}</{name}>".encode() for name, text in values.items()))


def metadata_formats(prefixes: Iterable[str]) -> bytes:
    """The formats of a record, or of all."""
    known = formats()
    return within(
        "ListMetadataFormats",
        (
            (
                f"<metadataFormat><metadataPrefix>{prefix}</metadataPrefix><schema>{known[prefix]['schema']}</schema>"
                f"<metadataNamespace>{known[prefix]['namespace']}</metadataNamespace></metadataFormat>"
            ).encode()
            for prefix in prefixes
        ),
    )


def set_element(found: SetName) -> bytes:
    """A set."""
    return f"<set><setSpec>{escape(found.spec)}</setSpec><setName>{escape(found.label)}</setName></set>".encode()


def header(listed: Listed, identifier: str) -> bytes:
    """The header of a record."""
    status = ' status="deleted"' if listed.deleted else ""
    sets = "".join(f"<setSpec>{escape(name)}</setSpec>" for name in listed.sets)
    return (
        f"<header{status}><identifier>{escape(identifier)}</identifier>"
        f"<datestamp>{moment(listed.changed)}</datestamp>{sets}</header>"
    ).encode()


def record(listed: Listed, identifier: str, prefix: str, metadata: bytes) -> bytes:
    """A record with its metadata; one that is deleted has none."""
    if listed.deleted:
        return b"<record>" + header(listed, identifier) + b"</record>"
    known = formats()[prefix]
    hint = f' xmlns:xsi="{_XSI}" xsi:schemaLocation="{known["namespace"]} {known["schema"]}"'.encode()
    content = _DECLARATION.sub(b"", metadata)
    root = _ROOT.match(content)
    place = root.end() if root else 0
    shown = content[:place] + hint + content[place:]
    return b"<record>" + header(listed, identifier) + b"<metadata>" + shown + b"</metadata></record>"


def resumption(token: str, cursor: int, size: int) -> bytes:
    """The element that leads on, or says that the list is at its end."""
    return f'<resumptionToken completeListSize="{size}" cursor="{cursor}">{escape(token)}</resumptionToken>'.encode()
