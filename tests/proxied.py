"""nginx with the configuration of deploy/, before servers of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from conftest import ROOT, free_port

DEPLOY = ROOT / "deploy"


@contextmanager
def proxied(folder: Path, *ports: int) -> Iterator[httpx.Client]:
    """A client of nginx as deployed, before servers on these ports."""
    if not (program := shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")):
        pytest.skip("SKIPPED ALOUD: nginx is not installed")
    port = free_port()
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for deployed, here in (
        ("    server server:8000;\n", "".join(f"    server 127.0.0.1:{one};\n" for one in ports)),
        ("listen 8080;", f"listen 127.0.0.1:{port};"),
        ("/var/cache/nginx/resograph", f"{folder}/cache"),
    ):
        assert deployed in text
        text = text.replace(deployed, here)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''}\ndaemon off;\nworker_processes 1;\npid {folder}/pid;\n"
        f"error_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}include {folder}/site.conf;\n}}\n",
        encoding="utf-8",
    )
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
            for _ in range(100):
                if server.poll() is not None:
                    pytest.fail(str(server.stderr and server.stderr.read()))
                try:
                    http.get("/health")
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield http
    finally:
        server.terminate()
        server.wait(timeout=20)
