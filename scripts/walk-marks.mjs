// Loaded before the service that `npm run walk` starts: collects the marks that its functions leave.
import { AsyncLocalStorage } from 'node:async_hooks';

const putOff = new AsyncLocalStorage();
let trace;

globalThis.__mark = (file) => {
  if (trace && !putOff.getStore()) trace.push(file);
};

// what waits for a timer is no part of the request that set it: a batch is written for many of them
for (const name of ['setTimeout', 'setInterval']) {
  const original = globalThis[name];
  const marking = (callback, ms, ...args) => original((...given) => putOff.run(true, callback, ...given), ms, ...args);
  globalThis[name] = Object.defineProperties(marking, Object.getOwnPropertyDescriptors(original));
}

process.on('message', (order) => {
  process.send(order === 'begin' ? [] : trace);
  trace = order === 'begin' ? [] : undefined;
});
process.channel.unref();
