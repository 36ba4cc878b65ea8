"""``resograph check`` as a user meets it: three forms, exit codes, and originals that are never touched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import run
from resograph.validating import check_akn, rulebook

GOOD = (Path(__file__).parent / "validating" / "good.xml").read_text(encoding="utf-8")
LINK = '<ref href="https://docs.un.org/en/S/RES/1325(2000)">1325 (2000)</ref>'
BAD = GOOD.replace(LINK, '<a href="https://undocs.org/ch/S/RES/1325(2000)">1325 (2000)</a>').replace("para_3", "para_9")

#: What SARIF 2.1.0 allows in an object, and requires (sarif-schema-2.1.0.json; additionalProperties is false).
SARIF: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"$schema", "version", "runs"}, {"version", "runs"}),
    "run": ({"tool", "language", "columnKind", "invocations", "artifacts", "results"}, {"tool"}),
    "driver": ({"name", "version", "rules"}, {"name"}),
    "rule": ({"id", "shortDescription", "help", "helpUri", "defaultConfiguration", "properties"}, {"id"}),
    "result": ({"ruleId", "ruleIndex", "level", "message", "locations", "properties"}, {"message"}),
    "location": ({"physicalLocation", "logicalLocations"}, set()),
    "physicalLocation": ({"artifactLocation", "region"}, {"artifactLocation"}),
    "invocation": ({"executionSuccessful", "toolExecutionNotifications"}, {"executionSuccessful"}),
    "notification": ({"level", "message", "locations"}, {"message"}),
}


def fits(kind: str, value: dict[str, Any]) -> None:
    allowed, required = SARIF[kind]
    assert required <= set(value) <= allowed, (kind, set(value))


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "A_RES_76_131-2119153E.xml"
    path.write_text(BAD, encoding="utf-8")
    return path


def test_a_good_file_is_fine(tmp_path: Path) -> None:
    path = tmp_path / "good.xml"
    path.write_text(GOOD, encoding="utf-8")
    done = run("check", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing to mend" in done.stdout


def test_text(bad: Path) -> None:
    done = run("check", str(bad))
    assert (done.returncode, done.stderr) == (1, "")
    assert "Violation id.position, line 29" in done.stdout
    assert "3. para_9 → para_3" in done.stdout
    assert "AKN4UN guidelines part 1, 6.3.1" in done.stdout
    assert "编号" in run("check", str(bad), "--messages", "zh").stdout


def test_json(bad: Path) -> None:
    done = run("check", str(bad), "--format", "json")
    (file,) = json.loads(done.stdout)["files"]
    finding = next(found for found in file["findings"] if found["rule"] == "id.position")
    assert (finding["severity"], finding["part"], finding["number"], finding["count"]) == (
        "Violation",
        "para_9",
        "3.",
        1,
    )
    assert finding["details"][0]["evidence"] == "3. para_9 → para_3"
    assert {"line", "mend", "place", "url", "message"} <= set(finding)


def test_sarif(bad: Path) -> None:
    done = run("check", str(bad), str(bad.with_name("missing.xml")), "--format", "sarif")
    log = json.loads(done.stdout)
    assert (done.returncode, log["version"]) == (3, "2.1.0")
    fits("log", log)
    (sarif,) = log["runs"]
    fits("run", sarif)
    driver = sarif["tool"]["driver"]
    fits("driver", driver)
    assert [rule["id"] for rule in driver["rules"]] == list(rulebook())
    for rule in driver["rules"]:
        fits("rule", rule)
        assert rule["defaultConfiguration"]["level"] in ("error", "warning")
    assert sarif["results"]
    for result in sarif["results"]:
        fits("result", result)
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        fits("location", location)
        fits("physicalLocation", location["physicalLocation"])
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert location["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///")
    (invocation,) = sarif["invocations"]
    fits("invocation", invocation)
    assert invocation["executionSuccessful"] is False
    fits("notification", invocation["toolExecutionNotifications"][0])


def test_fix_writes_beside_and_leaves_the_original(bad: Path) -> None:
    done = run("check", str(bad), "--fix")
    assert (done.returncode, done.stderr) == (0, "")
    fixed = bad.with_name("A_RES_76_131-2119153E.fixed.xml")
    assert f"Mended: {fixed}; nothing left." in done.stdout
    assert bad.read_text(encoding="utf-8") == BAD
    assert check_akn(fixed.read_bytes(), bad.name) == []
    assert '<ref href="https://docs.un.org/en/S/RES/1325(2000)">1325 (2000)</ref>' in fixed.read_text(encoding="utf-8")
    assert sorted(path.name for path in bad.parent.iterdir()) == [fixed.name, bad.name]


def test_fix_with_a_finding_for_a_person(bad: Path) -> None:
    bad.write_text(BAD.replace("<num>3.", "<num>4."), encoding="utf-8")
    done = run("check", str(bad), "--fix", "--output", str(bad.with_name("out.xml")))
    assert done.returncode == 0, "a gap in the numbers is a warning"
    assert "left for a person: order.skip 1" in done.stdout
    assert bad.with_name("out.xml").exists()


def test_wrong_use(bad: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.xml"
    link.symlink_to(bad)
    other = tmp_path / "A_RES_76_131-2119153E.fixed.xml"
    for arguments, message in [
        ((str(bad), "--fix", "--output", str(bad)), "not overwritten"),
        ((str(bad), "--fix", "--output", str(link)), "not overwritten"),
        ((str(bad), str(other), "--fix"), "not overwritten"),
        ((str(bad), str(link), "--fix", "--output", "x.xml"), "one file"),
        ((str(bad), "--output", "x.xml"), "with --fix"),
        ((str(bad), "--format", "xml"), "--format xml"),
        ((str(bad), "--messages", "fr"), "--messages fr"),
        ((str(bad), "--fix", "--output", str(tmp_path / "no" / "x.xml")), "cannot be written"),
    ]:
        done = run("check", *arguments)
        assert done.returncode == 2, (arguments, done.stderr)
        assert message in done.stderr
        assert "Traceback" not in done.stderr
    assert bad.read_text(encoding="utf-8") == BAD


def test_unreadable_is_3_and_the_others_are_still_told(bad: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.xml"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    done = run("check", str(picture), str(bad))
    assert done.returncode == 3
    assert "is no XML" in done.stderr
    assert "id.position" in done.stdout
