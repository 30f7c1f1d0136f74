import { type FaultKind, ProviderFault } from './provider-fault.js';

/** What a provider's error numbers mean for us. */
export interface FaultRow<Code extends number | string> {
  readonly kind: FaultKind;
  readonly codes: readonly Code[];
  /** For the operator, in the log. */
  readonly advice: string;
}

/** A provider's table of errors, read both ways. */
export class FaultTable<Code extends number | string> {
  private readonly byCode: ReadonlyMap<Code, FaultRow<Code>>;
  private readonly byKind: ReadonlyMap<FaultKind, FaultRow<Code>>;

  constructor(
    private readonly provider: string,
    readonly rows: readonly FaultRow<Code>[],
  ) {
    this.byCode = new Map(rows.flatMap((row) => row.codes.map((code) => [code, row] as const)));
    this.byKind = new Map(rows.map((row) => [row.kind, row]));
  }

  /** Undefined for a number that the table does not have. */
  kindOf(code: Code): FaultKind | undefined {
    return this.byCode.get(code)?.kind;
  }

  /** The fault of a number; where the table does not have it, one of kind `otherwise`. */
  fault(code: Code | undefined, otherwise: FaultKind, report: ProviderFault['report'] = {}): ProviderFault {
    const row = (code === undefined ? undefined : this.byCode.get(code)) ?? this.byKind.get(otherwise);
    if (!row) throw new Error(`The fault table of ${this.provider} has no row for ${otherwise}.`);
    return new ProviderFault(this.provider, row.kind, row.advice, { ...(code === undefined ? {} : { code }), ...report });
  }
}
