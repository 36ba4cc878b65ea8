"""The files that describe an export, all from the declaration of the tables and the export's index."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from resograph.exporting.describing.citation import citation_cff, datacite
from resograph.exporting.describing.codebook import codebook
from resograph.exporting.describing.croissant import croissant
from resograph.exporting.describing.frictionless import datapackage


def description_files(index: Mapping[str, Any]) -> dict[str, str]:
    """File name → text: Frictionless, Croissant, codebook in two languages, citation, DataCite."""
    return {
        "datapackage.json": _json(datapackage(index)),
        "croissant.json": _json(croissant(index)),
        "codebook.md": codebook(index, "en"),
        "codebook-zh.md": codebook(index, "zh"),
        "CITATION.cff": citation_cff(index),
        "datacite.json": _json(datacite(index)),
    }


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
