const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 9)) {
  throw new Error(
    `Jest can load the ESM-only NestJS from Node 24.9 on (this is ${process.version}). Use the npm scripts: they bring their own Node.`,
  );
}

const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  resolver: '<rootDir>/jest.resolver.cjs',
  moduleNameMapper: {
    '^@sixdigit/contract/codes$': '<rootDir>/libs/contract/src/codes.ts',
    '^@sixdigit/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
  setupFiles: ['<rootDir>/test/support/preload.mjs'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
          keepClassNames: true,
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

const beside = { roots: ['<rootDir>/apps', '<rootDir>/libs'] };

/** @type {import('jest').Config} */
export default {
  maxWorkers: 2,
  workerIdleMemoryLimit: '900MB',
  testTimeout: 60_000,
  coverageProvider: 'v8',
  collectCoverageFrom: ['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts', '!**/*.spec.ts', '!**/*.suite.ts', '!**/main.ts'],
  projects: [
    { ...base, ...beside, displayName: 'unit', testRegex: '(?<!\\.store)\\.spec\\.ts$' },
    { ...base, ...beside, displayName: 'store', testRegex: '\\.store\\.spec\\.ts$' },
    { ...base, roots: ['<rootDir>/test/conformance'], displayName: 'conformance', testRegex: '\\.spec\\.ts$' },
    { ...base, roots: ['<rootDir>/test/browser'], displayName: 'browser', testRegex: '\\.spec\\.ts$' },
    { ...base, roots: ['<rootDir>/test'], displayName: 'e2e', testRegex: '/test/(?:e2e|contracts|faults|program)/.*\\.spec\\.ts$' },
  ],
};
