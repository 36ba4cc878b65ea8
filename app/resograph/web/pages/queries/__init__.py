"""``/queries``: the operations of ``queries/*.rq``."""
