export interface Instruction {
  /** In capitals: `COPY`. */
  readonly name: string;
  /** What follows it, its lines joined. */
  readonly text: string;
}

/** What stands between one FROM and the next. */
export interface Stage {
  readonly image: string;
  /** What it is called after AS. */
  readonly name: string | undefined;
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile, in order. Knows what ours needs: no here-documents, no escape but `\` at the end of a line. */
export function stagesOf(dockerfile: string): Stage[] {
  const stages: { image: string; name: string | undefined; instructions: Instruction[] }[] = [];
  for (const { name, text } of instructionsOf(dockerfile)) {
    const [image = '', , alias] = text.split(/\s+/);
    if (name === 'FROM') stages.push({ image, name: alias, instructions: [] });
    else if (stages.length === 0) throw new Error(`${name} stands before the first FROM`);
    else stages.at(-1)!.instructions.push({ name, text });
  }
  return stages;
}

/** The parts of a COPY. Every path is as written. */
export function copyOf({ text }: Instruction): { from: string | undefined; sources: string[]; target: string } {
  const words = text.split(/\s+/);
  const flags = words.filter((word) => word.startsWith('--'));
  const paths = words.filter((word) => !word.startsWith('--'));
  const unknown = flags.find((flag) => !flag.startsWith('--from='));
  if (unknown || paths.length < 2) throw new Error(`COPY ${text} is not simple`);
  return { from: flags[0]?.slice('--from='.length), sources: paths.slice(0, -1), target: paths.at(-1)! };
}

/** The words of a CMD in its exec form, which no shell reads. */
export function wordsOf(text: string): string[] {
  return JSON.parse(text.slice(text.indexOf('['))) as string[];
}

function instructionsOf(dockerfile: string): Instruction[] {
  return dockerfile
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => {
      const [name = ''] = line.trim().split(/\s+/, 1);
      return { name: name.toUpperCase(), text: line.trim().slice(name.length).trim() };
    });
}
