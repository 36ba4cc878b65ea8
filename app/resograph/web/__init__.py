"""The HTTP edge: negotiation, addresses, SPARQL, pages."""

from resograph.web.app import create_app, create_remote_app, create_writable_app

__all__ = ["create_app", "create_remote_app", "create_writable_app"]
