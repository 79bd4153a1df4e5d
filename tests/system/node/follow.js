#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// Follows an orchestrator's feed: follow.js READY_FILE [FROM]
// Says who it is, lists the open gates, follows from the event FROM on or from a snapshot, and checks every sequence and every checkpoint.
// Writes one JSON line for what it sees, {"hello"}, {"gates"}, {"following"}, {"event"}, and reads one from standard input: the size of
// the ledger at which it ends, with {"done"}.

const fs = require('fs');
const readline = require('readline');
const { Client } = require('./openrpc');
const { Frontier, readCheckpoint } = require('./merkle');

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

/** What is known of the ledger. Any mismatch ends the program. */
class Follower {
  constructor(key) {
    this.key = key;
    this.tickets = new Map();
    this.gates = new Map();
    this.checkpoints = 0;
    this.isWhole = false;
    this.early = [];
  }

  begin({ start, next, frontier, checkpoint }) {
    this.frontier = new Frontier(next, frontier);
    this.isWhole = start === 'events';
    this.check(checkpoint);
    // What came in one piece with the answer was here before whoever waits for the answer went on.
    for (const [name, params] of this.early) this.take(name, params);
  }

  take(name, params) {
    if (!this.frontier) {
      this.early.push([name, params]);
      return;
    }
    for (const row of params.tickets) if (!(this.tickets.get(row.id)?.latest > row.latest)) this.tickets.set(row.id, row);
    for (const row of params.gates) this.gates.set(row.id, row);
    if (name === 'feed.rows') {
      this.isWhole = params.last;
      return;
    }
    if (!this.isWhole) throw new Error('events came before the last rows');
    for (const header of params.headers) {
      if (header.seq !== this.frontier.size) throw new Error(`event ${header.seq} came instead of ${this.frontier.size}`);
      this.frontier.append(header);
      say({ event: header });
    }
    if (params.checkpoint) this.check(params.checkpoint);
  }

  /** A note over what is here must be signed and have our root; an older or newer one can only be signed. */
  check(note) {
    const { size, root, isSigned } = readCheckpoint(note, this.key);
    if (!isSigned) throw new Error(`the checkpoint of ${size} is not signed by the ledger's key`);
    if (size !== this.frontier.size) return;
    if (!root.equals(this.frontier.root())) throw new Error(`the checkpoint of ${size} has another root`);
    this.checkpoints++;
  }
}

async function main([readyFile, from]) {
  let follower;
  let size = Infinity;
  const endWhenThere = (client) => {
    if (follower.isWhole && follower.frontier.size >= size) {
      const { frontier, checkpoints, tickets, gates } = follower;
      say({ done: { size: frontier.size, root: frontier.root().toString('hex'), checkpoints, tickets: [...tickets.values()], gates: [...gates.values()] } });
      client.socket.close();
    }
  };
  const client = await Client.connect(JSON.parse(fs.readFileSync(readyFile, 'utf8')), (name, params) => {
    follower.take(name, params);
    endWhenThere(client);
  });
  say({ hello: await client.call('session.hello', { client: 'follow.js', version: '1', features: ['feed'] }) });
  say({ gates: (await client.call('gates.list', { status: 'open', most: 100 })).rows });
  const first = await client.call('events.list', { from: 0, most: 1, order: 'oldest_first' });
  follower = new Follower(first.headers[0].data.checkpoint_key);
  const answer = await client.call('feed.subscribe', from === undefined ? {} : { from: Number(from) });
  follower.begin(answer);
  say({ following: { start: answer.start, next: answer.next } });
  readline.createInterface({ input: process.stdin }).on('line', (line) => {
    size = Number(line);
    endWhenThere(client);
  });
  const code = await client.ended;
  if (size === Infinity) throw new Error(`the connection ended with ${code}`);
  process.exit(0);
}

process.on('uncaughtException', (error) => {
  process.stderr.write(`follow.js: ${error.stack}\n`);
  process.exit(1);
});
main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`follow.js: ${error.stack}\n`);
  process.exit(1);
});
