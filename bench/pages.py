"""How long pages take on the server and what they weigh, compressed: every document, and pages of other kinds.

Usage: bench/pages.py http://127.0.0.1:8000/ [LANGUAGE]
"""

from __future__ import annotations

import re
import statistics
import sys
import time

import httpx

KINDS = (
    "actor/secretary-general.html",
    "state/chn.html",
    "theme/1006907.html",
    "verb/requests.html",
    "session/un-ga/76.html",
    "mandates",
    "mandates.csv",
    "search?q=women+peace",
    "pictures/citations?document=A/RES/76/131&steps=2",
    "A/RES/76/131~para_14",
)


def main(base: str, language: str = "en") -> None:
    headers = {"Accept": "text/html", "Accept-Language": language, "Accept-Encoding": "gzip"}
    with httpx.Client(base_url=base, headers=headers, timeout=120, follow_redirects=True) as http:
        listed = re.findall(r"<loc>[^<]*?/([A-Z][^<]*)</loc>", http.get("/sitemap-1.xml").text)
        first: list[float] = []
        weights: list[int] = []
        for symbol in listed:
            started = time.perf_counter()
            with http.stream("GET", f"/{language}/{symbol}") as answer:
                weight = sum(len(chunk) for chunk in answer.iter_raw())
            if answer.status_code == 200:
                first.append((time.perf_counter() - started) * 1000)
                weights.append(weight)
        if first:
            print(
                f"{len(first)} documents, asked for the first time: median {statistics.median(first):.0f} ms,", end=" "
            )
            print(f"longest {max(first):.0f} ms; median {statistics.median(weights) / 1000:.1f} kB,", end=" ")
            print(f"heaviest {max(weights) / 1000:.1f} kB")
        for path in KINDS:
            times = []
            for _ in range(11):
                started = time.perf_counter()
                http.get(f"/{path}").raise_for_status()
                times.append((time.perf_counter() - started) * 1000)
            print(f"{path}: first {times[0]:.0f} ms, then {statistics.median(times[1:]):.0f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
