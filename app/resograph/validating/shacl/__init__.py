"""Graphs judged by the shapes: ``judge`` is pyshacl, ``evaluator`` gives its verdicts in a fraction of the time."""
