#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text with a number in it has its finished English forms: nobody reads "1 messages".

The sources are read by lupdate into a copy, so that a text nobody has translated yet is found and not only one left unfinished.
"""

import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as Xml
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = ROOT / "translations" / "stillgate_en.ts"
FORMS_OF_ENGLISH = 2


def messages(file: Path) -> dict[tuple[str, str, str], Xml.Element]:
    return {
        (context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", "")): message
        for context in Xml.parse(file).getroot().iter("context")
        for message in context.iter("message")
    }


def is_finished(message: Xml.Element) -> bool:
    translation = message.find("translation")
    forms = [form.text for form in message.iter("numerusform")]
    return translation is not None and not translation.get("type") and len(forms) == FORMS_OF_ENGLISH and all(forms)


def refreshed(file: Path, folder: Path) -> tuple[Path, str]:
    """A copy that knows the sources of now, and what lupdate said."""
    copy = folder / "stillgate_en.ts"
    shutil.copy(file, copy)
    ran = subprocess.run([ROOT / "translations" / "refresh.sh", copy], capture_output=True, text=True, check=True)
    return copy, ran.stderr


def findings(file: Path) -> list[str]:
    kept = messages(file)
    with tempfile.TemporaryDirectory() as folder:
        copy, said = refreshed(file, Path(folder))
        now = messages(copy)
    found = [f"{key}: no finished forms" for key, message in now.items() if not is_finished(message)]
    found += [f"{key}: no source has it any more" for key in kept.keys() - now.keys()]
    # Such a text is asked for under another name than the one it is filed under.
    return found + [line for line in said.splitlines() if "lacks Q_OBJECT" in line]


class Translations(unittest.TestCase):
    def test_english_knows_the_forms_of_every_number(self) -> None:
        self.assertGreater(len(messages(ENGLISH)), 0)
        self.assertEqual(findings(ENGLISH), [])

    def test_a_missing_an_empty_and_an_outlived_text_are_found(self) -> None:
        tree = Xml.parse(ENGLISH)
        context = tree.getroot().find("context")
        removed, emptied, renamed = context.findall("message")[:3]
        context.remove(removed)
        emptied.find("translation/numerusform").text = ""
        renamed.find("source").text = "%n of a kind that no screen shows"
        with tempfile.TemporaryDirectory() as folder:
            broken = Path(folder) / ENGLISH.name
            tree.write(broken, encoding="utf-8")
            text = "\n".join(findings(broken))
        self.assertIn(f"{removed.findtext('source')!r}, ''): no finished forms", text)
        self.assertIn(f"{emptied.findtext('source')!r}, ''): no finished forms", text)
        self.assertIn("'%n of a kind that no screen shows', ''): no source has it any more", text)


if __name__ == "__main__":
    unittest.main()
