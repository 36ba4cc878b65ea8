"""The manifest: what the service does and where (Reconciliation API 0.2, "Service manifest")."""

from __future__ import annotations

from typing import Any

from fastapi import Request

from resograph import __version__
from resograph.languages.profile import profile
from resograph.symbols.address import LANGUAGES
from resograph.web.registries.reconcile.described import type_described, type_ids
from resograph.web.registries.where import root_of
from resograph.web.state import state_of
from resograph.writing.terms import RESO

_PREVIEW = (440, 220)


def manifest(request: Request, language: str) -> dict[str, Any]:
    """The manifest as JSON."""
    settings = state_of(request).settings
    here = root_of(request)
    width, height = _PREVIEW
    return {
        "versions": ["0.2"],
        "name": "resograph: United Nations documents, bodies, States, themes",
        "identifierSpace": settings.base,
        "schemaSpace": RESO,
        "documentation": f"{here}/about/librarians",
        "serviceVersion": __version__,
        "view": {"url": f"{here}/{{{{id}}}}"},
        "defaultTypes": [type_described(name, language) for name in type_ids()],
        "suggest": {
            name: {
                "service_url": here,
                "service_path": f"/reconcile/suggest/{name}",
                "flyout_service_path": f"/reconcile/flyout/{name}?id=${{id}}",
            }
            for name in ("entity", "property", "type")
        },
        "preview": {"url": f"{here}/reconcile/preview?id={{{{id}}}}", "width": width, "height": height},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/reconcile/properties"},
            "property_settings": _settings(),
        },
    }


def _settings() -> list[dict[str, Any]]:
    languages = [{"value": code, "name": profile(code).name} for code in LANGUAGES]
    return [
        {
            "name": "limit",
            "label": "Limit",
            "type": "number",
            "default": 0,
            "help_text": "Most values for a row; 0 for all.",
        },
        {
            "name": "content",
            "label": "Content",
            "type": "select",
            "default": "entity",
            "help_text": "What another entity is given as.",
            "choices": [{"value": "entity", "name": "Entity"}, {"value": "literal", "name": "Its English name"}],
        },
        {
            "name": "lang",
            "label": "Language",
            "type": "select",
            "default": "",
            "help_text": "Language of titles and names.",
            "choices": [{"value": "", "name": "All"}, *languages],
        },
    ]
