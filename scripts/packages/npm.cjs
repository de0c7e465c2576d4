// Runs npm, whatever the user's environment says about other projects, and ends it with all that it has started.
// biome-ignore-all lint/style/useNodejsImportProtocol: Node.js before 14.18 does not know it, and must get as far as the message.
'use strict';
const { spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

// Settings by which npm leaves out what the tools need, or does nothing: they are about other projects.
const foreign =
  /^(NODE_ENV|npm_config_(omit|only|also|production|dev|dry_run|global|location|prefix|package_lock_only))$/i;

// npm cannot do without a cache; where its own cannot be written, it gets another.
function environment(spare) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  try {
    const cache = env.npm_config_cache || env.NPM_CONFIG_CACHE || path.join(os.homedir(), '.npm');
    if (!fs.existsSync(cache)) fs.mkdirSync(cache);
    fs.accessSync(cache, fs.constants.W_OK);
  } catch {
    env.npm_config_cache = spare;
  }
  return env;
}

// A group of its own: what npm has started ends with it, and Ctrl-C reaches it through this program alone.
function startNpm({ root, cache, output }) {
  const options = { cwd: root, stdio: ['ignore', output, output], env: environment(cache), detached: true };
  const child = spawn('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], options);
  const kill = (signal) => {
    try {
      return child.pid !== undefined && process.kill(-child.pid, signal);
    } catch {
      return false;
    }
  };
  // Not before all of the group has ended is the lock free: another npm beside it would find folders that change under its hands.
  const onStop = (stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => {
        child.removeAllListeners('close');
        kill('SIGTERM');
        const deadline = Date.now() + 3000;
        setInterval(() => {
          if (!kill(0)) stopped(128 + os.constants.signals[signal]);
          if (Date.now() > deadline) kill('SIGKILL');
        }, 50);
      });
    }
  };
  return { child, onStop };
}

const reasons = [
  [/\b(ENOSPC|EDQUOT)\b|no space left/i, 'The disk is full: free some space, and run make again.'],
  [
    /\b(EACCES|EPERM|EROFS)\b/,
    'A file cannot be written: does it belong to another user, such as root after "sudo make"?',
  ],
  [
    /\b(ENOTEMPTY|EBUSY)\b/,
    'Something else changes node_modules at the same time: is another npm or an editor at work here? Run make again.',
  ],
  [
    /network|registry|\b(ENOTFOUND|EAI_AGAIN|ECONN\w+|E?TIMEDOUT|ERR_SOCKET\w*|E40\d|E5\d\d|\w*CERT\w*)\b/i,
    'Is the npm registry reachable from here?',
  ],
];

// What to look at when npm has failed with these lines.
function reasonOf(lines) {
  const [, reason] = reasons.find(([pattern]) => pattern.test(lines)) || [undefined, 'What npm says is below.'];
  return reason;
}

module.exports = { startNpm, reasonOf };
