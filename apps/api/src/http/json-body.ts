/** Levels of objects and lists in a body. */
const depthMax = 8;

/** Names through which an object's prototype is reached. */
const poisonous = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses a JSON body. Undefined for what is no JSON, is nested too deeply, names a member twice (two readers could
 * take different ones) or names one that reaches a prototype.
 */
export function parseJsonBody(text: string): { value: unknown } | undefined {
  const shape = shapeOf(text);
  if (shape.depth > depthMax) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return membersOf(value) === shape.members ? { value } : undefined;
  } catch {
    return undefined;
  }
}

/** Each member of an object has one colon outside of texts. */
function shapeOf(text: string): { depth: number; members: number } {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isText) {
      if (character === '\\') at += 1;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === ':') members += 1;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth -= 1;
  }
  return { depth: deepest, members };
}

/** How many members survived the parsing; NaN where one is poisonous. */
function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) for (const item of value) members += membersOf(item);
  else
    for (const [name, member] of Object.entries(value)) {
      if (poisonous.has(name)) return Number.NaN;
      members += 1 + membersOf(member);
    }
  return members;
}
