// Installs the npm packages when the lock file has changed. It runs before anything is installed, perhaps on an old Node.js: plain
// JavaScript that every version can read, with no package but Node's own.
// biome-ignore-all lint/style/useNodejsImportProtocol: Node.js before 14.18 does not know it, and must get as far as the message.
'use strict';
const { createHash } = require('crypto');
const fs = require('fs');
const path = require('path');
const { startEmulatorInstall } = require('./packages/emulator.cjs');
const { takeLock, holdFor } = require('./packages/lock.cjs');
const { startNpm, reasonOf } = require('./packages/npm.cjs');

const root = path.resolve(__dirname, '..');
const state = path.join(root, '.local');
const stamp = path.join(root, 'node_modules', '.ec2-control-installed');
const lock = path.join(state, 'locks', 'packages');
const log = path.join('.local', 'logs', 'packages.log');
const title = 'Install the npm packages';
const emulatorTitle = "Install the emulator's packages";

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

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

// The packages that package.json names and that are not there.
function missing() {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const names = Object.keys({ ...dependencies, ...devDependencies });
  return names.filter((name) => !fs.existsSync(path.join(root, 'node_modules', name, 'package.json')));
}

// What happens meanwhile: in the last line of a terminal, and elsewhere a line each half minute. Progress goes to standard error:
// `KEY=$(make key …)` holds the key alone.
function showTime(started, titles) {
  const terminal = process.stderr.isTTY;
  const show = () => {
    const time = `${Math.round((Date.now() - started) / 1000)} s`;
    const text = `… ${titles.map((one) => `${one} ${time}`).join(', ')}`;
    // A line that wraps could not be erased.
    process.stderr.write(terminal ? `\r\x1b[K${text.slice(0, (process.stderr.columns || 80) - 1)}` : `${text}\n`);
  };
  if (terminal) show();
  const timer = setInterval(show, terminal ? 1000 : 30000);
  const erase = () => terminal && process.stderr.write('\r\x1b[K');
  const hide = () => {
    clearInterval(timer);
    erase();
  };
  // Takes a step out of the line, and leaves one for it.
  const end = (one, well = true) => {
    titles.splice(titles.indexOf(one), 1);
    erase();
    const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`;
    if (well) console.error(`✓ ${one.padEnd(40)} ${seconds.padStart(7)}`);
    if (titles.length === 0) hide();
    else if (terminal) show();
  };
  return { hide, end };
}

function install(fingerprint) {
  const started = Date.now();
  fs.mkdirSync(path.join(root, path.dirname(log)), { recursive: true });
  // An installation that is broken off must not count as the one that was there before.
  fs.rmSync(stamp, { force: true });
  const output = fs.openSync(path.join(root, log), 'w');
  const { child, onStop } = startNpm({ root, cache: path.join(state, 'npm-cache'), output });
  holdFor(lock, child.pid);
  const emulator = startEmulatorInstall({ root, state, goals: process.argv.slice(2), output });
  const { hide, end } = showTime(started, emulator === undefined ? [title] : [title, emulatorTitle]);
  onStop((status) => {
    hide();
    console.error();
    process.exit(status);
  });
  child.once('error', (error) => {
    hide();
    fail(`npm could not be started (${error.message}). It comes with Node.js: is it on the PATH?`);
  });
  child.once('close', (status) => {
    if (status !== 0) {
      hide();
      failed();
    }
    const left = missing();
    if (left.length > 0) {
      hide();
      incomplete(left);
    }
    fs.writeFileSync(stamp, fingerprint);
    end(title);
  });
  if (emulator !== undefined) emulator.once('close', (status) => end(emulatorTitle, status === 0));
}

function failed() {
  // npm says first what went wrong, and then how it is used.
  const lines = (read(path.join(root, log)) || '').trimEnd().split('\n');
  const errors = lines.filter((line) => line.startsWith('npm error')).slice(0, 12);
  const tail = (errors.length > 0 ? errors : lines.slice(-20)).join('\n');
  fail(`The npm packages could not be installed. ${reasonOf(tail)}`, tail);
}

function incomplete(names) {
  fail(
    `npm has ended well, but left out packages that the tools need: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}. ` +
      'Does a setting of npm leave them out ("npm config list")?',
  );
}

function main(waited) {
  const fingerprint = wanted();
  if (read(stamp) === fingerprint && missing().length === 0) return;
  if (takeLock(lock)) return install(fingerprint);
  if (!waited) console.error('… Another make installs the npm packages: waiting for it');
  setTimeout(main, 300, true);
}

checkNode();
main();
