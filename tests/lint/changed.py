#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Formatting, clang-tidy and clazy over the C++ files that changed since the last landing.

Reads the compile commands of a built tree, and those of another for what the first leaves out: the sanitizer's has no console. Every
finding counts (exit code 1); what was skipped is listed with the reason.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Callable

ROOT = Path(__file__).resolve().parents[2]
OURS = re.compile(r"(core|app|ui|tests)/.*\.(h|cpp)")
HEADERS = "/(core|app|ui|tests)/"
FINDING = re.compile(r"^(\S+):(\d+):(\d+): (?:error|warning): .*\[.+\]$")
# A landing is the work of a few hours; older commits belong to an earlier one.
HOURS_OF_A_LANDING = 3
# Level 1 without what the strict Qt defines or clang-tidy say already, and without advice for Qt 5.
CLAZY_CHECKS = "level1,no-non-pod-global-static,no-overloaded-signal,no-qstring-ref"


class Outcome(Enum):
    CLEAN = "clean"
    FOUND = "with findings"
    UNREAD = "not readable by the tool"
    LATE = "left for want of time"


@dataclass
class Report:
    outcome: Outcome
    findings: list[str] = field(default_factory=list)


def git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def find_tool(name: str) -> str:
    for candidate in (f"{name}-19", f"{name}-18"):
        if found := shutil.which(candidate):
            return found
    sys.exit(f"{name} is not installed: packaging/linux/install-dependencies.sh ci")


def find_base() -> str:
    """The commit the last landing left; empty when there is but one commit, which means every file.

    That is where this line of work left the shared one. A clone may hold the submitted line alone: there it is the last
    commit that is not of the same hours as the newest.
    """
    head, base = git("rev-parse", "HEAD"), git("merge-base", "HEAD", "origin/main")
    if base and base != head:
        return base
    before = int(git("log", "-1", "--format=%ct", "HEAD") or 0) - HOURS_OF_A_LANDING * 3600
    older = git("rev-list", "-1", f"--before={before}", "HEAD")
    # A line without an older landing is checked whole by hand (--all): here its last commit stands for what changed.
    return older or git("rev-parse", "--verify", "--quiet", "HEAD~1")


def changed_files(base: str) -> list[str]:
    """Files that still exist: what is not committed first, then what was committed last."""
    names = [
        *git("diff", "--name-only", "HEAD").splitlines(),
        *git("ls-files", "--others", "--exclude-standard").splitlines(),
        *git("log", "--format=", "--name-only", f"{base}..HEAD" if base else "HEAD").splitlines(),
    ]
    return [name for name in dict.fromkeys(names) if OURS.fullmatch(name) and (ROOT / name).exists()]


def commands_in(build: Path) -> list[dict[str, str]]:
    """The compile commands for each source of its own: a unity build has them for its units alone."""
    separate = []
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        unit = Path(entry["file"])
        if not re.fullmatch(r"unity_\d+_cxx\.cxx", unit.name):
            separate.append(entry)
            continue
        for source in re.findall(r'#include "(.+)"', unit.read_text(encoding="utf-8")):
            separate.append({**entry, "file": source, "command": entry["command"].replace(str(unit), source)})
    return separate


def by_source(build: Path, other: Path | None) -> Path:
    """Writes the commands of the first tree, and of the other those for sources that the first has not; returns their folder."""
    commands = commands_in(build)
    known = {entry["file"] for entry in commands}
    if other and (other / "compile_commands.json").exists():
        for entry in commands_in(other):
            if entry["file"] not in known:
                # The other tree's compiler has warnings that clang does not know.
                quiet = entry["command"].replace(" -c ", " -Wno-unknown-warning-option -c ", 1)
                commands.append({**entry, "command": quiet})
    folder = build / "lint"
    folder.mkdir(exist_ok=True)
    (folder / "compile_commands.json").write_text(json.dumps(commands), encoding="utf-8")
    return folder


def units_of(files: list[str], build: Path) -> list[str]:
    """What has to be compiled to see these files: for a header its own source, or else one that includes it."""
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    compiled = {Path(entry["file"]).resolve() for entry in commands}
    units: dict[str, None] = {}
    for file in files:
        unit = str(Path(file).with_suffix(".cpp"))
        if not (ROOT / unit).exists():
            unit = (git("grep", "-lF", f'#include "{file}"', "--", "*.cpp").splitlines() or [""])[0]
        if unit and (ROOT / unit).resolve() in compiled:
            units[unit] = None
    return list(units)


