"""``/things``: what documents name, by kind."""
