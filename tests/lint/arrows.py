# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads packaging/cmake/StillgateArrows.cmake, the file that CMake itself holds the targets to."""

import fnmatch
import re
from dataclasses import dataclass, field
from pathlib import Path

ARROWS_FILE = "packaging/cmake/StillgateArrows.cmake"


@dataclass
class Library:
    includes: list[str] = field(default_factory=list)
    everywhere: bool = False
    never_in_headers: bool = False

    def is_meant_by(self, header: str) -> bool:
        return any(fnmatch.fnmatchcase(header, pattern) for pattern in self.includes)


@dataclass
class Module:
    uses: list[str] = field(default_factory=list)
    libs: list[str] = field(default_factory=list)


class Arrows:
    def __init__(self, root: Path):
        text = re.sub(r"#.*", "", (root / ARROWS_FILE).read_text(encoding="utf-8"))
        self.libraries: dict[str, Library] = {}
        self.modules: dict[str, Module] = {}
        for command, body in re.findall(r"(\w+)\s*\(([^)]*)\)", text):
            name, *words = body.split()
            if command == "stillgate_library":
                lists = _by_keyword(words, {"INCLUDES", "EVERYWHERE", "NEVER_IN_HEADERS"})
                self.libraries[name] = Library(
                    lists.get("INCLUDES", []), "EVERYWHERE" in lists, "NEVER_IN_HEADERS" in lists
                )
            elif command == "stillgate_arrow":
                lists = _by_keyword(words, {"USES", "LIBS"})
                self.modules[name] = Module(lists.get("USES", []), lists.get("LIBS", []))
            else:
                raise ValueError(f"{ARROWS_FILE}: unknown command {command}")

    def module_of(self, path: str) -> str | None:
        """The innermost module that a path from the root lies in, or None outside of all."""
        folder = path.rpartition("/")[0].removeprefix("core/")
        while folder:
            if folder in self.modules:
                return folder
            folder = folder.rpartition("/")[0]
        return None

    def libraries_of(self, header: str) -> list[str]:
        return [name for name, library in self.libraries.items() if library.is_meant_by(header)]

    def may_include(self, module: str, library: str) -> bool:
        return self.libraries[library].everywhere or library in self.modules[module].libs


def _by_keyword(words: list[str], keywords: set[str]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    current: list[str] = []
    for word in words:
        if word in keywords:
            current = lists.setdefault(word, [])
        else:
            current.append(word)
    return lists