def findings_in(output: str) -> list[str]:
    """The diagnostics with the lines that explain them."""
    blocks: list[str] = []
    for line in output.splitlines():
        if FINDING.match(line):
            blocks.append(line)
        elif blocks and not re.match(r"\d+ (warning|error)", line):
            blocks[-1] += "\n" + line
    return blocks


def clang_tidy(tool: str, build: Path, unit: str) -> Report:
    done = subprocess.run([tool, "-p", str(build), "--quiet", unit], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return Report(Outcome.CLEAN)
    return Report(Outcome.FOUND, findings_in(done.stdout) or [f"{unit}: {done.stdout}{done.stderr}"])


def clazy(tool: str, build: Path, unit: str) -> Report:
    """clazy brings clang 14, which cannot parse all of C++20 in this standard library: such a file is skipped."""
    done = subprocess.run(
        [
            tool, "-p", str(build), f"--checks={CLAZY_CHECKS}", f"--header-filter={HEADERS}", "--ignore-dirs=/usr/|_autogen",
            "--extra-arg=-Wno-unknown-warning-option", "--extra-arg=-Wno-error", unit,
        ],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )
    output = done.stdout + done.stderr
    if re.search(r"^\S+: (fatal )?error:", output, re.MULTILINE):
        return Report(Outcome.UNREAD)
    findings = [block for block in findings_in(output) if "[-Wclazy-" in block]
    return Report(Outcome.FOUND if findings else Outcome.CLEAN, findings)


def run_over(name: str, units: list[str], check: Callable[[str], Report], seconds: int) -> bool:
    """Runs a check over the units, as many at once as there are cores; true when nothing was found."""
    start, shown = time.monotonic(), set()
    by_outcome: dict[Outcome, list[str]] = {outcome: [] for outcome in Outcome}

    def in_time(unit: str) -> Report:
        return check(unit) if time.monotonic() - start < seconds else Report(Outcome.LATE)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running = {pool.submit(in_time, unit): unit for unit in units}
        for count, done in enumerate(as_completed(running), 1):
            report = done.result()
            by_outcome[report.outcome].append(running[done])
            for finding in report.findings:
                headline = finding.splitlines()[0]  # a header's is met in every source that includes it
                if headline not in shown:
                    shown.add(headline)
                    print(finding, flush=True)
            if count % 10 == 0:
                print(f"  {name}: {count} of {len(units)}", flush=True)

    counts = ", ".join(f"{len(names)} {outcome.value}" for outcome, names in by_outcome.items())
    print(f"{name}: {len(units)} files in {time.monotonic() - start:.0f} s: {counts}", flush=True)
    for outcome in (Outcome.UNREAD, Outcome.LATE):
        for unit in sorted(by_outcome[outcome]):
            print(f"  skipped: {unit}: {outcome.value}")
    return not by_outcome[Outcome.FOUND]


def check_format(files: list[str]) -> bool:
    tool = find_tool("clang-format")
    done = subprocess.run([tool, "--dry-run", "-Werror", *files], cwd=ROOT, check=False) if files else None
    print(f"clang-format: {len(files)} files", flush=True)
    return done is None or done.returncode == 0


def meets_qt(unit: str) -> bool:
    return re.search(r"#include <Q", (ROOT / unit).read_text(encoding="utf-8")) is not None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="every file")
    which.add_argument("--since", metavar="COMMIT", help="what changed since this commit")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "asan", help="a built tree (build/asan)")
    parser.add_argument("--other", type=Path, help="another, such as build/dev, for what the first leaves out")
    parser.add_argument("--seconds", type=int, default=1500, help="the time for clang-tidy, and again for clazy")
    options = parser.parse_args()
    if not (options.build / "compile_commands.json").exists():
        sys.exit(f"{options.build} is not built: cmake --preset asan && cmake --build --preset asan")

    base = "" if options.all else options.since or find_base()
    files = changed_files(base)
    print(f"{len(files)} files changed since {base[:12] or 'the beginning'}", flush=True)
    build = by_source(options.build, options.other)
    units = units_of(files, build)

    tidy, lazy = find_tool("clang-tidy"), shutil.which("clazy-standalone")
    results = [
        check_format(files),
        run_over("clang-tidy", units, lambda unit: clang_tidy(tidy, build, unit), options.seconds),
    ]
    if lazy:
        qt_units = [unit for unit in units if meets_qt(unit)]
        results.append(run_over("clazy", qt_units, lambda unit: clazy(lazy, build, unit), options.seconds))
    else:
        print("clazy: not installed, skipped")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
