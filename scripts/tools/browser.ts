import { spawn } from 'node:child_process';
import type { Variables } from '../settings/env-file';

/**
 * Finds the program that opens a URL here: what `BROWSER` names, as Codespaces and others set it, or the desktop's own.
 */
export function browserProgram(variables: Variables, platform: NodeJS.Platform = process.platform): string | undefined {
  if (variables.BROWSER) return variables.BROWSER;
  if (platform === 'darwin') return 'open';
  return variables.DISPLAY || variables.WAYLAND_DISPLAY ? 'xdg-open' : undefined;
}

/**
 * Opens a URL in a browser that goes on by itself.
 * @returns whether one could be started
 */
export function openInBrowser(url: string, variables: Variables): Promise<boolean> {
  const command = browserProgram(variables);
  if (command === undefined) return Promise.resolve(false);
  const child = spawn(command, [url], { detached: true, stdio: 'ignore' });
  return new Promise((done) => {
    child.once('error', () => done(false));
    child.once('spawn', () => {
      child.unref();
      done(true);
    });
  });
}
