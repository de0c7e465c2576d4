// Installs the npm packages when the lock file has changed. It runs before anything is installed, perhaps on an old Node.js: plain
// JavaScript that every version can read, with no package but Node's own.
// biome-ignore-all lint/style/useNodejsImportProtocol: Node.js before 14.18 does not know it, and must get as far as the message.
'use strict';
const { spawnSync } = require('child_process');
const { createHash } = require('crypto');
const fs = require('fs');
const path = require('path');

const root = path.resolve(__dirname, '..');
const stamp = path.join(root, 'node_modules', '.ec2-control-installed');
const log = path.join('.local', 'logs', 'packages.log');

function fail(paragraph, tail) {
  console.error(`\n${paragraph}\n${tail ? `\nFrom ${log}:\n${tail}\n` : ''}`);
  process.exit(1);
}

function checkNode() {
  const parts = process.versions.node.split('.').map(Number);
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 12)) return;
  fail(
    `Node.js 20.12 or newer is needed, and this is ${process.version} (${process.execPath}). Install a current version from ` +
      'https://nodejs.org, or with "nvm install 24", and run make again.',
  );
}

function wanted() {
  const files = ['package.json', 'package-lock.json'].map((file) => fs.readFileSync(path.join(root, file)));
  const machine = `${process.platform} ${process.arch} ${process.versions.modules}`;
  return files.reduce((hash, file) => hash.update(file), createHash('sha256').update(machine)).digest('hex');
}

function installed() {
  try {
    return fs.readFileSync(stamp, 'utf8');
  } catch {
    return undefined;
  }
}

function install(fingerprint) {
  const started = Date.now();
  fs.mkdirSync(path.join(root, path.dirname(log)), { recursive: true });
  const output = fs.openSync(path.join(root, log), 'w');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: ['ignore', output, output] });
  if (result.error)
    fail(`npm could not be started (${result.error.message}). It comes with Node.js: is it on the PATH?`);
  if (result.status !== 0) {
    // npm says first what went wrong, and then how it is used.
    const lines = fs.readFileSync(path.join(root, log), 'utf8').trimEnd().split('\n');
    const errors = lines.filter((line) => line.startsWith('npm error')).slice(0, 12);
    fail(
      'The npm packages could not be installed. Is the npm registry reachable from here?',
      (errors.length > 0 ? errors : lines.slice(-20)).join('\n'),
    );
  }
  fs.writeFileSync(stamp, fingerprint);
  const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`;
  console.log(`✓ ${'Install the npm packages'.padEnd(40)} ${seconds.padStart(7)}`);
}

checkNode();
const fingerprint = wanted();
if (installed() !== fingerprint) install(fingerprint);
