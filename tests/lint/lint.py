#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the tree to the house rules that no compiler checks: lint.py [ROOT]. Exit code 1 when a rule is broken.

lint_test.py is the control: it breaks each rule once and sees that it is reported. Words that a rule forbids are spelled
here in a form that does not itself break the rule.
"""

import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Iterator

from arrows import Arrows

CODE_FOLDERS = ("core/", "app/", "ui/", "tests/")
CPP = (".h", ".cpp")
MOST_LINES = 400


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: [{self.rule}] {self.message}"


@dataclass(frozen=True)
class File:
    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def is_header(self) -> bool:
        return self.path.endswith(".h")

    @property
    def is_cpp(self) -> bool:
        return self.path.endswith(CPP)

    @property
    def is_source(self) -> bool:
        return (
            self.path.endswith((*CPP, ".py", ".sh", ".cmake"))
            or self.path.endswith("CMakeLists.txt")
            or self.text.startswith("#!")
        )

    @cached_property
    def includes(self) -> list[tuple[int, str, str]]:
        """Line, opening sign and name of every #include."""
        pattern = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
        found = ((number, pattern.match(line)) for number, line in enumerate(self.lines, 1))
        return [(number, match[1], match[2]) for number, match in found if match]


class Tree:
    """The files that are, or are about to be, in the repository."""

    def __init__(self, root: Path):
        self.root = root
        self.arrows = Arrows(root)
        self.files = [file for path in _list(root) if (file := _read(root, path))]
        self.paths = {file.path for file in self.files}
        self.text_of = {file.path: file.text for file in self.files}

    @property
    def code(self) -> Iterator[File]:
        return (file for file in self.files if file.path.startswith(CODE_FOLDERS))


def _list(root: Path) -> list[str]:
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=False,
    )
    if listed.returncode == 0:
        return sorted({path for path in listed.stdout.decode().split("\0") if path})
    # A source archive has no repository around it.
    paths = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return sorted(path for path in paths if not path.startswith("build/"))


def _read(root: Path, path: str) -> File | None:
    try:
        return File(path, (root / path).read_text(encoding="utf-8"))
    except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
        return None  # a picture, or removed and not yet committed


def _matches(files: Iterator[File], pattern: str) -> Iterator[tuple[File, int, str]]:
    compiled = re.compile(pattern)
    for file in files:
        for number, line in enumerate(file.lines, 1):
            if match := compiled.search(line):
                yield file, number, match[0]


def licence(tree: Tree) -> Iterator[Finding]:
    for file in tree.files:
        if file.is_source and not any("SPDX-License-Identifier: GPL-3.0-or-later" in line for line in file.lines[:3]):
            yield Finding(file.path, 1, "licence", "the first lines carry no SPDX-License-Identifier")


def length(tree: Tree) -> Iterator[Finding]:
    for file in tree.code:
        if file.is_source and len(file.lines) > MOST_LINES:
            yield Finding(file.path, MOST_LINES, "length", f"{len(file.lines)} lines; what second thing lives here?")


def open_work(tree: Tree) -> Iterator[Finding]:
    for file, number, word in _matches(tree.code, r"\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b"):
        yield Finding(file.path, number, "open-work", f"'{word}' leaves work open")


def wall_clock(tree: Tree) -> Iterator[Finding]:
    timed = (f for f in tree.code if f.path.startswith(("core/", "ui/")) and not f.path.startswith("core/base/"))
    clocks = (
        r"currentDateTime|currentDate\(|QTime::currentTime|current(?:M?)SecsSinceEpoch|system_clock::now|CLOCK_REALTIME"
        r"|gettimeofday|\btime\((?:nullptr|NULL|0)\)"
    )
    for file, number, word in _matches(timed, clocks):
        yield Finding(file.path, number, "wall-clock", f"'{word}': the time comes from an injected Clock")


def pragma_once(tree: Tree) -> Iterator[Finding]:
    for file in tree.files:
        if file.is_header and "#pragma once" not in file.lines:
            yield Finding(file.path, 1, "pragma-once", "a header without #pragma once")


def translation(tree: Tree) -> Iterator[Finding]:
    core = (file for file in tree.code if file.is_cpp and file.path.startswith("core/"))
    for file, number, _ in _matches(core, r"\btr\("):
        yield Finding(file.path, number, "translation", "core speaks in codes; text for people is made in ui")


