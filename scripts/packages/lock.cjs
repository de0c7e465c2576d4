// The lock of the npm packages, which is taken before there is a package to take it with.
// biome-ignore-all lint/style/useNodejsImportProtocol: Node.js before 14.18 does not know it, and must get as far as the message.
'use strict';
const fs = require('fs');
const path = require('path');

// Of two makes, one installs. The lock holds the numbers of its process and of its npm: killed ones hold nothing.
function takeLock(lock) {
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isStale(lock)) fs.rmSync(lock, { force: true });
    return false;
  }
  process.once('exit', () => fs.rmSync(lock, { force: true }));
  return true;
}

// After a restart of the machine another program may have the number: no installation takes a quarter of an hour.
function isStale(lock) {
  try {
    if (Date.now() - fs.statSync(lock).mtimeMs > 900000) return true;
    const pids = fs
      .readFileSync(lock, 'utf8')
      .split(' ')
      .map(Number)
      .filter((pid) => pid > 0);
    return pids.length > 0 && !pids.some(isRunning);
  } catch {
    return false;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

// The lock is held as long as this other process runs, too.
function holdFor(lock, pid) {
  if (pid !== undefined) fs.writeFileSync(lock, `${process.pid} ${pid}`);
}

module.exports = { takeLock, holdFor };
