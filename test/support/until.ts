/** Long enough for a machine that is busy with other things: what happens is waited for no longer than it takes. */
const patienceMs = 30_000;
const pauseMs = 25;

/** Waits for something that happens off the path of the request. */
export async function until<Value>(look: () => Promise<Value> | Value, isThere: (value: Value) => boolean): Promise<Value> {
  let value = await look();
  for (const end = Date.now() + patienceMs; Date.now() < end && !isThere(value); ) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    value = await look();
  }
  if (!isThere(value)) throw new Error(`It did not happen: ${JSON.stringify(value)}`);
  return value;
}
