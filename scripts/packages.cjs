// Installs the npm packages when the lock file has changed. It runs before anything is installed, perhaps on an old Node.js: plain
// JavaScript that every version can read, with no package but Node's own.
// biome-ignore-all lint/style/useNodejsImportProtocol: Node.js before 14.18 does not know it, and must get as far as the message.
'use strict';
const { spawn } = require('child_process');
const { createHash } = require('crypto');
const fs = require('fs');
const os = require('os');
const path = require('path');

const root = path.resolve(__dirname, '..');
const state = path.join(root, '.local');
const stamp = path.join(root, 'node_modules', '.ec2-control-installed');
const lock = path.join(state, 'locks', 'packages');
const log = path.join('.local', 'logs', 'packages.log');
const title = 'Install the npm packages';

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

// Of two makes, one installs. The lock holds the number of its process: one that was killed holds nothing.
function takeLock() {
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isStale()) fs.rmSync(lock, { force: true });
    return false;
  }
  process.once('exit', () => fs.rmSync(lock, { force: true }));
  return true;
}

// After a restart of the machine another program may have the number: no installation takes a quarter of an hour.
function isStale() {
  try {
    if (Date.now() - fs.statSync(lock).mtimeMs > 900000) return true;
    const pid = Number(read(lock));
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

// npm cannot do without a cache; where its own cannot be written, it gets another.
function environment() {
  const env = { ...process.env };
  try {
    const cache = env.npm_config_cache || env.NPM_CONFIG_CACHE || path.join(os.homedir(), '.npm');
    if (!fs.existsSync(cache)) fs.mkdirSync(cache);
    fs.accessSync(cache, fs.constants.W_OK);
  } catch {
    env.npm_config_cache = path.join(state, 'npm-cache');
  }
  return env;
}

// What happens meanwhile: in the last line of a terminal, and elsewhere a line each half minute. Progress goes to standard error:
// `KEY=$(make key …)` holds the key alone.
function showTime(started) {
  const terminal = process.stderr.isTTY;
  const show = () => {
    const text = `… ${title} ${Math.round((Date.now() - started) / 1000)} s`;
    process.stderr.write(terminal ? `\r\x1b[K${text}` : `${text}\n`);
  };
  if (terminal) show();
  const timer = setInterval(show, terminal ? 1000 : 30000);
  return () => {
    clearInterval(timer);
    if (terminal) process.stderr.write('\r\x1b[K');
  };
}

function install(fingerprint) {
  const started = Date.now();
  fs.mkdirSync(path.join(root, path.dirname(log)), { recursive: true });
  // An installation that is broken off must not count as the one that was there before.
  fs.rmSync(stamp, { force: true });
  const output = fs.openSync(path.join(root, log), 'w');
  const options = { cwd: root, stdio: ['ignore', output, output], env: environment() };
  const child = spawn('npm', ['ci', '--no-audit', '--no-fund'], options);
  const hide = showTime(started);
  process.once('exit', () => child.kill());
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      console.error();
      process.exit(130);
    });
  }
  child.once('error', (error) => {
    hide();
    fail(`npm could not be started (${error.message}). It comes with Node.js: is it on the PATH?`);
  });
  child.once('close', (status) => {
    hide();
    if (status !== 0) failed();
    fs.writeFileSync(stamp, fingerprint);
    const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`;
    console.error(`✓ ${title.padEnd(40)} ${seconds.padStart(7)}`);
  });
}

function failed() {
  // npm says first what went wrong, and then how it is used.
  const lines = (read(path.join(root, log)) || '').trimEnd().split('\n');
  const errors = lines.filter((line) => line.startsWith('npm error')).slice(0, 12);
  fail(
    'The npm packages could not be installed. Is the npm registry reachable from here?',
    (errors.length > 0 ? errors : lines.slice(-20)).join('\n'),
  );
}

function main(waited) {
  const fingerprint = wanted();
  if (read(stamp) === fingerprint) return;
  if (takeLock()) return install(fingerprint);
  if (!waited) console.error('… Another make installs the npm packages: waiting for it');
  setTimeout(main, 300, true);
}

checkNode();
main();
