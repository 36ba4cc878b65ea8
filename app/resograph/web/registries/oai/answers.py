"""Answers of the provider, as XML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from resograph.releases.catalogue import Listed, SetName
from resograph.resources import table
from resograph.web.registries.moments import moment
from resograph.web.registries.oai.arguments import OaiError

_OAI = "http://www.openarchives.org/OAI/2.0/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LOCATION = f"{{{_XSI}}}schemaLocation"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
"""For metadata, which the build has written."""


def formats() -> dict[str, dict[str, str]]:
    """Prefix → schema and namespace."""
    return {row["prefix"]: row for row in table("data", "oai.toml")["formats"]}


def answer(base_url: str, now: int, given: Mapping[str, str], content: etree._Element) -> bytes:
    """A whole answer; ``given`` are the arguments that it repeats."""
    root = _element("OAI-PMH")
    root.set(_LOCATION, f"{_OAI} {_OAI}OAI-PMH.xsd")
    root.append(_element("responseDate", moment(now)))
    root.append(_element("request", base_url, **given))
    root.append(content)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def error(problem: OaiError) -> etree._Element:
    """An error."""
    return _element("error", str(problem), code=problem.code)


def within(name: str, parts: Iterable[etree._Element]) -> etree._Element:
    """The element of a verb, or another that holds some."""
    found = _element(name)
    found.extend(parts)
    return found


def identify(base_url: str, email: str, earliest: int) -> etree._Element:
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
    return within("Identify", (_element(name, text) for name, text in values.items()))


def metadata_formats(prefixes: Iterable[str]) -> etree._Element:
    """The formats of a record, or of all."""
    return within("ListMetadataFormats", (_format(prefix, formats()[prefix]) for prefix in prefixes))


def _format(prefix: str, row: Mapping[str, str]) -> etree._Element:
    values = {"metadataPrefix": prefix, "schema": row["schema"], "metadataNamespace": row["namespace"]}
    return within("metadataFormat", (_element(name, text) for name, text in values.items()))


def set_element(found: SetName) -> etree._Element:
    """A set."""
    return within("set", (_element("setSpec", found.spec), _element("setName", found.label)))


def header(listed: Listed, identifier: str) -> etree._Element:
    """The header of a record."""
    found = _element("header", **({"status": "deleted"} if listed.deleted else {}))
    found.append(_element("identifier", identifier))
    found.append(_element("datestamp", moment(listed.changed)))
    found.extend(_element("setSpec", name) for name in listed.sets)
    return found


def record(listed: Listed, identifier: str, prefix: str, metadata: bytes) -> etree._Element:
    """A record with its metadata; one that is deleted has none."""
    parts = [header(listed, identifier)]
    if not listed.deleted:
        known = formats()[prefix]
        content = etree.fromstring(metadata, _PARSER)
        content.set(_LOCATION, f"{known['namespace']} {known['schema']}")
        parts.append(within("metadata", [content]))
    return within("record", parts)


def resumption(token: str, cursor: int, size: int) -> etree._Element:
    """The element that leads on, or says that the list is at its end."""
    return _element("resumptionToken", token, completeListSize=str(size), cursor=str(cursor))


def _element(name: str, text: str | None = None, **attributes: str) -> etree._Element:
    found = etree.Element(f"{{{_OAI}}}{name}", nsmap={None: _OAI, "xsi": _XSI})
    found.text = text
    for key, value in attributes.items():
        found.set(key, value)
    return found
