"""The register of a release: who was asked what by when, as tables that filter, count and page at once.

A triple store gives the facts of one node in no time; to count and sort the acts of all documents by five features
takes it seconds. The register holds those features and nothing else, made where a work is written; words stay in the
store.
"""

from resograph.releases.register.acts import Act, Count, Report, YearCount
from resograph.releases.register.reading import Register
from resograph.releases.register.wanted import KINDS, SORTS, STATUSES, Over, Wanted

__all__ = ["KINDS", "SORTS", "STATUSES", "Act", "Count", "Over", "Register", "Report", "Wanted", "YearCount"]
