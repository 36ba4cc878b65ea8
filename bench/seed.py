"""Times and figures of A/RES/67/138: from bytes to a served release. Run: .venv/bin/python bench/seed.py"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from resograph.pipeline import Builder, sources_in

ROOT = Path(__file__).parents[1]
SEED = ROOT / "data" / "documents"


def build() -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        _, report = Builder(Path(folder), "http://localhost:8000/").build(sources_in([SEED]))
        total = time.perf_counter() - start
        stages = ", ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in report.watch.seconds.items())
        print(f"build in a warm interpreter: {total:.2f} s ({stages}); {report.triples} triples in the release")


def first_answer() -> None:
    """From a command on an installed machine to the first answer; then a second start on the same release."""
    with tempfile.TemporaryDirectory() as folder:
        for label in ("first start (builds)", "second start"):
            start = time.perf_counter()
            command = [sys.executable, "-m", "resograph", "serve", "--store", folder, "--port", "8765"]
            server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            while True:
                try:
                    urllib.request.urlopen("http://127.0.0.1:8765/A/RES/67/138.ttl", timeout=5).read()
                    break
                except OSError:
                    time.sleep(0.02)
            print(f"{label}: {time.perf_counter() - start:.2f} s to the first answer")
            server.terminate()
            server.wait()


if __name__ == "__main__":
    build()
    first_answer()
