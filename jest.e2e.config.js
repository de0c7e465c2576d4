const { testPathIgnorePatterns: _, ...shared } = require('./jest.config.js');

/** One file at a time: each starts an emulator and deploys to it. @type {import('jest').Config} */
module.exports = {
  ...shared,
  roots: ['<rootDir>/test/e2e', '<rootDir>/test/fuzz'],
  maxWorkers: 1,
  testTimeout: 120_000,
  randomize: false,
};
