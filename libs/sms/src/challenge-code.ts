import type { Challenges, OpenedChallenge, StartedVerification } from '@sixdigit/challenge';
import type { CodeSource } from '@sixdigit/delivery';

type StartedAt = Parameters<CodeSource['pendingAt']>[0];

/** The code of an opened challenge, as delivery needs it: the one place where proving and delivering meet. */
export class ChallengeCode implements CodeSource {
  /** The provider's verification that was in force before this send. */
  private before: StartedVerification | undefined;
  private left: number;

  constructor(
    private readonly challenges: Challenges,
    private readonly opened: OpenedChallenge,
  ) {
    this.left = opened.attemptsLeft;
  }

  get owner(): 'us' | 'provider' | undefined {
    return this.opened.isNew ? undefined : this.opened.codeOwner;
  }

  /** Attempts of the caller's handle: no more than the provider has checks for. */
  get attemptsLeft(): number {
    return this.left;
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
    this.left = attached.attemptsLeft;
    return 'attached';
  }

  async undo(): Promise<void> {
    if (this.before && !this.opened.isNew) await this.challenges.attachVerification(this.opened, this.before);
    await this.challenges.withdraw(this.opened);
  }
}
