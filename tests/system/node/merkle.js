// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// The Merkle tree of RFC 9162 section 2.1 and its checkpoints (c2sp.org/tlog-checkpoint), as far as a follower of the feed needs them.

const crypto = require('crypto');

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), crypto.createHash('sha256')).digest();

/** RFC 8785: members sorted by UTF-16 units, numbers and texts as ECMAScript writes them. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** The complete subtrees of a tree, largest first. */
class Frontier {
  /** Of `size` leaves, from the roots in hexadecimal. */
  constructor(size, roots) {
    this.size = size;
    this.trees = [];
    for (let level = 52; level >= 0; level--) {
      if (Math.floor(size / 2 ** level) % 2 === 1) this.trees.push({ level, hash: Buffer.from(roots[this.trees.length], 'hex') });
    }
    if (this.trees.length !== roots.length) throw new Error('the frontier is not one of its size');
  }

  append(header) {
    let tree = { level: 0, hash: sha256(Buffer.from([0]), Buffer.from(canonical(header))) };
    while (this.trees.length > 0 && this.trees[this.trees.length - 1].level === tree.level) {
      tree = { level: tree.level + 1, hash: sha256(Buffer.from([1]), this.trees.pop().hash, tree.hash) };
    }
    this.trees.push(tree);
    this.size++;
  }

  root() {
    return this.trees.map((tree) => tree.hash).reduceRight((right, left) => sha256(Buffer.from([1]), left, right));
  }
}

/** Takes a signed note apart: origin, size, root; and whether the ledger's key (in hexadecimal) has signed it. */
function readCheckpoint(note, key) {
  const end = note.indexOf('\n\n') + 1;
  const [origin, size, root] = note.slice(0, end).split('\n');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(key, 'hex')]);
  const publicKey = crypto.createPublicKey({ key: der, format: 'der', type: 'spki' });
  const isSigned = note.slice(end + 1).split('\n').some((line) => {
    const [dash, name, signature] = line.split(' ');
    // Four bytes name the key.
    return dash === '\u2014' && name === origin &&
      crypto.verify(null, Buffer.from(note.slice(0, end)), publicKey, Buffer.from(signature, 'base64').subarray(4));
  });
  return { size: Number(size), root: Buffer.from(root, 'base64'), isSigned };
}

module.exports = { Frontier, readCheckpoint };
