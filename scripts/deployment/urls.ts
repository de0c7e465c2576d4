import { Auth } from '../../contract/environment';
import type { Variables } from '../settings/env-file';
import { isOwnMachine } from '../settings/gate';
import { type EmulatorSettings, frontOf, type Settings, Target } from '../settings/settings';
import type { Outputs } from './record';

/** The routes whose URLs are shown; a browser opens those that take GET. */
const shown = [
  { path: '/start', method: 'POST' },
  { path: '/stop', method: 'POST' },
  { path: '/status', method: 'GET' },
  { path: '/list', method: 'GET' },
] as const;

/** Makes the base URL of the API for this machine, without a slash at its end. */
export function baseUrl({ target, emulator }: Settings, { ApiId, ApiUrl }: Outputs): string {
  // An emulator reports AWS's own host name, at which it does not answer.
  return target === Target.aws ? ApiUrl.replace(/\/$/, '') : `${local(frontOf(emulator))}${apiPath(ApiId)}`;
}

/** Makes the base URL in GitHub Codespaces, where a forwarded port has a public host name; undefined elsewhere. */
export function codespaceUrl(
  { target, emulator }: Settings,
  { ApiId }: Outputs,
  variables: Variables,
): string | undefined {
  const { CODESPACE_NAME: name, GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: domain } = variables;
  if (!name || target !== Target.local || !isReachable(emulator)) return undefined;
  return `https://${name}-${portOf(frontOf(emulator))}.${domain || 'app.github.dev'}${apiPath(ApiId)}`;
}

/** Writes the full URLs, one a line. */
export function urlLines(base: string): string {
  return shown.map(({ path }) => `${base}${path}\n`).join('');
}

/** Makes the URL of the console. The slash at its end is not needed, but shows that the URL is complete. */
export function consoleUrl(base: string): string {
  return `${base}/`;
}

/** Commands to try the API with, one a line: those that only look come first. */
export function curlLines({ region }: Pick<Settings, 'region'>, auth: Auth, base: string): string {
  const proof = {
    [Auth.none]: '',
    [Auth.key]: `-H 'x-api-key: YOUR-KEY' `,
    [Auth.iam]: `--aws-sigv4 'aws:amz:${region ?? 'REGION'}:execute-api' --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" `,
  }[auth];
  const line = ({ path, method }: (typeof shown)[number]): string =>
    `curl ${method === 'GET' ? '' : `-X ${method} `}${proof}${base}${path}\n`;
  const [changes, looks] = [
    shown.filter(({ method }) => method !== 'GET'),
    shown.filter(({ method }) => method === 'GET'),
  ];
  return [...looks, ...changes].map(line).join('');
}

export function portOf(endpoint: string): string {
  const { port, protocol } = new URL(endpoint);
  return port || (protocol === 'https:' ? '443' : '80');
}

/** Codespaces forwards ports of this machine. */
function isReachable(emulator: EmulatorSettings): boolean {
  return emulator.gate !== undefined || isOwnMachine(emulator.endpoint);
}

function local(endpoint: string): string {
  return endpoint.replace('//127.0.0.1', '//localhost');
}

function apiPath(id: string): string {
  return `/restapis/${id}/prod/_user_request_`;
}
