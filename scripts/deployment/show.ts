import { Auth } from '../../contract/environment';
import type { Steps } from '../console/steps';
import type { Variables } from '../settings/env-file';
import type { Settings } from '../settings/settings';
import type { LogFile } from '../tools/log-file';
import { byHand, exposure, publishPort } from './codespaces';
import type { Outputs } from './record';
import { baseUrl, codespaceUrl, curlLine, portOf, urlLines } from './urls';

export interface ShowOptions {
  readonly settings: Settings;
  /** Of what is deployed, which the settings at hand may not say. */
  readonly auth: Auth;
  readonly variables: Variables;
  readonly outputs: Outputs;
  readonly steps: Steps;
  readonly log: LogFile;
}

/** Prints the API's URLs, each alone on its line, and a command to try; in Codespaces it makes them public first. */
export async function showUrls({ settings, auth, variables, outputs, steps, log }: ShowOptions): Promise<void> {
  const base = baseUrl(settings, outputs);
  const open = codespaceUrl(settings, outputs, variables);
  const port = portOf(settings.emulator.endpoint);
  if (open === undefined) {
    console.log(`\nThe API answers at:\n\n${urlLines(base)}`);
  } else {
    const publish = (): Promise<boolean> => publishPort({ port, variables, log });
    const done = await steps.run(`Make port ${port} public`, publish, outcome, (published) => published);
    console.log(
      `\nThe API answers at its public URLs:\n\n${urlLines(open)}\nand from inside this Codespace at:\n\n${urlLines(base)}`,
    );
    console.log(`${done ? '' : `${byHand(port)}\n\n`}${exposure(port)}\n`);
  }
  console.log(`Try it:\n\n${curlLine(settings, auth, open ?? base)}\n`);
  if (auth === Auth.key) {
    console.log(
      'A key is made with: make key NAME=me ACTIONS=list,status,start,stop\nthen deploy again to let it in.\n',
    );
  }
}

function outcome(done: boolean): string {
  return done ? 'public' : 'not allowed, see below';
}
