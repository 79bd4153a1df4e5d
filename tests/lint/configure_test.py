#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""CMake refuses at configure time what StillgateArrows.cmake does not list; the control is the same call with a listed name."""

import subprocess
import tempfile
import unittest
from pathlib import Path

CMAKE_FOLDER = Path(__file__).resolve().parents[2] / "packaging" / "cmake"
PROJECT = """cmake_minimum_required(VERSION 3.25)
project(arrows LANGUAGES NONE)
list(APPEND CMAKE_MODULE_PATH "{folder}")
include(StillgateModules)
stillgate_check_arrows({call})
"""


class ConfigureTest(unittest.TestCase):
    def configure(self, call: str) -> subprocess.CompletedProcess:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "CMakeLists.txt").write_text(
                PROJECT.format(folder=CMAKE_FOLDER.as_posix(), call=call), encoding="utf-8"
            )
            return subprocess.run(
                ["cmake", "-G", "Ninja", "-S", folder, "-B", f"{folder}/build"], capture_output=True, text=True, check=False
            )

    def refused(self, call: str, words: str):
        result = self.configure(call)
        self.assertNotEqual(result.returncode, 0)
        self.assertIn(words, " ".join(result.stderr.split()))

    def test_listedNames_configured_accepted(self):
        result = self.configure('ledger/sqlite "base;ledger" "SQLiteCpp;simdjson::simdjson"')
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_moduleNotListed_configured_refused(self):
        self.refused('intake "base;ledger" ""', "intake may not use ledger")

    def test_libraryNotListed_configured_refused(self):
        self.refused('ledger "base" "SQLiteCpp"', "ledger may not link SQLiteCpp")

    def test_unknownModule_configured_refused(self):
        self.refused('nowhere "" ""', "nowhere is no module")


if __name__ == "__main__":
    unittest.main()
