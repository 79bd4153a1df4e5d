#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control of lint.py: a clean tree passes, and a tree that breaks one rule is reported for just that rule."""

import shutil
import tempfile
import unittest
from pathlib import Path

import lint
from arrows import ARROWS_FILE

ROOT = Path(__file__).resolve().parents[2]
SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
HEADER = SPDX + "#pragma once\n"


def _cmake(*sources: str) -> str:
    return "# SPDX-License-Identifier: GPL-3.0-or-later\nSOURCES " + " ".join(sources) + "\n"


CLEAN = {
    "core/base/CMakeLists.txt": _cmake("Time.cpp"),
    "core/base/Time.h": HEADER + "#include <string>\n",
    "core/base/Time.cpp": SPDX + '#include "core/base/Time.h"\n#include <spdlog/spdlog.h>\nsystem_clock::now();\n',
    "core/ledger/CMakeLists.txt": _cmake("Ledger.cpp"),
    "core/ledger/Ledger.h": HEADER + '#include "core/base/Time.h"\n',
    "core/ledger/Ledger.cpp": SPDX + "#include <QString>\n",
    "core/ledger/sqlite/CMakeLists.txt": _cmake("Store.cpp"),
    "core/ledger/sqlite/Store.cpp": SPDX + '#include "core/ledger/Ledger.h"\n#include <sqlite3.h>\n',
    "tests/unit/ledger/CMakeLists.txt": _cmake("LedgerTest.cpp"),
    "tests/unit/ledger/LedgerTest.cpp": SPDX + '#include "core/ledger/Ledger.h"\n#include "LedgerTest.moc"\n',
}

# rule -> a file and the text that breaks the rule, and only that one. Pieces are joined so that this file breaks none.
VIOLATIONS = [
    ("licence", "core/ledger/Bare.h", "#pragma once\n"),
    ("length", "tests/unit/ledger/Long.h", HEADER + "\n" * 399),
    ("open-work", "core/ledger/Open.h", HEADER + "// TO" + "DO later\n"),
    ("open-work", "ui/kit/Open.h", HEADER + "// HA" + "CK\n"),
    ("wall-clock", "core/ledger/Clock.h", HEADER + "auto now = std::chrono::system_clock::now();\n"),
    ("wall-clock", "ui/kit/Clock.h", HEADER + "auto now = QDateTime::currentDateTimeUtc();\n"),
    ("pragma-once", "core/ledger/Guard.h", SPDX),
    ("translation", "core/ledger/Words.h", HEADER + 'auto text = tr("Refund");\n'),
    ("vacuous-test", "tests/unit/ledger/Vacuous.h", HEADER + "QVERIFY(" + "true);\n"),
    ("eager-condition", "tests/unit/ledger/Eager.h", HEADER + "RC_ASSERT(!sum || f(sum->minor));\n"),
    ("foreign-place", "README.md", "See /wo" + "rk/notes.txt\n"),
    ("foreign-place", "README.md", "Get it from pypi" + ".org\n"),
    ("unknown-test", "docs/proof.md", "Shown by LedgerTest and OtherTest\n"),
    ("raw-text", "ui/queue/Raw.h", HEADER + "auto text = entry.subject->unescaped();\n"),
    ("raw-text", "ui/shell/Name.h", HEADER + "auto text = QString::fromStdString(link.name);\n"),
    ("guessed-text", "ui/packet/Label.h", HEADER + "QLabel label(words);\n"),
    ("guessed-text", "ui/packet/Tip.h", HEADER + "setToolTip(words);\n"),
    ("guessed-text", "app/console/Open.h", HEADER + "QDesktopServices::openUrl(target);\n"),
    ("blind-trust", "core/client/Blind.h", HEADER + "socket.ignore" + "SslErrors();\n"),
    ("unbuilt", "core/ledger/Forgotten.cpp", SPDX),
    ("umbrella", "app/ctl/Umbrella.h", HEADER + "#include <QtCore>\n"),
    ("slow-header", "core/ledger/sqlite/Slow.h", HEADER + "#include <SQLiteCpp/Database.h>\n"),
    ("slow-header", "core/ledger/Slow.h", HEADER + "#include <simdjson.h>\n"),
    ("arrows", "core/base/Up.h", HEADER + '#include "core/ledger/Ledger.h"\n'),
    ("arrows", "core/intake/Aside.h", HEADER + '#include "core/ledger/Ledger.h"\n'),
    ("arrows", "ui/queue/Deep.h", HEADER + '#include "core/ledger/Ledger.h"\n'),
    ("arrows", "tests/unit/base/Wide.h", HEADER + '#include "core/ledger/Ledger.h"\n'),
    ("arrows", "core/ledger/Near.h", HEADER + '#include "Ledger.h"\n'),
    ("libraries", "core/ledger/Network.h", HEADER + "#include <QNetworkReply>\n"),
    ("libraries", "core/triage/Window.h", HEADER + "#include <QtWidgets/QWidget>\n"),
    ("libraries", "core/domain/Hash.h", HEADER + "#include <openssl/evp.h>\n"),
]


class LintTest(unittest.TestCase):
    def rules_broken_by(self, extra: dict[str, str]) -> list[tuple[str, str]]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / ARROWS_FILE).parent.mkdir(parents=True)
            shutil.copy(ROOT / ARROWS_FILE, root / ARROWS_FILE)
            for path, text in {**CLEAN, **extra}.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
            return [(finding.rule, finding.path) for finding in lint.check(root)]

    def test_cleanTree_checked_nothingReported(self):
        self.assertEqual(self.rules_broken_by({}), [])

    def test_eachViolation_checked_reportedAlone(self):
        for rule, path, text in VIOLATIONS:
            with self.subTest(rule=rule, path=path):
                self.assertEqual(self.rules_broken_by({path: text}), [(rule, path)])

    def test_everyRule_hasAViolation(self):
        broken = {rule for rule, _, _ in VIOLATIONS}
        source = (Path(lint.__file__)).read_text(encoding="utf-8")
        reported = {rule for rule in broken if f'"{rule}"' in source}
        self.assertEqual(reported, broken)
        self.assertEqual(len(broken), len(lint.RULES))


if __name__ == "__main__":
    unittest.main()
