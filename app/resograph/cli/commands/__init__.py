"""The commands, each a file of its own that is loaded when it is asked for."""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "serve": "Serve a release over HTTP.",
    "add": "Read files, judge them, and publish them beside what the release holds.",
    "convert": "Convert one file (Akoma Ntoso, page text, PDF, Word, JSON) to another form, without a store.",
    "check": "Check Akoma Ntoso files by the OASIS schema and the AKN4UN guidelines, as they stand.",
    "query": "Ask a release a question.",
    "explain": "Show what was read in a paragraph, under its words, and the rule behind each fact.",
    "annotate": "Find what any text refers to: UN documents and paragraphs, bodies and other actors, themes.",
    "compare": "Compare two texts: each paragraph beside the one that it takes up, with the words that went and came.",
    "mcp": "Answer an assistant over standard input and output (Model Context Protocol).",
    "draft": "Check a draft: whom it asks, which earlier words it repeats or changes, what it cites, what it forgets.",
    "review": "Review a list of citations: the newest of each series, what changed for the entity, and a proposal.",
    "correct": "Correct what was read at some words.",
    "measure": "Flatten official files to page text, read that, and compare with the files' own mark-up.",
    "harvest": "Harvest what others hold: all at first, then what changed.",
    "export": "A release as tables, the documents as pages.",
    "match": "Match a list of symbols, titles or names with what a release knows; it comes back with addresses.",
    "load-check": "Hold a batch of MARC records against the Library's own, field by field.",
    "publish": "Make a SPARQL server hold what a release holds: what differs is sent, graphs of others are left alone.",
    "vocabulary": "Vocabularies that a store's builds use beside the product's.",
}
"""Each command → the first line of its help.

``{name}.py``, hyphens written as underscores, has a function, or a group of commands, of that name.
"""
