import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findChromium } from './available';

test('Chromium is found on the PATH, where it can be run', () => {
  const home = mkdtempSync(join(tmpdir(), 'path-'));
  const [first, second] = [join(home, 'first'), join(home, 'second')];
  for (const folder of [first, second]) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'chromium'), '');
  }
  chmodSync(join(second, 'chromium'), 0o755);

  const found = findChromium([first, second].join(delimiter));
  const nothing = findChromium(first);
  rmSync(home, { recursive: true });

  expect(found).toBe(join(second, 'chromium'));
  expect(nothing).toBeUndefined();
});
