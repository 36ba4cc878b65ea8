"""A UN document symbol: parse, format, addresses, where else it leads."""

from resograph.symbols.address import Address, AddressError, language_named, mint, parse_path
from resograph.symbols.akn import akn_iri, from_akn_iri
from resograph.symbols.elsewhere import from_un_address, un_addresses
from resograph.symbols.symbol import Kind, Symbol, SymbolError, parse

__all__ = [
    "Address",
    "AddressError",
    "Kind",
    "Symbol",
    "SymbolError",
    "akn_iri",
    "from_akn_iri",
    "from_un_address",
    "language_named",
    "mint",
    "parse",
    "parse_path",
    "un_addresses",
]
