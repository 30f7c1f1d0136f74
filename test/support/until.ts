const attempts = 200;
const pauseMs = 25;

/** Waits for something that happens off the path of the request. */
export async function until<Value>(look: () => Promise<Value> | Value, isThere: (value: Value) => boolean): Promise<Value> {
  let value = await look();
  for (let attempt = 0; attempt < attempts && !isThere(value); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    value = await look();
  }
  if (!isThere(value)) throw new Error(`It did not happen: ${JSON.stringify(value)}`);
  return value;
}
