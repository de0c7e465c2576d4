// Makes a virtual environment with the packages of a file: `node venv.cjs python folder requirements`. The stamp in it is written
// last. It is run beside npm on a fresh checkout, before there is a package: plain JavaScript.
// biome-ignore-all lint/style/useNodejsImportProtocol: Node.js before 14.18 does not know it, and must get as far as the message.
'use strict';
const { spawnSync } = require('child_process');
const { createHash } = require('crypto');
const fs = require('fs');
const path = require('path');

// What the program ends with, so that who runs it can say what to do.
const status = { venvFailed: 3, pipFailed: 4 };

function fingerprintOf(requirements) {
  return createHash('sha256').update(fs.readFileSync(requirements)).digest('hex');
}

function run(command, args) {
  console.log(`$ ${[command, ...args].join(' ')}`);
  const env = { ...process.env, PIP_USER: '0' };
  return spawnSync(command, args, { env, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

// From 22.3 on pip installs into an environment that has no pip of its own, which takes most of the time to make.
function hasPip(python) {
  const { stdout } = spawnSync(python, ['-m', 'pip', '--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [, major, minor] = (/^pip (\d+)\.(\d+)/.exec(stdout || '') || []).map(Number);
  return major > 22 || (major === 22 && minor >= 3);
}

function main(python, folder, requirements) {
  const own = path.join(folder, 'bin', 'python');
  const wanted = fingerprintOf(requirements);
  const outside = hasPip(python);
  fs.rmSync(folder, { recursive: true, force: true });
  if (!run(python, ['-m', 'venv', folder, ...(outside ? ['--without-pip'] : [])])) return status.venvFailed;
  const pip = outside ? [python, '-m', 'pip', '--python', own] : [own, '-m', 'pip'];
  // Python compiles what it uses when it first uses it.
  const how = ['--require-hashes', '--no-compile', '--no-input', '--disable-pip-version-check'];
  if (!run(pip[0], [...pip.slice(1), 'install', ...how, '-r', requirements])) return status.pipFailed;
  fs.writeFileSync(path.join(folder, 'installed'), wanted);
  return 0;
}

if (require.main === module) process.exitCode = main(...process.argv.slice(2));

module.exports = { fingerprintOf };
