/** A hit that is given back when its request succeeds. */
export interface Charge {
  readonly key: string;
  readonly member: string;
}

const charged = new WeakMap<object, Charge>();

export function rememberCharge(request: object, charge: Charge): void {
  charged.set(request, charge);
}

/** The charge of a request, once: what was given back cannot be given back again. */
export function takeCharge(request: object): Charge | undefined {
  const charge = charged.get(request);
  if (charge) charged.delete(request);
  return charge;
}
