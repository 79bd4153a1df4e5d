#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The unit that is installed is one that systemd takes, and it exposes little. Skips (77) where systemd-analyze is not there."""

import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SKIPPED = 77
MOST_EXPOSED = 20  # of 100: systemd's own measure; an unhardened service has 96
BUILD = Path()


def _analyze(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)


class ServiceTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        subprocess.run(
            ["cmake", "--install", str(BUILD), "--component", "service", "--prefix", str(self.folder)],
            check=True, capture_output=True,
        )
        self.installed = self.folder / "lib/systemd/system/stillgated.service"
        # verify looks for the program where the unit says it is.
        text = re.sub(r"ExecStart=\S+/stillgated", f"ExecStart={BUILD / 'bin/stillgated'}", self.installed.read_text())
        self.unit = self.folder / "stillgated.service"
        self.unit.write_text(text)

    def test_installed_hasAllOfTheService(self):
        self.assertTrue(self.installed.is_file())
        self.assertTrue(list(self.folder.glob("share/doc/*/security.md")))
        self.assertTrue(list(self.folder.glob("share/doc/*/stillgated.toml")))

    def test_unit_verified_isTaken(self):
        done = _analyze("verify", str(self.unit))
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_unit_withAMistake_isNotTaken(self):
        self.unit.write_text(self.unit.read_text().replace("NoNewPrivileges=yes", "NoNewPrivilege=yes"))
        done = _analyze("verify", str(self.unit))
        self.assertIn("NoNewPrivilege", done.stderr)

    def _exposure(self) -> int:
        return _analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(self.unit)).returncode

    def test_unit_measured_exposesLittle(self):
        self.assertEqual(self._exposure(), 0)

    def test_unit_withoutItsHardening_exposesTooMuch(self):
        kept = ("[", "ExecStart", "Type", "    --tls", "WantedBy")
        lines = [line for line in self.unit.read_text().splitlines() if line.startswith(kept)]
        self.unit.write_text("\n".join(lines) + "\n")
        self.assertNotEqual(self._exposure(), 0)


if __name__ == "__main__":
    BUILD = Path(sys.argv.pop(1))
    if shutil.which("systemd-analyze") is None:
        print("systemd-analyze is not on this machine")
        sys.exit(SKIPPED)
    unittest.main()
