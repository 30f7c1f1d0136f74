const { options } = require('./.dependency-cruiser.cjs');

/** Circles between folders, of what is shipped: a test may look across. Apart, because a rule on folders cannot leave files out. */
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-folder-cycle',
      comment: 'Rule 2: folders that import each other in a circle are one folder with a wall through it.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
  ],
  options: { ...options, exclude: '\\.(?:spec|suite|fake)\\.ts$' },
};
