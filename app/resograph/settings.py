"""Settings: each declared once, with its default and what it is for; from the environment as ``RESOGRAPH_…``."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from resograph.errors import ReportedError


class SettingError(ReportedError, ValueError):
    """A setting has a value that it cannot have."""


def _setting(
    default: Any, help_: str, *, least: float | None = None, among: tuple[str, ...] = (), begins: tuple[str, ...] = ()
) -> Any:
    return field(default=default, metadata={"help": help_, "least": least, "among": among, "begins": begins})


def default_store() -> Path:
    """The user's data folder for releases."""
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "resograph"


@dataclass(frozen=True)
class Settings:
    """What a deployment can set. Limits are on by default."""

    base: str = _setting("http://localhost:8000/", "Base of all addresses; ends in a slash.")
    query_seconds: float = _setting(
        30.0, "Longest time of a SPARQL query, sending its answer included, in seconds; then it is stopped.", least=0.01
    )
    query_memory_mb: int = _setting(1024, "Most memory that a query may use in its process, in MiB.", least=1)
    query_rows: int = _setting(1_000_000, "Most rows or triples of an answer.", least=1)
    answer_mb: int = _setting(256, "Longest answer to a query, in MiB.", least=1)
    query_length: int = _setting(100_000, "Longest SPARQL text taken, in characters.", least=1)
    body_mb: int = _setting(64, "Largest update or graph that is taken with the token, in MiB.", least=1)
    workers: int = _setting(3, "Processes that answer queries.", least=1)
    long_queries: int = _setting(
        16,
        "Queries that take long and go on beside those, each in a process of its own that lets others go first.",
        least=0,
    )
    wait_seconds: float = _setting(10.0, "Longest time that a query waits for a free process, in seconds.", least=0.01)
    requests_at_once: int = _setting(256, "Requests answered at a time; 503 beyond that.", least=1)
    requests_per_client: int = _setting(
        64, "Requests answered at a time for one client's address; 429 beyond that.", least=1
    )
    proxies: str = _setting(
        "", "Addresses or networks, with commas, of the proxies in front whose X-Forwarded-For is believed."
    )
    connections: int = _setting(
        800, "Connections open at a time; then one that asks nothing is ended, of whoever has most.", least=1
    )
    connections_per_client: int = _setting(200, "Connections open at a time for one client, proxies excepted.", least=1)
    head_seconds: float = _setting(10.0, "Longest time for the head of a request to come, in seconds.", least=0.01)
    head_kb: int = _setting(64, "Longest head of a request, its address included, in KiB.", least=1)
    body_seconds: float = _setting(30.0, "Longest time for the body of a request to come, in seconds.", least=0.01)
    send_seconds: float = _setting(
        20.0, "Longest time in which a client may take less than 16 KiB of what waits for it, in seconds.", least=0.01
    )
    cache_mb: int = _setting(64, "Memory for answers kept to be given again, in MiB; 0 for none.", least=0)
    log: str = _setting("json", "A line for each request on stderr: json, text or off.", among=("json", "text", "off"))
    slow_query_ms: float = _setting(
        1000.0, "Queries that take this long are written to the log, in ms; 0 for all.", least=0
    )
    search_seconds: float = _setting(5.0, "Longest time of a full-text search, in seconds.", least=0.01)
    question_seconds: float = _setting(
        2.0, "Longest time in which the beginning of a question's answer is waited for, in seconds.", least=0.01
    )
    search_length: int = _setting(500, "Longest words of a full-text search, in characters.", least=1)
    search_matches: int = _setting(
        5_000, "Most matches of one reso:search in a query, and as far as one can leaf through a search.", least=1
    )
    oai_page: int = _setting(
        100, "Records of one answer to an OAI-PMH harvester; its token leads to the next.", least=1
    )
    contact: str = _setting("", "E-mail address for those who harvest; without it webmaster at the base's host.")
    report_url: str = _setting(
        "",
        "Where “report a mistake” leads: an https address, or mailto:name@host; without it there is no such link.",
        begins=("https://", "http://", "mailto:"),
    )
    table_rows: int = _setting(20_000, "Most rows of a table of mandates in one CSV or iCalendar file.", least=1)
    tables_kept: int = _setting(3, "Releases whose tables /dumps/tables/ keeps, the newest one too.", least=1)
    harvest_mb: int = _setting(64, "Longest answer or file of a registry that is taken, in MiB.", least=1)
    table_mb: int = _setting(2048, "Longest table of others that is read row by row, in MiB.", least=1)
    harvest_seconds: float = _setting(30.0, "Longest silence of a registry that is waited for, in seconds.", least=0.01)
    harvest_answer_seconds: float = _setting(
        600.0, "Longest time for one answer of a registry, or for git to fetch, in seconds.", least=0.01
    )
    vocabulary_mb: int = _setting(64, "Largest vocabulary file that is taken, in MiB.", least=1)
    store_user: str = _setting("", "Who we are at a SPARQL server that asks: serve, query and publish.")
    store_password: str = _setting("", "The password of store_user.")
    pdf_seconds: int = _setting(
        125, "Longest processor time for reading a PDF, in seconds; a page takes a quarter of one.", least=1
    )
    form_mb: int = _setting(4, "Largest body of a request to /resolve or /reconcile, in MiB.", least=1)
    annotate_kb: int = _setting(256, "Longest text of a request to /annotate, in KiB.", least=1)
    mcp: str = _setting("on", "Whether assistants are answered at /mcp: on or off.", among=("on", "off"))
    mcp_origins: str = _setting(
        "", "Origins, with commas, of other sites whose pages may ask at /mcp, such as https://example.org."
    )
    draft_kb: int = _setting(2048, "Largest draft, as text or as a file, in KiB.", least=1)
    draft_paragraphs: int = _setting(600, "Most paragraphs of a draft.", least=1)
    draft_characters: int = _setting(300_000, "Most characters of all paragraphs of a draft.", least=1)
    draft_seconds: float = _setting(20.0, "Longest time for a draft, in seconds.", least=0.01)
    resolve_symbols: int = _setting(1_000, "Most symbols in one POST to /resolve.", least=1)
    reconcile_queries: int = _setting(500, "Most queries, ids or properties in one request to /reconcile.", least=1)
    review_kb: int = _setting(8_192, "Largest list of citations that is reviewed, in KiB.", least=1)
    review_rows: int = _setting(10_000, "Most rows of a list of citations that is reviewed.", least=1)
    review_seconds: float = _setting(60.0, "Longest time of a review on a server, in seconds.", least=0.01)
    token: str = _setting("", "Bearer token for updates, where the server is started with --writable.")

    @classmethod
    def from_environment(cls, environment: dict[str, str] | None = None) -> Settings:
        """The settings, those of the environment first.

        Raises:
            SettingError: a value does not fit.
        """
        values = os.environ if environment is None else environment
        given: dict[str, Any] = {}
        for setting in fields(cls):
            name = f"RESOGRAPH_{setting.name.upper()}"
            kind: type[Any] = type(setting.default)
            if name in values:
                try:
                    value = given[setting.name] = kind(values[name])
                except ValueError:
                    raise SettingError(
                        f"{name}={values[name]} is no {kind.__name__}; its default is {setting.default}."
                    ) from None
                least, among = setting.metadata["least"], setting.metadata["among"]
                if least is not None and not value >= least:
                    raise SettingError(f"{name}={value} is too small; it may be {least} or more.")
                if among and value not in among:
                    raise SettingError(f"{name}={value} is none of {', '.join(among)}.")
                begins = setting.metadata["begins"]
                if begins and value and not value.startswith(begins):
                    raise SettingError(f"{name}={value} begins with none of {', '.join(begins)}.")
        return cls(**given)
