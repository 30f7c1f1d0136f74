import type { Purpose } from '@sixdigit/contract';

/** A text that is registered in India (DLT), with `{#var#}` for what changes. */
export interface RegisteredText {
  readonly purpose: Purpose;
  readonly locale: string;
  readonly templateId: string;
  readonly text: string;
}

/** Where a message leaves a registered text. */
export interface TextDifference {
  /** How much of the registered text was found, in characters of it; the more, the nearer the two are. */
  readonly matched: number;
  /** How the registered text goes on from a little before there; empty where it has ended. */
  readonly registered: string;
  /** How the message goes on from a little before there; empty where it has ended. */
  readonly written: string;
}

const variable = '{#var#}';

/** A variable holds this much (TRAI, as MSG91's DLT pages say). */
export const variableMax = 30;

/** What is shown of the two, from their last common characters on. */
const shownMax = 30;
const commonMax = 10;

/**
 * The first character at which a message is no longer the registered text; undefined where it is that text exactly. A
 * variable stands for 1 to `longest` characters.
 */
export function differenceFrom(registered: string, written: string, longest = variableMax): TextDifference | undefined {
  const text = [...written];
  // all places of the message that can be reached: where a variable ends is not known before what follows it is found
  let places = new Set([0]);
  let matched = 0;
  let common = 0;
  const differs = (place: number): TextDifference => {
    const before = text.slice(place - common, place).join('');
    const shown = (rest: readonly string[]) => before + rest.slice(0, shownMax).join('');
    return { matched, registered: shown([...registered.slice(matched)]), written: shown(text.slice(place)) };
  };
  for (const part of partsOf(registered)) {
    const next = new Set([...places].flatMap((place) => stepsFrom(place, part, text, longest)));
    if (next.size === 0) return differs(Math.min(...places));
    places = next;
    matched += part.length;
    common = part === variable ? 0 : Math.min(common + 1, commonMax);
  }
  return places.has(text.length) ? undefined : differs(Math.max(...places));
}

/** Whether its last word is a variable, which operators do not register. */
export function endsWithVariable(registered: string): boolean {
  return registered.replace(/[\s\p{P}]*$/u, '').endsWith(variable.replace(/[\s\p{P}]*$/u, ''));
}

function partsOf(registered: string): string[] {
  return registered.split(variable).flatMap((fixed, index) => [...(index === 0 ? [] : [variable]), ...fixed]);
}

function stepsFrom(place: number, part: string, text: readonly string[], longest: number): number[] {
  if (part !== variable) return text[place] === part ? [place + 1] : [];
  const length = Math.min(longest, text.length - place);
  return Array.from({ length }, (_, index) => place + index + 1);
}
