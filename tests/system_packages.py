"""Installs the system packages that tests need, where it may (root on Debian); says aloud what will be skipped.

With ``CI=true`` a missing package is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

#: The server alone: ``virtuoso-opensource-7`` beside it would only add a service that starts with the machine.
VIRTUOSO = "virtuoso-opensource-7-bin"
#: Program → Debian package.
NEEDED: dict[str, str] = {"git": "git", "virtuoso-t": VIRTUOSO, "chromium": "chromium", "nginx": "nginx"}


def main() -> int:
    missing = {program: package for program, package in NEEDED.items() if not shutil.which(program)}
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False, stdout=subprocess.DEVNULL)
        for package in missing.values():  # one by one, so that one that is nowhere to be had keeps no other out
            install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
            subprocess.run(install, env=environment, check=False, stdout=subprocess.DEVNULL)
        missing = {program: package for program, package in missing.items() if not shutil.which(program)}
    for program, package in missing.items():
        print(f"SKIPPED ALOUD: tests that need {program}; install it with: apt-get install {package}", file=sys.stderr)
    return 1 if missing and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
