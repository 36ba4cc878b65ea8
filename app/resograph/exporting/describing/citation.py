"""How a release is cited: CITATION.cff, and DataCite metadata ready for a deposit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from resograph.resources import table as data


def citation_cff(index: Mapping[str, Any]) -> str:
    """Citation File Format 1.2.0; strings are written as JSON, which YAML takes."""
    about = data("data", "tables.toml")["about"]
    rows = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": about["message"],
        "title": about["title"]["en"],
        "version": f"{index['version']}+{index['release']}",
        "date-released": index["date"],
        "url": f"{index['base']}dumps/tables/{index['release']}/",
        "abstract": about["description"]["en"],
    }
    text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in rows.items())
    keywords = "".join(f"  - {json.dumps(word)}\n" for word in about["keywords"])
    return f"{text}authors:\n  - name: {json.dumps(about['creator'])}\nkeywords:\n{keywords}"


def datacite(index: Mapping[str, Any]) -> dict[str, Any]:
    """DataCite 4.5 as its JSON has it; the DOI is the depositor's to give."""
    about = data("data", "tables.toml")["about"]
    files = [file for row in index["tables"] for file in row["files"]]
    folder = f"{index['base']}dumps/tables/{index['release']}/"
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Tables"},
        "titles": [{"title": title, "lang": language} for language, title in about["title"].items()],
        "creators": [{"name": about["creator"], "nameType": "Organizational"}],
        "contributors": [
            {"name": about["source"], "nameType": "Organizational", "contributorType": "DataCollector"},
        ],
        "publisher": {"name": about["publisher"]},
        "publicationYear": index["date"][:4],
        "dates": [{"date": index["date"], "dateType": "Issued"}],
        "version": f"{index['version']}+{index['release']}",
        "url": folder,
        "subjects": [{"subject": word} for word in about["keywords"]],
        "descriptions": [
            {"description": text, "descriptionType": "Abstract", "lang": language}
            for language, text in about["description"].items()
        ],
        "rightsList": [{"rights": about["license_name"], "rightsUri": about["license"]}],
        "alternateIdentifiers": [
            {"alternateIdentifierType": "release", "alternateIdentifier": index["release"]},
            {"alternateIdentifierType": "content digest", "alternateIdentifier": index["content"]},
        ],
        "sizes": [f"{sum(file['bytes'] for file in files)} bytes", f"{len(files)} files"],
        "formats": sorted({file["name"].rpartition(".")[2] for file in files}),
    }
