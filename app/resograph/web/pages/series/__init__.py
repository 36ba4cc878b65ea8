"""``/series/{symbol}``: the documents of a series and how each paragraph lived in them."""
