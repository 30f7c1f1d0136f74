import type { Challenges, OpenedChallenge, StartedVerification } from '@sixdigit/challenge';
import type { CodeSource } from '@sixdigit/delivery';

type StartedAt = Parameters<CodeSource['pendingAt']>[0];

/** The code of an opened challenge, as delivery needs it: the one place where proving and delivering meet. */
export class ChallengeCode implements CodeSource {
  /** The provider's verification that was in force before this send. */
  private before: StartedVerification | undefined;
  readonly owner: 'us' | 'provider' | undefined;
  /** Of the caller's handle: no more than the provider has checks for. */
  attemptsLeft: number;

  constructor(
    private readonly challenges: Challenges,
    private readonly opened: OpenedChallenge,
  ) {
    this.owner = opened.isNew ? undefined : opened.codeOwner;
    this.attemptsLeft = opened.attemptsLeft;
  }

  own(fixed: string | undefined): Promise<string> {
    return this.challenges.ownCode(this.opened, fixed);
  }

  pendingAt(at: StartedAt): { ref: string | undefined; stale: readonly string[] } {
    const here = this.opened.verifications.filter(({ provider, slot }) => provider === at.provider && slot === at.slot);
    const own = here.find(({ isOwn }) => isOwn);
    if (own) this.before = { ...at, ref: own.ref, replaces: [] };
    const stale = here.filter(({ isStale }) => isStale).map(({ ref }) => ref);
    return { ref: here.find(({ isStale }) => !isStale)?.ref, stale };
  }

  cancelling(refs: readonly string[]): Promise<void> {
    return this.challenges.cancelling(this.opened, refs);
  }

  async attach(at: StartedAt, ref: string, replaces: readonly string[]): Promise<'attached' | 'start_again'> {
    const attached = await this.challenges.attachVerification(this.opened, { ...at, ref, replaces });
    if (attached.outcome === 'start_again') return 'start_again';
    this.attemptsLeft = attached.attemptsLeft;
    return 'attached';
  }

  async undo(): Promise<void> {
    if (this.before && !this.opened.isNew) await this.challenges.attachVerification(this.opened, this.before);
    await this.challenges.withdraw(this.opened);
  }
}
