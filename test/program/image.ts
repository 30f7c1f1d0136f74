import { execFile } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, matchesGlob, resolve } from 'node:path';
import { promisify } from 'node:util';
import { copyOf, type Instruction, type Stage, stagesOf } from './dockerfile.js';

const execute = promisify(execFile);

export const repository = resolve(import.meta.dirname, '../..');
const built = join(repository, 'dist');

/** Where every stage of the Dockerfile works. */
const workFolder = '/app';

/** What says something about the image and does nothing to its files. */
const words = ['USER', 'EXPOSE', 'HEALTHCHECK', 'CMD'];

/** What an image built from infra/Dockerfile holds, without Docker: each stage is a folder that was empty before. */
export class Image {
  private constructor(
    /** What the last stage has in its WORKDIR. */
    readonly folder: string,
    readonly lastStage: Stage,
    readonly stages: readonly Stage[],
    private readonly root: string,
  ) {}

  /** Does what the Dockerfile says with the npm of this machine. */
  static async build(): Promise<Image> {
    const stages = stagesOf(readFileSync(join(repository, 'infra/Dockerfile'), 'utf8'));
    const root = mkdtempSync(join(tmpdir(), 'sixdigit-image-'));
    try {
      const folders = new Map<string, string>();
      for (const [index, stage] of stages.entries()) {
        const folder = join(root, stage.name ?? `stage-${index}`);
        mkdirSync(folder);
        folders.set(stage.name ?? '', folder);
        for (const instruction of stage.instructions) await carryOut(instruction, folder, folders);
      }
      return new Image([...folders.values()].at(-1)!, stages.at(-1)!, stages, root);
    } catch (error) {
      rmSync(root, { recursive: true, force: true });
      throw error;
    }
  }

  /** What stands behind an instruction of the last stage, for example CMD. */
  textOf(name: string): string {
    const found = this.lastStage.instructions.findLast((instruction) => instruction.name === name);
    if (!found) throw new Error(`The last stage of the Dockerfile has no ${name}`);
    return found.text;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

async function carryOut(instruction: Instruction, folder: string, folders: ReadonlyMap<string, string>): Promise<void> {
  const { name, text } = instruction;
  if (name === 'COPY') copy(instruction, folder, folders);
  else if (name === 'RUN') await run(text, folder);
  else if (name === 'WORKDIR' && text === workFolder) return;
  else if (!words.includes(name)) throw new Error(`This test does not know what ${name} ${text} does to an image`);
}

function copy(instruction: Instruction, folder: string, folders: ReadonlyMap<string, string>): void {
  const { from, sources, target } = copyOf(instruction);
  for (const source of sources) {
    // as Docker has it: a file keeps its name in a folder that is named with a slash; of a folder the content is copied
    const to = resolve(folder, target.endsWith('/') ? join(target, basename(source)) : target);
    mkdirSync(resolve(to, '..'), { recursive: true });
    // moved, for what is copied out of a stage is not needed there any more, and node_modules is large
    if (from !== undefined) renameSync(resolve(folders.get(from)!, source.replace(`${workFolder}/`, '')), to);
    else cpSync(join(repository, source), to, { recursive: true, preserveTimestamps: true, filter: (path) => !isIgnored(path) });
  }
}

/** By the lines of .dockerignore that hold wherever a file stands. */
function isIgnored(path: string): boolean {
  return ignoreLines().some((line) => line.startsWith('**/') && matchesGlob(basename(path), line.slice('**/'.length)));
}

async function run(command: string, folder: string): Promise<void> {
  // every package, as they stand here already: fetching them again takes most of a minute
  if (/^npm ci\b(?!.*--omit)/.test(command)) return symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  // accounts and their folders are the image's
  if (/^mkdir [\w/]+ && chown [\w:]+ [\w/]+$/.test(command)) return;
  if (command === 'npm run build' && isBuiltFrom(folder)) return cpSync(built, join(folder, 'dist'), { recursive: true });
  if (!/^npm [\w:= -]+$/.test(command)) throw new Error(`This test does not know how to RUN ${command}`);
  await execute(command, { cwd: folder, shell: true, env: { ...process.env, npm_config_prefer_offline: 'true' } });
}

/** Whether the repository is built already from what was copied. The gate builds again: it proves that what is copied suffices. */
function isBuiltFrom(folder: string): boolean {
  const entry = join(built, 'apps/api/apps/api/src/main.js');
  if (process.env['CI'] === 'true' || !existsSync(entry)) return false;
  const builtAt = statSync(entry).mtimeMs;
  return globSync('{apps,libs,scripts}/**/*.{ts,mjs}', { cwd: folder }).every((file) => statSync(join(folder, file)).mtimeMs < builtAt);
}

function ignoreLines(): string[] {
  const text = readFileSync(join(repository, '.dockerignore'), 'utf8');
  return text.split('\n').filter((line) => line && !line.startsWith('#'));
}

/** Whether a path of the repository may enter the build, by a .dockerignore that lists what may. */
export function isLetThrough(source: string): boolean {
  const lines = ignoreLines();
  return lines[0] === '*' && lines.includes(`!${source}`) && existsSync(join(repository, source));
}
