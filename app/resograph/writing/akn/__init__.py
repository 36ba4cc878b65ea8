"""Documents as AKN4UN."""
