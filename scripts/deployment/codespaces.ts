import { setTimeout } from 'node:timers/promises';
import { wrap } from '../console/failure';
import type { Variables } from '../settings/env-file';
import type { LogFile } from '../tools/log-file';
import { run } from '../tools/run';

export interface PublishOptions {
  readonly port: string;
  readonly variables: Variables;
  readonly log: LogFile;
  /** Milliseconds between the attempts: Codespaces forwards a port some seconds after it opens. */
  readonly pauses?: readonly number[];
}

/** What became of making a port public. */
export const Published = { done: 'done', refused: 'refused', noProgram: 'noProgram' } as const;
export type Published = (typeof Published)[keyof typeof Published];

/** Makes the port public with GitHub's command line. */
export async function publishPort({
  port,
  variables,
  log,
  pauses = [1_000, 2_000, 4_000],
}: PublishOptions): Promise<Published> {
  const args = ['codespace', 'ports', 'visibility', `${port}:public`, '-c', variables.CODESPACE_NAME ?? ''];
  for (const pause of [0, ...pauses]) {
    await setTimeout(pause);
    const { status } = await run({ command: 'gh', args, env: variables }, log);
    if (status === 0) return Published.done;
    if (status === -1) return Published.noProgram;
  }
  return Published.refused;
}

/** Words the result in a few words. */
export function publishedText(published: Published): string {
  const texts = {
    [Published.done]: 'public',
    [Published.refused]: 'not allowed, see below',
    [Published.noProgram]: 'there is no program gh, see below',
  };
  return texts[published];
}

/** Explains how to publish the port by hand, where `gh` may not or is missing. */
export function byHand(port: string, published: Published): string {
  const [why, after] =
    published === Published.noProgram
      ? ['there is no program "gh" here', '']
      : ['it was not allowed', ' Your organization may forbid it.'];
  return wrap(
    `The port could not be made public automatically, because ${why}, so the public URLs ask for a sign-in. By hand: open the tab PORTS of the ` +
      `Codespace, click port ${port} with the right button, and choose Port Visibility, then Public.${after} ` +
      'It is private again after each restart of the Codespace: type "make" then.',
  );
}

/**
 * Warns in one line about what a public port exposes. Without the gate that is an emulator, which runs any function
 * that it is given.
 */
export function exposure(port: string, gated: boolean): string {
  return gated
    ? `Note: through the public port ${port} everyone who has the URL can call this API, but nothing else in the emulator.`
    : `Note: through a public port ${port} everyone who has the URL can use the whole emulator, and run programs here. Make it private when you are done.`;
}
