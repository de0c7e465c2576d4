import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** The Chromium of this machine, as Debian and others install it. */
export function findChromium(path = process.env.PATH ?? ''): string | undefined {
  const candidates = path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Registers tests that need a browser. Where there is none they are left out, which one line says; in CI that is a failure.
 * @param body - gets the browser's program
 */
export function describeWithBrowser(title: string, body: (chromium: string) => void): void {
  const chromium = findChromium();
  if (chromium !== undefined) {
    describe(title, () => body(chromium));
    return;
  }
  test(`${title}: left out, as there is no Chromium`, () => {
    process.stderr.write(`${title}: left out, as there is no Chromium\n`);
    expect(process.env.CI).not.toBe('true');
  });
}
