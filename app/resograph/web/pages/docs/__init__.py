"""``/docs``: the documents of the product, as pages that are searched without any service of others."""
