"""What deploy/ holds, tried as far as this machine can: nginx before a real server, units judged by systemd."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
import yaml

from proxied import DEPLOY, proxied
from resograph.settings import Settings

UNITS = sorted((DEPLOY / "systemd").iterdir())
WORST_EXPOSURE = 2.0
"""Of ten, as ``systemd-analyze security`` counts."""

needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")


@needs_systemd
def test_units_are_right(tmp_path: Path) -> None:
    for unit in UNITS:  # the program is not installed where tests run
        text = unit.read_text(encoding="utf-8").replace("/opt/resograph/bin/resograph", "/bin/true")
        (tmp_path / unit.name.replace("@.", "@8000.")).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]
    judged = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (judged.returncode, judged.stderr) == (0, "")


@needs_systemd
@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_units_are_hardened(unit: Path) -> None:
    command = ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(unit)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", told)
    assert found and float(found[1]) <= WORST_EXPOSURE, told


def test_the_server_may_do_what_it_does() -> None:
    """It sets its own limits of files and memory, which is in @resources."""
    for unit in UNITS:
        denied = re.findall(r"^SystemCallFilter=~(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
        assert all("@resources" not in names for names in denied), unit.name


def test_containers_are_confined() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))["services"]
    assert set(services) == {"first", "server", "timer", "nginx"}
    for name, service in services.items():
        assert service["read_only"] and service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
    assert services["server"]["volumes"] == ["data:/data:ro"]
    steps = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert re.search(r"^USER [1-9]", steps, re.MULTILINE) and "HEALTHCHECK" in steps


def test_settings_that_are_set_are_there() -> None:
    known = {f"RESOGRAPH_{name.upper()}" for name in vars(Settings())} | {"RESOGRAPH_SOURCE"}
    texts = "\n".join(path.read_text(encoding="utf-8") for path in DEPLOY.rglob("*") if path.is_file())
    assert set(re.findall(r"RESOGRAPH_[A-Z_]+", texts)) <= known


@pytest.fixture(scope="module")
def behind_nginx(client: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """nginx as deployed, before the tests' server."""
    with proxied(tmp_path_factory.mktemp("nginx"), int(client.base_url.port or 0)) as http:
        yield http


DOCUMENT = "/A/RES/67/138"


def test_pages_are_kept_by_what_was_asked_for(behind_nginx: httpx.Client) -> None:
    for accept, kind in (("text/turtle", "text/turtle"), ("application/n-triples", "application/n-triples")):
        first, second = (behind_nginx.get(DOCUMENT, headers={"Accept": accept}) for _ in range(2))
        assert [one.status_code for one in (first, second)] == [200, 200]
        assert second.headers["content-type"].startswith(kind)
        assert (first.headers["x-cache"], second.headers["x-cache"]) == ("MISS", "HIT")
        assert first.content == second.content
        unchanged = behind_nginx.get(DOCUMENT, headers={"Accept": accept, "If-None-Match": first.headers["etag"]})
        assert unchanged.status_code == 304


@pytest.mark.parametrize(
    "path", ["/zh/A/RES/67/138~para_14.txt", "/A/RES/67/138~para_1-%3Epara_3", "/A/RES/67/138.jsonld", "/a/res/67/138"]
)
def test_addresses_reach_the_server_as_they_came(path: str, behind_nginx: httpx.Client, client: httpx.Client) -> None:
    here, there = behind_nginx.get(path), client.get(path)
    assert (here.status_code, here.content) == (there.status_code, there.content)
    assert here.headers.get("location") == there.headers.get("location")


def test_questions_are_not_kept_and_limited(behind_nginx: httpx.Client) -> None:
    def ask(number: int) -> int:
        answer = behind_nginx.post("/sparql", data={"query": f"ASK {{ BIND({number} AS ?n) }}"})
        assert "x-cache" not in answer.headers
        return answer.status_code

    assert [ask(number) for number in range(20)] == [200] * 20
    with ThreadPoolExecutor(16) as pool:  # faster than five a second, however slow the machine is
        assert set(pool.map(ask, range(20, 140))) == {200, 429}


def test_health_is_always_fresh(behind_nginx: httpx.Client) -> None:
    assert all("x-cache" not in behind_nginx.get("/health").headers for _ in range(2))
