"""Akoma Ntoso files as they stand, judged by the OASIS schema and the AKN4UN guidelines."""
