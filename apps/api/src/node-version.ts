/**
 * Imported before everything else: an older Node fails inside of some file, and says nothing that helps. The number is that of
 * `engines` in package.json.
 */
const needed = [24, 9] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(
    `Sixdigit needs Node ${needed.join('.')} or newer, and this is ${process.versions.node}. \`npm start\` uses the one that \`npm ci\` has installed.\n`,
  );
  process.exit(1);
}
