"""``/reconcile``: the Reconciliation Service API 0.2, as OpenRefine speaks it."""

from resograph.web.registries.reconcile.service import router

__all__ = ["router"]
