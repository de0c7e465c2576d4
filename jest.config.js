/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/fuzz/'],
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // It is an ES module alone, which Jest loads when it is transformed like our own.
  moduleNameMapper: { '^unixcrypt$': '<rootDir>/node_modules/unixcrypt/dist/index.js' },
  transformIgnorePatterns: ['/node_modules/(?!unixcrypt/)'],
  randomize: true,
  // Jest leaves one processor idle, which is half of a Codespace.
  maxWorkers: '100%',
  // A busy machine is no failure; what is too slow is found by the benchmarks.
  testTimeout: 30_000,
};
