"""Reporting: what is reported, to whom, when, how often, under which item (reference conventions, "Reporting")."""

from resograph.annotating.reporting.asking import Asking
from resograph.annotating.reporting.inferring import with_inferred
from resograph.annotating.reporting.items import report_item, report_parent_item, session_year
from resograph.annotating.reporting.reader import AGENDA, ReportReader

__all__ = ["AGENDA", "Asking", "ReportReader", "report_item", "report_parent_item", "session_year", "with_inferred"]
