import { isLocalUrl } from './local-only.js';

/** A receipt that the sandbox posted, or would have posted. */
export interface Callback {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** 0 when there was no answer, or when the target is not on this machine and was not called. */
  status: number;
}

const patienceMs = 15_000;
/** A target that cannot be reached is tried once more. */
const attempts = 2;

/** Posts receipts to the service, on this machine only. */
export class Callbacks {
  readonly sent: Callback[] = [];
  private readonly stopping = new AbortController();

  /** The text of the answer; undefined without one. */
  async post(url: string, headers: Record<string, string>, body: string): Promise<string | undefined> {
    const callback: Callback = { url, headers, body, status: 0 };
    this.sent.push(callback);
    if (!isLocalUrl(url)) return undefined;
    for (let attempt = 0; attempt < attempts && !this.stopping.signal.aborted; attempt += 1) {
      const response = await this.attempt(url, headers, body);
      if (!response) continue;
      callback.status = response.status;
      return response.text().catch(() => undefined);
    }
    return undefined;
  }

  stop(): void {
    this.stopping.abort();
  }

  private async attempt(url: string, headers: Record<string, string>, body: string): Promise<Response | undefined> {
    const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(patienceMs)]);
    return fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal }).catch(() => undefined);
  }
}
