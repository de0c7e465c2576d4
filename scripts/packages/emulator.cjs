// Installs the emulator beside the npm packages, where nothing says that none is needed. What goes wrong is not told: the step that
// needs the emulator tries again, and tells.
// biome-ignore-all lint/style/useNodejsImportProtocol: Node.js before 14.18 does not know it, and must get as far as the message.
'use strict';
const { spawn, spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const { fingerprintOf } = require('./venv.cjs');

// Targets of make that start the emulator; without any, make deploys.
const targets = ['deploy', 'install', 'emulator', 'test'];
const others = { TARGET: 'local', EMULATOR: 'ministack', AWS_ENDPOINT_URL: '' };

function isWanted(root, goals) {
  if (goals.length > 0 && !goals.some((goal) => targets.includes(goal))) return false;
  if (Object.entries(others).some(([name, usual]) => (process.env[name] || usual) !== usual)) return false;
  const file = path.join(root, '.env');
  return (
    !fs.existsSync(file) ||
    !/^\s*(export\s+)?(TARGET|EMULATOR|AWS_ENDPOINT_URL)\s*=/m.test(fs.readFileSync(file, 'utf8'))
  );
}

function isThere(folder, requirements) {
  try {
    return fs.readFileSync(path.join(folder, 'installed'), 'utf8') === fingerprintOf(requirements);
  } catch {
    return false;
  }
}

const usable = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 3)';

// @returns the process, or undefined where there is nothing to do
function startEmulatorInstall({ root, state, goals, output }) {
  const folder = path.join(state, 'python', 'ministack');
  const requirements = path.join(root, 'config', 'python', 'ministack.txt');
  if (!isWanted(root, goals) || !fs.existsSync(requirements) || isThere(folder, requirements)) return undefined;
  if (spawnSync('python3', ['-c', usable], { stdio: 'ignore' }).status !== 0) return undefined;
  const program = path.join(__dirname, 'venv.cjs');
  // A group of its own: it is stopped with all that it has started.
  const options = { cwd: root, stdio: ['ignore', output, output], detached: true };
  const child = spawn(process.execPath, [program, 'python3', folder, requirements], options);
  let over = false;
  child
    .once('error', () => undefined)
    .once('close', () => {
      over = true;
    });
  process.once('exit', () => {
    try {
      if (!over && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Nobody is left in the group.
    }
  });
  return child;
}

module.exports = { startEmulatorInstall };
