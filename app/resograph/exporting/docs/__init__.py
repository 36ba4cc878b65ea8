"""The documents of the product: as HTML for any site, searched without any service, and as a folder of pages."""
