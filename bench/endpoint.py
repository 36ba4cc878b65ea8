"""Queries a second and their times, ours against the native Oxigraph server, Virtuoso and rdflib-endpoint.

On one release, warm, in one run: each kind of query is asked of each server in turn, five rounds; the median of the
rounds is shown, and the ratio to Oxigraph's. "Uncached" has the answer cache off. Needs wrk and virtuoso-opensource-7
(apt-get install), and rdflib-endpoint with oxrdflib in an environment of its own; what is not there is left out.
Run: python -m bench.endpoint RELEASE [--virtuoso DIR] [--rdflib-endpoint PYTHON] [--seconds 3] [--rounds 5]
"""

from __future__ import annotations

import argparse
import math
import re
import statistics
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import httpx

from bench.serving import JSON, TURTLE, Server, native, ours, rdflib_endpoint, virtuoso
from resograph.releases import open_current

RESO = "https://w3id.org/resograph/ns#"


def queries(server: Server, base: str) -> dict[str, tuple[str, str]]:
    """Kind → text and format, on the resolution with the most parts."""
    most = f"SELECT ?d {{ ?p <{RESO}inDocument> ?d }} GROUP BY ?d ORDER BY DESC(COUNT(*)) ?d LIMIT 1"
    found = httpx.get(server.address(most), headers={"Accept": JSON}, timeout=60).json()
    work = found["results"]["bindings"][0]["d"]["value"]
    return {
        "lookup": (f"SELECT ?p ?o {{ <{work}~para_1> ?p ?o }}", JSON),
        "paragraph list": (
            f"SELECT ?part ?n ?text {{ ?part <{RESO}inDocument> <{work}> ; <{RESO}position> ?n ; <{RESO}text> ?text }} "
            "ORDER BY ?n",
            JSON,
        ),
        "citation closure": (f"SELECT DISTINCT ?d {{ <{work}> <{RESO}cites>+ ?d }}", JSON),
        "aggregate": (f"SELECT ?verb (COUNT(*) AS ?n) {{ ?act <{RESO}verb> ?verb }} GROUP BY ?verb ORDER BY ?n", JSON),
        "describe": (f"DESCRIBE <{work}>", TURTLE),
        "text search": (SEARCH, JSON),
    }


SEARCH = f'SELECT ?part {{ ?part <{RESO}search> "peacekeeping"@en }}'
CONTAINS = f"""SELECT DISTINCT ?part {{
  ?part <{RESO}text> ?text FILTER(LANG(?text) = "en" && CONTAINS(LCASE(STR(?text)), "peacekeeping"))
}}"""
"""The same for engines that have no index of words."""


def spoken_to(server: Server, text: str) -> str:
    """The address of a query at a server."""
    mine = server.name in ("uncached", "repeated")
    return server.address(CONTAINS if text == SEARCH and not mine else text)


PATIENCE = 10
"""Seconds."""
SETTLED = 30
"""Seconds after which a server has indexed names, beside which look-ups take longer."""
LINE = re.compile(r"^\s*(50%|99%|Requests/sec:)\s+([\d.]+)(us|ms|s)?", re.MULTILINE)
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def measure(address: str, accept: str, seconds: int, connections: int) -> tuple[float, float, float]:
    """Requests a second, and milliseconds at p50 and p99."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--latency", "-H", f"Accept: {accept}", address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told:
        raise SystemExit(f"{address} answered errors:\n{told}")
    if "Latency Distribution" not in told:
        return 0.0, math.inf, math.inf  # not one answer in the time
    found = {name: float(value) * UNITS.get(unit, 1.0) for name, value, unit in LINE.findall(told)}
    return found["Requests/sec:"], found["50%"], found["99%"]


def answers(server: Server, text: str, accept: str) -> bool:
    """Whether a server answers in a time that makes it worth measuring."""
    try:
        return httpx.get(spoken_to(server, text), headers={"Accept": accept}, timeout=PATIENCE).is_success
    except httpx.TimeoutException:
        return False


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("release", type=Path)
    options.add_argument("--virtuoso", type=Path, help="folder for its database")
    options.add_argument("--rdflib-endpoint", help="the Python of its environment")
    options.add_argument("--only", action="append", help="a kind of query, where not all are wanted")
    options.add_argument("--seconds", type=int, default=3)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--connections", type=int, default=8)
    given = options.parse_args()
    release = open_current(given.release)
    print(f"{release.manifest.counts['triples']:,} triples, {release.manifest.counts['works']:,} works")
    with ExitStack() as stack:
        servers = [
            stack.enter_context(native(release, 9201)),
            stack.enter_context(ours(given.release, 9202, "uncached", cache_mb=0, log="off")),
            stack.enter_context(ours(given.release, 9203, "repeated")),
        ]
        if given.virtuoso:
            servers.append(stack.enter_context(virtuoso(release, given.virtuoso, 9206)))
        if given.rdflib_endpoint:
            servers.append(stack.enter_context(rdflib_endpoint(release, given.rdflib_endpoint, 9207)))
        time.sleep(SETTLED)
        print(
            "| query | " + " | ".join(f"{server.name}: requests/s, p50, p99 ms" for server in servers) + " | ratios |"
        )
        print("|---" * (len(servers) + 2) + "|")
        for kind, (text, accept) in queries(servers[0], release.manifest.base).items():
            if given.only and kind not in given.only:
                continue
            for server in list(servers):
                if not answers(server, text, accept):
                    servers.remove(server)
                    print(
                        f"({server.name} gives no answer to {kind} in {PATIENCE} s, and is asked no more)", flush=True
                    )
                    continue
                measure(spoken_to(server, text), accept, 1, given.connections)
            rounds = [
                [measure(spoken_to(server, text), accept, given.seconds, given.connections) for server in servers]
                for _ in range(given.rounds)
            ]
            medians = [
                [statistics.median(one[at][figure] for one in rounds) for figure in range(3)]
                for at in range(len(servers))
            ]
            cells = [f"{rate:,.0f}, {p50:.1f}, {p99:.1f}" for rate, p50, p99 in medians]
            ratios = ", ".join(f"{medians[at][0] / (medians[0][0] or math.nan):.2f}" for at in range(1, len(servers)))
            print(f"| {kind} | " + " | ".join(cells) + f" | {ratios} |", flush=True)


if __name__ == "__main__":
    main()
