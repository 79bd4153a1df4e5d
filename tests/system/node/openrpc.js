// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// A JSON-RPC client over a WebSocket that knows one method by name, rpc.discover. Everything else it looks up in the OpenRPC document that
// it is answered with: which methods there are, what their parameters are called, and what comes back.

const WebSocket = require('ws');

/** What a value breaks of a JSON Schema (the words that the document uses); nothing when it keeps to it. */
function schemaFault(schema, value, path = '$') {
  const kindOf = (v) => (Array.isArray(v) ? 'array' : v === null ? 'null' : Number.isInteger(v) ? 'integer' : typeof v);
  if (schema.type && kindOf(value) !== schema.type) return `${path} is no ${schema.type}`;
  if ('const' in schema && value !== schema.const) return `${path} is not ${schema.const}`;
  if (schema.enum && !schema.enum.includes(value)) return `${path} is none of ${schema.enum}`;
  if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) return `${path} is not like ${schema.pattern}`;
  if (value < schema.minimum || value > schema.maximum) return `${path} is out of bounds`;
  if (schema.oneOf && schema.oneOf.filter((one) => !schemaFault(one, value, path)).length !== 1) return `${path} is not one of its forms`;
  for (const key of schema.required ?? []) if (!(key in value)) return `${path}.${key} is missing`;
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    const fault = key in value && schemaFault(inner, value[key], `${path}.${key}`);
    if (fault) return fault;
  }
  const each = schema.items ?? schema.additionalProperties;
  for (const [key, inner] of Object.entries(each ? value : {})) {
    const fault = schemaFault(each, inner, `${path}.${key}`);
    if (fault) return fault;
  }
  return undefined;
}

/** Something that fits a schema where the caller has no wish. */
function anyOf(schema) {
  if (schema.enum) return schema.enum[0];
  return { string: '', integer: Math.max(0, schema.minimum ?? 0), boolean: false, array: [], object: {} }[schema.type];
}

class Client {
  /** Connects and reads the document. `notified` is called with the name and the parameters of every notification. */
  static async connect(ready, notified) {
    const client = new Client(new WebSocket(ready.url, ['stillgate.v1'], { headers: { authorization: `Bearer ${ready.token}` } }), notified);
    await new Promise((resolve, reject) => client.socket.once('open', resolve).once('error', reject));
    client.document = await client.send('rpc.discover', {});
    return client;
  }

  constructor(socket, notified) {
    this.socket = socket;
    this.notified = notified;
    this.calls = new Map();
    this.ended = new Promise((resolve) => socket.on('close', (code) => resolve(code)));
    socket.on('message', (text) => this.receive(JSON.parse(text)));
  }

  /** Calls a method of the document. `wishes` are values by the name of a parameter; what is required beside them is made up. */
  async call(name, wishes = {}) {
    const method = this.document.methods.find((candidate) => candidate.name === name);
    if (!method) throw new Error(`the document has no ${name}`);
    const params = {};
    for (const { name: key, required, schema } of method.params) {
      if (key in wishes) params[key] = wishes[key];
      else if (required) params[key] = anyOf(schema);
      const fault = key in params && schemaFault(schema, params[key], key);
      if (fault) throw new Error(`${name}: ${fault}`);
    }
    const result = await this.send(method.name, params);
    const fault = schemaFault(method.result.schema, result);
    if (fault) throw new Error(`the answer to ${name}: ${fault}`);
    return result;
  }

  send(method, params) {
    const id = this.calls.size + 1;
    this.socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return new Promise((resolve, reject) => this.calls.set(id, { resolve, reject }));
  }

  receive(message) {
    if ('method' in message) {
      this.check(message);
      this.notified(message.method, message.params);
    } else if (message.error) {
      this.calls.get(message.id).reject(new Error(JSON.stringify(message.error)));
    } else {
      this.calls.get(message.id).resolve(message.result);
    }
  }

  check({ method, params }) {
    const notice = this.document['x-notifications'].find((candidate) => candidate.name === method);
    if (!notice) throw new Error(`the document has no notification ${method}`);
    for (const { name, required, schema } of notice.params) {
      const fault = name in params ? schemaFault(schema, params[name], name) : required && `${name} is missing`;
      if (fault) throw new Error(`${method}: ${fault}`);
    }
  }
}

module.exports = { Client };
