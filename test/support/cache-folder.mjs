import { accessSync, constants, lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const writableByOthers = 0o022;

/** A folder for what is fetched once: the user's cache, or the temporary folder where that cannot be written. */
export function cacheFolder(name) {
  const home = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sixdigit');
  const temporary = join(tmpdir(), `sixdigit-${process.getuid?.() ?? 'cache'}`);
  for (const root of [home, temporary]) {
    const folder = join(root, name);
    if (isOurs(root, folder)) return folder;
  }
  return mkdtempSync(join(tmpdir(), `sixdigit-${name}-`));
}

/**
 * The name under the temporary folder can be guessed: a folder that somebody else made there, or that others may
 * write to, could hold programs planted for us to run, so it is passed over.
 */
function isOurs(...folders) {
  try {
    for (const folder of folders) {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      const about = lstatSync(folder);
      if (!about.isDirectory()) return false;
      if (process.getuid && (about.uid !== process.getuid() || (about.mode & writableByOthers) !== 0)) return false;
    }
    accessSync(folders.at(-1), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
