import { emulatorEndpoint } from './endpoint';
import { isOn, type Variables } from './env-file';

/** Where the gate listens that lets in calls of the deployed APIs alone. */
export interface GateSettings {
  readonly host: string;
  readonly port: number;
  readonly endpoint: string;
  /** Whose APIs it lets through. */
  readonly region: string;
}

/** Where the emulator is, and the gate before it, if there is one. */
export interface Places {
  readonly host: string;
  readonly port: number;
  readonly endpoint: string;
  /** It is the user's own. */
  readonly given: boolean;
  readonly gate?: GateSettings;
}

/** The address and port that make was given, and what `AWS_ENDPOINT_URL` says. */
interface Front {
  readonly local: boolean;
  readonly host: string;
  readonly port: number;
  readonly given: string | undefined;
  readonly region: string | undefined;
}

/**
 * Finds out where emulator and gate listen. In a Codespace, or with `GATE=on`, the gate has the port and the emulator the next one,
 * which only this machine reaches.
 * @param mistakes - gets what is wrong
 */
export function readPlaces(
  variables: Variables,
  { local, host, port, given, region = 'us-east-1' }: Front,
  mistakes: string[],
): Places {
  const wish = variables.GATE?.trim() ?? '';
  if (!/^(on|off|)$/.test(wish)) mistakes.push(`GATE is "${wish}", but must be on or off`);
  const text = variables.EMULATOR_PRIVATE_PORT?.trim() || String(port < 65_535 ? port + 1 : port - 1);
  const own = Number(text);
  if (!/^[1-9]\d{0,4}$/.test(text) || own > 65_535)
    mistakes.push(`EMULATOR_PRIVATE_PORT is "${text}", but must be a port number`);
  const open: Places = { host, port, endpoint: given ?? emulatorEndpoint(host, port), given: given !== undefined };
  const here = given === undefined || isOwnMachine(given);
  const wanted = wish === 'on' || (wish === '' && isOn(variables.CODESPACE_NAME) && here);
  if (!local || !wanted || mistakes.length > 0) return open;
  if (own === port)
    mistakes.push('EMULATOR_PRIVATE_PORT is the same as EMULATOR_PORT: the gate needs one, and the emulator the other');
  const gate = { host, port, endpoint: emulatorEndpoint(host, port), region };
  const behind = emulatorEndpoint('127.0.0.1', own);
  // What make itself prints for AWS's tools names no emulator of the user's.
  if (given === undefined || (here && portOf(given) === own)) {
    return { host: '127.0.0.1', port: own, endpoint: behind, given: false, gate };
  }
  if (here && portOf(given) === port) {
    mistakes.push(
      `AWS_ENDPOINT_URL is at port ${port}, where the gate listens: set EMULATOR_PORT to another port, or GATE=off, which exposes the whole emulator`,
    );
  }
  return { ...open, gate };
}

export function isOwnMachine(endpoint: string): boolean {
  return URL.canParse(endpoint) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(endpoint).hostname);
}

function portOf(endpoint: string): number {
  return URL.canParse(endpoint) ? Number(new URL(endpoint).port || 80) : 0;
}
