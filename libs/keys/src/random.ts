import { randomFillSync } from 'node:crypto';

/** One system call fetches as many bytes as a hundred requests take. */
const pool = Buffer.allocUnsafeSlow(8192);
let used = pool.length;

/** Cryptographically random bytes; none is ever handed out twice, and none stays behind. */
export function randomBuffer(bytes: number): Buffer {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const taken = Buffer.from(pool.subarray(used, used + bytes));
  pool.fill(0, used, used + bytes);
  used += bytes;
  return taken;
}

/** As {@link randomBuffer}, in base64url. */
export function randomToken(bytes: number): string {
  return randomBuffer(bytes).toString('base64url');
}