def vacuous_test(tree: Tree) -> Iterator[Finding]:
    tests = (file for file in tree.code if file.is_cpp and file.path.startswith("tests/"))
    for file, number, text in _matches(tests, r"QVERIFY\((?:true|1)\)"):
        yield Finding(file.path, number, "vacuous-test", f"'{text}' cannot fail")


def eager_condition(tree: Tree) -> Iterator[Finding]:
    """RC_ASSERT takes its expression apart with operators of its own, and those evaluate both sides of || and &&."""
    for file in (file for file in tree.code if file.is_cpp and file.path.startswith("tests/")):
        for number, line in enumerate(file.lines, 1):
            if (match := re.search(r"RC_ASSERT\((?!\()(.*)", line)) and re.search(r"\|\||&&", _outside_brackets(match[1])):
                message = "evaluates both sides; put the whole condition in brackets"
                yield Finding(file.path, number, "eager-condition", message)


def _outside_brackets(text: str) -> str:
    while (shorter := re.sub(r"\([^()]*\)", "", text)) != text:
        text = shorter
    return text


def foreign_place(tree: Tree) -> Iterator[Finding]:
    places = r"/(?:work|root|home/\w+)/|\b(?:deb|snapshot|security)\.debian\.org|\bregistry\.npmjs\.org|\bpypi\.org"
    for file, number, text in _matches(iter(tree.files), places):
        yield Finding(file.path, number, "foreign-place", f"'{text}' belongs to one machine, not to the project")


def unknown_test(tree: Tree) -> Iterator[Finding]:
    """A page that names a test as proof names one that there is; another rule sees to it that it is built."""
    tests = {Path(path).stem for path in tree.paths if path.startswith("tests/")}
    for file in (file for file in tree.files if file.path.startswith("docs/")):
        for number, line in enumerate(file.lines, 1):
            for name in re.findall(r"\b[A-Z]\w+Test\b", line):
                if name not in tests:
                    yield Finding(file.path, number, "unknown-test", f"there is no {name}")


RAW_TEXT_READERS = {
    "ui/approval/ActionWords.cpp": "codes and amounts are taken out of the signed lines",
    "ui/audit/AuditDetailPresenter.cpp": "the hashed bytes are copied as they are",
    "ui/packet/PacketHighlights.cpp": "places of words",
    "ui/quality/ReasonPhrases.cpp": "places of words",
    "ui/queue/QueueFilter.cpp": "folded to be searched",
}


def raw_text(tree: Tree) -> Iterator[Finding]:
    """What comes from outside reaches a screen through the escaping conversions of the kit alone."""
    # What follows the bracket is a digest, an id or the name of an enumerator.
    conversion = r"QString::from(?:StdString|Utf8|Local8Bit)\((?!toHex\(|nameOf\(|[\w.>*-]+text\(\)\))"
    for file in tree.code:
        screen = file.path.startswith(("ui/", "app/console/")) and not file.path.startswith("ui/kit/text/")
        if file.is_cpp and screen and file.path not in RAW_TEXT_READERS:
            for _, number, text in _matches(iter([file]), rf"\.unescaped\(|->unescaped\(|{conversion}"):
                yield Finding(file.path, number, "raw-text", f"'{text}' shows what it is given; ask outsideLine() or OutsideContent")


GUESSED_TEXT = (
    r"\b(?:QLabel|QMessageBox|QErrorMessage|QTextBrowser|QTextEdit|QTextDocument|QWhatsThis|setHtml|insertHtml|setMarkdown"
    r"|setTextFormat|setOpenExternalLinks|RichText|AutoText|MarkdownText|TextBrowserInteraction|openUrl)\b"
    r"|(?:setToolTip|showText)\((?!.*(?:plainToolTip\(|\btr\(|Text::tr\(|accessibleName\(\)))"
)
PLAIN_TEXT_HOMES = ("ui/kit/text/PlainToolTip.h", "ui/kit/widget/LinkPrompt.cpp")


