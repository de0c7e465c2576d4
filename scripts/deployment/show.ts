import { Auth } from '../../contract/environment';
import { wrap } from '../console/failure';
import type { Steps } from '../console/steps';
import type { Variables } from '../settings/env-file';
import { frontOf, type Settings, Target } from '../settings/settings';
import type { LogFile } from '../tools/log-file';
import { byHand, exposure, Published, publishedText, publishPort } from './codespaces';
import type { Outputs, ServiceOutputs } from './record';
import { serviceUrl } from './service';
import { baseUrl, codespaceUrl, consoleUrl, curlLines, portOf, urlLines } from './urls';

export interface ShowOptions {
  readonly settings: Settings;
  /** Of what is deployed, which the settings at hand may not say. */
  readonly auth: Auth;
  /** Whether a caller has a key for it already. */
  readonly hasKey: boolean;
  /** The command that deploys this again. */
  readonly command: string;
  readonly variables: Variables;
  readonly outputs: Outputs;
  /** @default - there is no container */
  readonly service?: ServiceOutputs;
  readonly steps: Steps;
  readonly log: LogFile;
}

/** A part of what is printed, its lines already broken; undefined for one that has nothing to say here. */
type Part = string | undefined;

/** Where the API answers. */
interface Place {
  /** On this machine, or on AWS. */
  readonly base: string;
  /** In a Codespace, from anywhere, once its port is public. */
  readonly open?: string;
  readonly published?: Published;
}

/** Prints the API's URLs, each alone on its line, and commands to try; in Codespaces it makes them public first. */
export async function showUrls(options: ShowOptions): Promise<void> {
  const place = await publish(options);
  const parts: readonly Part[] = [
    consoleUrls(place),
    urls(place),
    serviceUrls(options),
    portNotes(options, place),
    toolsNote(options),
    recordsNote(options),
    tryIt(options, place),
    keyHint(options),
  ];
  console.log(`\n${parts.filter((part) => part !== undefined).join('\n')}`);
}

async function publish({ settings, variables, outputs, steps, log }: ShowOptions): Promise<Place> {
  const base = baseUrl(settings, outputs);
  const open = codespaceUrl(settings, outputs, variables);
  if (open === undefined) return { base };
  const port = portOf(frontOf(settings.emulator));
  const published = await steps.run(
    `Make port ${port} public`,
    () => publishPort({ port, variables, log }),
    publishedText,
    (result) => result === Published.done,
  );
  return { base, open, published };
}

function consoleUrls({ base, open }: Place): Part {
  const all = open === undefined ? [base] : [open, base];
  return `The console, for a browser:\n\n${all.map((one) => `${consoleUrl(one)}\n`).join('')}`;
}

function urls({ base, open }: Place): Part {
  if (open === undefined) return `The API answers at:\n\n${urlLines(base)}`;
  return `The API answers at its public URLs:\n\n${urlLines(open)}\nand from inside this Codespace at:\n\n${urlLines(base)}`;
}

/** Shows the URLs of the service. Its certificate is for another name than the load balancer's own. */
function serviceUrls({ settings, service }: ShowOptions): Part {
  if (service === undefined) return undefined;
  const url = serviceUrl(settings, service);
  const own = url.startsWith('https:')
    ? `\n${wrap(`Let the name of your certificate be an alias of ${new URL(url).host}, and call it by that name.`)}\n`
    : '';
  return `The container answers behind its load balancer at:\n\n${url}\n${own}`;
}

function portNotes({ settings }: ShowOptions, { published }: Place): Part {
  if (published === undefined) return undefined;
  const port = portOf(frontOf(settings.emulator));
  return `${published === Published.done ? '' : `${byHand(port, published)}\n\n`}${exposure(port, settings.emulator.gate !== undefined)}\n`;
}

/** Shows how AWS's tools reach the emulator: behind the gate they need its own port. */
function toolsNote({ settings: { target, emulator } }: ShowOptions): Part {
  if (target === Target.aws || emulator.gate === undefined) return undefined;
  return `For the AWS command line and other tools on this machine:\n\nexport AWS_ENDPOINT_URL=${emulator.endpoint.replace('//127.0.0.1', '//localhost')}\n`;
}

/** Notes that records are not real: an address that looks real invites to try it. */
function recordsNote({ settings }: ShowOptions): Part {
  if (settings.target === Target.aws) return undefined;
  if (settings.docker !== undefined) {
    return `${wrap(
      'Note: the instances are containers of the Docker Engine on this machine. Everyone who reaches these URLs can start and stop ' +
        'those with the label ec2-control:managed=true, and create more from the images in DOCKER_IMAGE and DOCKER_IMAGES.',
    )}\n`;
  }
  return `${wrap(
    'Note: the instances of an emulator are records. Nothing runs in them, and their addresses belong to strangers: ssh and browsers ' +
      'reach somebody else there.',
  )}\n`;
}

function tryIt({ settings, auth }: ShowOptions, { base, open, published }: Place): Part {
  // A port that is still private asks for a sign-in, which curl cannot do.
  const reachable = published === Published.done ? (open ?? base) : base;
  return `Try it (a browser opens /status and /list; /start and /stop take POST):\n\n${curlLines(settings, auth, reachable)}`;
}

/** Shows how to get the first key: later `make key` itself says what to do. */
function keyHint({ auth, hasKey, command }: ShowOptions): Part {
  if (auth !== Auth.key || hasKey) return undefined;
  return `The first command makes a key, and the second deploys it:\n\nmake key NAME=me ACTIONS=list,status,start,stop,jobs\n${command}\n`;
}
