"""``/about/shapes``: the rules that a graph is judged by."""
