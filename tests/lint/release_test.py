#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ships: no failpoints, hardened, and no window toolkit in what runs on a server.

STILLGATE_RELEASE_BIN names the folder of the release programs (tests/run.sh builds them), STILLGATE_BIN that of this build,
which has failpoints and is the control.
"""

import os
import subprocess
import sys
import unittest
from pathlib import Path

SKIPPED = 77
FAILPOINT_WORDS = (b"STILLGATE_FAILPOINT", b"STILLGATE_DISABLE", b"stillgate6faults")
HEADLESS = {"stillgated", "stillgatectl", "stillgate-sandbox"}


def programs(variable: str) -> list[Path]:
    return sorted(path for path in Path(os.environ[variable]).iterdir() if path.is_file())


def failpoint_words_in(program: Path) -> list[bytes]:
    content = program.read_bytes()
    return [word for word in FAILPOINT_WORDS if word in content]


def readelf(program: Path) -> str:
    command = ["readelf", "--wide", "--file-header", "--dynamic", "--program-headers", str(program)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


class ReleaseTest(unittest.TestCase):
    def test_releasePrograms_searched_holdNoFailpoint(self):
        for program in programs("STILLGATE_RELEASE_BIN"):
            with self.subTest(program.name):
                self.assertEqual(failpoint_words_in(program), [])

    def test_thisBuild_searched_holdsFailpoints(self):
        self.assertTrue(any(failpoint_words_in(program) for program in programs("STILLGATE_BIN")))

    def test_releasePrograms_read_areHardened(self):
        for program in programs("STILLGATE_RELEASE_BIN"):
            with self.subTest(program.name):
                headers = readelf(program)
                self.assertRegex(headers, r"Type:\s+DYN")
                self.assertIn("GNU_RELRO", headers)
                self.assertRegex(headers, r"FLAGS_1.*\bNOW\b")
                self.assertRegex(headers, r"GNU_STACK\s.*\sRW\s")

    def test_headlessPrograms_read_linkNoWindowToolkit(self):
        for program in programs("STILLGATE_RELEASE_BIN"):
            if program.name in HEADLESS:
                with self.subTest(program.name):
                    self.assertNotRegex(readelf(program), r"NEEDED.*libQt6(Gui|Widgets)")


if __name__ == "__main__":
    if not os.environ.get("STILLGATE_RELEASE_BIN"):
        print("Skipped: no release programs, STILLGATE_RELEASE_BIN is not set (tests/run.sh builds them)")
        sys.exit(SKIPPED)
    unittest.main()
