"""Recorded votes as others keep them: tables with a row a State and vote, and voting records in MARC."""

from resograph.registries.votes.kept import votes_record
from resograph.registries.votes.marc import VotingRecords
from resograph.registries.votes.states import States, states_of
from resograph.registries.votes.table import VotesTable, descriptions_in

__all__ = ["States", "VotesTable", "VotingRecords", "descriptions_in", "states_of", "votes_record"]
