"""Budgets: which programme of which entity cites which document, and what drafts would cost."""

from resograph.registries.budget.citations import BudgetTable
from resograph.registries.budget.implications import read_implications
from resograph.registries.budget.kept import citation_record, implications_record

__all__ = ["BudgetTable", "citation_record", "implications_record", "read_implications"]
