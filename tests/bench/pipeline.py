#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tickets a second through the whole pipeline, the sandbox in the loop, and the memory of the orchestrator.

    pipeline.py BIN_FOLDER [TICKETS...]

Of every five messages one is a double charge whose refund runs, is verified and confirmed; the others stop at a person. Each size
starts on a fresh ledger. One JSON line a figure; beside each stands the raw limit measured in the same run: what SQLite commits of
as many rows of the same bytes in groups of the same size, synchronous=FULL, without anything else.
"""

import json
import os
import pathlib
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SIZES = (1_000, 10_000, 100_000)
GROUP = 64  # events that the orchestrator commits together at the most
OTHERS = (
    "Where is my parcel for order ORD-{n}? It should have been here on Monday.",
    "Please send me the invoice of order ORD-{n} again, I cannot find it.",
    "I cannot sign in any more, the reset link never arrives.",
    "What does the bigger plan cost for a team of {n} people?",
)


def write_day(folder, tickets):
    """Messages and matching books."""
    customers, orders, payments = [], [], []
    with open(folder / "messages.jsonl", "w", encoding="utf-8") as out:
        for n in range(tickets):
            address = f"customer{n}@sample.example"
            order = f"ORD-{n + 1000}"
            double = n % 5 == 0
            if double:
                text = f"I was charged twice for order {order}, please refund the second payment of 19.00 EUR."
                customers.append({"id": f"C-{n}", "name": f"Sample Customer {n}", "email": address, "tier": "standard"})
                orders.append({"id": order, "customer": f"C-{n}", "currency": "EUR", "total_minor": 1900,
                               "status": "delivered", "created_at": "2026-03-01T09:00:00Z"})
                for part in (1, 2):
                    payments.append({"id": f"PAY-{n}-{part}", "order": order, "customer": f"C-{n}", "amount_minor": 1900,
                                     "currency": "EUR", "captured_at": f"2026-03-01T09:0{part}:00Z", "method": "card"})
            else:
                text = OTHERS[n % 5 - 1].format(n=n + 1000)
            out.write(json.dumps({"id": f"m-{n}", "source": "bench", "channel": "email", "customer": {"email": address},
                                  "text": text}) + "\n")
    books = {"customers": customers, "orders": orders, "payments": payments, "refunds": [], "accounts": []}
    (folder / "books.json").write_text(json.dumps(books), encoding="utf-8")


def write_pack(folder):
    """The demonstration's rules without its pauses; a pack extends its siblings."""
    packs = folder / "packs"
    (packs / "bench").mkdir(parents=True)
    (packs / "starter").symlink_to(ROOT / "resources/packs/starter")
    (packs / "bench" / "pack.toml").write_text('extends = "starter"\n', encoding="utf-8")
    policy = (ROOT / "resources/packs/demonstration/policy.toml").read_text(encoding="utf-8")
    lines = [line.split("=")[0] + '= "0ms"' if line.split("=")[0].strip() in ("low", "normal", "high", "silence") else line
             for line in policy.splitlines()]
    (packs / "bench" / "policy.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return packs / "bench"


def start(arguments, ready):
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not ready.exists():
        if process.poll() is not None:
            raise SystemExit(f"{arguments[0]} ended with {process.returncode}")
        time.sleep(0.02)
    return process


def peak_memory(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0


def summary(binaries, data):
    done = subprocess.run([binaries / "stillgatectl", "summary", "--json", "--data", data], capture_output=True, check=True)
    return json.loads(done.stdout)


def raw_commits(folder, events, size):
    """Rows a second that SQLite itself takes in groups of the same size."""
    database = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, bytes BLOB)")
    row = os.urandom(size)
    begin = time.monotonic()
    for first in range(0, events, GROUP):
        database.execute("BEGIN")
        database.executemany("INSERT INTO rows VALUES (?, ?)", [(i, row) for i in range(first, min(first + GROUP, events))])
        database.execute("COMMIT")
    return events / (time.monotonic() - begin)


def figure(name, value, unit, raw=None):
    line = {"name": name, "value": round(value, 1), "unit": unit,
            "machine": f"{os.cpu_count()} cores, {platform.machine()}"}
    if raw is not None:
        line.update(raw=round(raw, 1), ratio=round(value / raw, 3))
    print(json.dumps(line), flush=True)


def measure(binaries, tickets):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_day(folder, tickets)
        pack = write_pack(folder)
        data, books = folder / "data", folder / "data.sandbox"
        sandbox = start([binaries / "stillgate-sandbox", "--data", books, "--seed", folder / "books.json"], books / "ready.json")
        daemon = None
        try:
            daemon = start([binaries / "stillgated", "--data", data, "--sandbox", books / "ready.json", "--pack", pack,
                            "--log", "error"], data / "ready.json")
            begin = time.monotonic()
            subprocess.run([binaries / "stillgatectl", "import", folder / "messages.jsonl", "--source", "bench", "--data", data],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            taken_in = time.monotonic() - begin
            now = summary(binaries, data)
            while any(outcome.startswith("under way") for outcome in now["outcomes"]):
                time.sleep(0.2)
                now = summary(binaries, data)
            whole = time.monotonic() - begin
            memory = peak_memory(daemon.pid)
            bytes_each = (data / "ledger.sqlite").stat().st_size / now["ledger_size"]
            raw = raw_commits(folder, now["ledger_size"], int(bytes_each))
            events_each = now["ledger_size"] / tickets
            figure(f"pipeline_{tickets}_intake", tickets / taken_in, "tickets/s", raw / events_each)
            figure(f"pipeline_{tickets}_closed", tickets / whole, "tickets/s", raw / events_each)
            figure(f"pipeline_{tickets}_events", events_each, "events/ticket")
            figure(f"pipeline_{tickets}_bytes", bytes_each * events_each, "bytes/ticket")
            figure(f"pipeline_{tickets}_calls", now["actions_verified"] * 5 / tickets, "calls/ticket")
            figure(f"pipeline_{tickets}_memory", memory, "MiB")
        finally:
            for process in (daemon, sandbox):
                if process is not None:
                    process.terminate()
                    process.wait()


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    for tickets in [int(size) for size in sys.argv[2:]] or SIZES:
        measure(pathlib.Path(sys.argv[1]), tickets)


if __name__ == "__main__":
    main()
