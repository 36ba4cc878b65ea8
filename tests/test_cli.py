"""The command line as a user meets it: data to stdout, one clear sentence and the right exit code for bad input."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
import rdflib
from lxml import etree

from conftest import SEED, run

NOVEL = (
    "Longtemps, je me suis couché de bonne heure. Parfois, à peine ma bougie éteinte, mes yeux se fermaient si vite.\n"
    * 40
)


@pytest.mark.parametrize("form", ["akn", "ttl", "nt", "rdf", "jsonld", "json", "txt"])
def test_convert(form: str) -> None:
    done = run("convert", str(SEED), "--to", form)
    assert (done.returncode, done.stderr) == (0, "")
    match form:
        case "akn":
            etree.fromstring(done.stdout.encode())
        case "ttl" | "nt" | "rdf":
            assert (
                len(rdflib.Graph().parse(data=done.stdout, format={"ttl": "turtle", "nt": "nt", "rdf": "xml"}[form]))
                > 3000
            )
        case "json":
            records = json.loads(done.stdout)
            due = next(row for row in records if row["prefix"] == "25.")["mandates"][0]["deliverables"][0]
            assert (due["kind"], due["year"], due["item"]) == ("report", 2015, "社会发展")
        case "jsonld":
            assert len(json.loads(done.stdout)["hasPart"]) == 35
        case "txt":
            assert "14. 呼请联合国系统各组织" in done.stdout


def test_convert_from_standard_input_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "out.ttl"
    done = run("convert", "-", "--to", "ttl", "--output", str(out), stdin=SEED.read_text(encoding="utf-8"))
    assert (done.returncode, done.stdout) == (0, "")
    assert len(rdflib.Graph().parse(out, format="turtle")) > 3000


def test_the_clean_text_of_a_compilation() -> None:
    text = SEED.parents[2] / "tests" / "reading" / "compilations" / "en-behind.txt"
    done = run("convert", str(text), "--to", "txt", "--choice", "Norway")
    assert done.returncode == 0
    assert "Welcoming the first tide table" in done.stdout
    assert "(Norway)" not in done.stdout
    done = run("convert", str(text), "--to", "txt", "--choice", "Peru")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Nobody named “Peru”" in done.stderr


def bad_files(folder: Path) -> dict[str, tuple[bytes, int, str]]:
    whole = SEED.read_bytes()
    return {
        "empty.txt": (b"", 3, "is empty"),
        "picture.jpg": (b"\xff\xd8\xff\xe0" + bytes(200), 3, "JPEG"),
        "novel.txt": (NOVEL.encode(), 3, "no resolution"),
        "noise.txt": (bytes(range(128, 256)) * 20, 3, "no text in UTF-8"),
        "cut.txt": (whole[: len(whole) // 2 - len(whole) // 2 % 3], 0, "breaks off"),
    }


@pytest.mark.parametrize("name", ["empty.txt", "picture.jpg", "novel.txt", "noise.txt", "cut.txt"])
def test_bad_files(name: str, tmp_path: Path) -> None:
    content, code, message = bad_files(tmp_path)[name]
    if name == "cut.txt":
        content = content.decode("utf-8", errors="ignore").encode()
    path = tmp_path / name
    path.write_bytes(content)
    for command in (("convert", str(path), "--to", "ttl"), ("add", str(path), "--store", str(tmp_path / "store"))):
        done = run(*command)
        assert done.returncode == code, done.stderr
        assert message in done.stderr
        assert "Traceback" not in done.stderr
    if code == 3:
        assert not (tmp_path / "store" / "current").exists()


USAGE = [
    (("convert", str(SEED), "--to", "docx"), "--to docx"),
    (("convert", str(SEED), "--to", "ttl", "--base", "localhost"), "--base localhost"),
    (("convert", str(SEED), "--to", "ttl", "--base", "http://example.org/no-slash"), "slash"),
    (("query", "nothing", "--store", "/nowhere"), "no query nothing"),
    (("query", "mandates-of", "actor", "--store", "/nowhere"), "name=value"),
    (("query", "mandates-of", "actor=actor/x", "--store", "/nowhere"), "holds no release"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE)
def test_wrong_use_is_2_and_one_sentence(arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_3() -> None:
    done = run("convert", "nowhere.txt", "--to", "ttl")
    assert (done.returncode, "is not there" in done.stderr) == (3, True)


def test_a_port_in_use(store_directory: Path, release: object) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("serve", "--store", str(store_directory), "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "--port" in done.stderr


def test_a_release_of_another_base_is_refused(store_directory: Path, release: object) -> None:
    done = run("serve", "--store", str(store_directory), "--base", "https://example.org/")
    assert done.returncode == 2
    assert "was built for http://localhost:8000/" in done.stderr


def test_help_teaches() -> None:
    done = run("--help")
    assert all(command in done.stdout for command in ("serve", "add", "convert", "query"))
    assert "Example" in run("convert", "--help").stdout
