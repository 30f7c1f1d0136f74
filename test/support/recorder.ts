import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const secretCharactersMin = 6;

export type SecretKind = 'otp' | 'phone' | 'token' | 'key';

/** Keeps what a service logged, which secrets a test used and which problems it was answered, for the scans after the run. */
export class Recorder {
  private readonly folder = process.env['TEST_RECORD_DIR'] ?? mkdtempSync(join(tmpdir(), 'sixdigit-record-'));
  private readonly name = `${randomBytes(6).toString('hex')}.txt`;
  private readonly known = new Set<string>();

  /** A log sink. */
  write(line: string): void {
    appendFileSync(join(this.folder, `log-${this.name}`), line);
  }

  secret(kind: SecretKind, value: unknown): void {
    // a made-up token of one letter would be found everywhere
    if (typeof value !== 'string' || value.length < secretCharactersMin || this.known.has(value)) return;
    this.known.add(value);
    appendFileSync(join(this.folder, `secret-${this.name}`), `${JSON.stringify({ kind, value })}\n`);
  }

  problem(code: unknown): void {
    if (typeof code === 'string') appendFileSync(join(this.folder, `problem-${this.name}`), `${code}\n`);
  }
}