def guessed_text(tree: Tree) -> Iterator[Finding]:
    """Widgets and tool tips that take what looks like markup for markup, and links that open by themselves."""
    screens = (
        file for file in tree.code
        if file.is_cpp and file.path.startswith(("ui/", "app/console/")) and file.path not in PLAIN_TEXT_HOMES
    )
    for file in screens:
        for number, line in enumerate(file.lines, 1):
            if not line.lstrip().startswith("//") and (match := re.search(GUESSED_TEXT, line)):
                yield Finding(file.path, number, "guessed-text", f"'{match[0]}' guesses markup or opens links; the kit has plain ones")


def blind_trust(tree: Tree) -> Iterator[Finding]:
    """What TLS finds wrong is overruled in one place, where a key was compared; nothing else may look away."""
    shipped = (f for f in tree.code if not f.path.startswith("tests/") and f.path != "core/client/tls/TlsJudge.cpp")
    for file, number, word in _matches(shipped, r"ignoreSslErrors|enable_server_certificate_verification"):
        yield Finding(file.path, number, "blind-trust", f"'{word}': certificates are judged in core/client/tls/TlsJudge.cpp")


def unbuilt(tree: Tree) -> Iterator[Finding]:
    for file in tree.code:
        if not file.path.endswith(".cpp"):
            continue
        folder, _, name = file.path.rpartition("/")
        home = folder
        while home and f"{home}/CMakeLists.txt" not in tree.paths:
            home = home.rpartition("/")[0]
        listed = tree.text_of.get(f"{home}/CMakeLists.txt", "")
        # A loop over tests names them without their ending.
        if not re.search(rf"(?<![\w.-]){re.escape(name.removesuffix('.cpp'))}(?!\w)", listed):
            yield Finding(file.path, 1, "unbuilt", "no CMakeLists.txt names this file")


def umbrella(tree: Tree) -> Iterator[Finding]:
    module = r"Qt(?:Core|Concurrent|Gui|Widgets|Network|WebSockets|Test|Svg|DBus|Charts|Sql|Xml)"
    for file in tree.code:
        for number, _, header in file.includes:
            if re.fullmatch(rf"({module})(/\1)?|bits/stdc\+\+\.h", header):
                yield Finding(file.path, number, "umbrella", f"<{header}> pulls in a whole library; name what is used")


def slow_header(tree: Tree) -> Iterator[Finding]:
    for file in tree.code:
        for number, _, header in file.includes if file.is_header else []:
            for library in tree.arrows.libraries_of(header):
                if tree.arrows.libraries[library].never_in_headers:
                    yield Finding(file.path, number, "slow-header", f"<{header}> belongs into a .cpp")


def _modules_within_reach(tree: Tree, path: str) -> set[str] | None:
    """What a file may include; None where there is no bound. A unit test knows its module and what that may use."""
    module = tree.arrows.module_of(path)
    if path.startswith("tests/unit/"):
        module = tree.arrows.module_of(path.removeprefix("tests/unit/"))
    return {module, *tree.arrows.modules[module].uses} if module else None


def include_arrows(tree: Tree) -> Iterator[Finding]:
    for file in tree.code:
        reach = _modules_within_reach(tree, file.path)
        for number, sign, header in file.includes:
            if sign != '"' or header.endswith(".moc"):
                continue
            if header not in tree.paths:
                yield Finding(file.path, number, "arrows", f'"{header}" is no file from the root of the repository')
            elif reach is not None and (other := tree.arrows.module_of(header)) and other not in reach:
                yield Finding(file.path, number, "arrows", f'"{header}": may not use {other}')


def library_arrows(tree: Tree) -> Iterator[Finding]:
    for file in tree.code:
        module = tree.arrows.module_of(file.path)
        for number, sign, header in file.includes if module else []:
            libraries = tree.arrows.libraries_of(header) if sign == "<" else []
            if libraries and not any(tree.arrows.may_include(module, library) for library in libraries):
                yield Finding(file.path, number, "libraries", f"<{header}>: {module} may not use {libraries[0]}")


RULES = (
    licence, length, open_work, wall_clock, pragma_once, translation, vacuous_test, eager_condition, foreign_place, unknown_test,
    raw_text, guessed_text, blind_trust, unbuilt, umbrella, slow_header, include_arrows, library_arrows,
)


def check(root: Path) -> list[Finding]:
    tree = Tree(root)
    return [finding for rule in RULES for finding in rule(tree)]


def main() -> int:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    findings = check(root)
    for finding in findings:
        print(finding)
    print(f"{len(RULES)} rules, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
