import { type FaultKind, VendorFault } from '../strategy.js';

/** What a vendor's error numbers mean for us. */
export interface FaultRow<Code extends number | string> {
  readonly kind: FaultKind;
  readonly codes: readonly Code[];
  /** For the operator, in the log. */
  readonly advice: string;
}

/** A vendor's table of errors, read both ways. */
export class FaultTable<Code extends number | string> {
  private readonly byCode: ReadonlyMap<Code, FaultRow<Code>>;
  private readonly byKind: ReadonlyMap<FaultKind, FaultRow<Code>>;

  constructor(
    private readonly vendor: string,
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
  fault(code: Code | undefined, otherwise: FaultKind, report: VendorFault['report'] = {}): VendorFault {
    const row = (code === undefined ? undefined : this.byCode.get(code)) ?? this.byKind.get(otherwise);
    if (!row) throw new Error(`The fault table of ${this.vendor} has no row for ${otherwise}.`);
    return new VendorFault(this.vendor, row.kind, row.advice, { ...(code === undefined ? {} : { code }), ...report });
  }
}
