import { defined } from '../../contract/defined';
import { Profile } from '../../contract/environment';
import { syntax, whole } from '../../contract/patterns';
import { Failure } from '../console/failure';
import { readContext } from './context';
import { type DockerSettings, readDocker } from './docker';
import { emulatorEndpoint, hostPattern } from './endpoint';
import type { Variables } from './env-file';
import { type GateSettings, readPlaces } from './gate';

export const Target = { local: 'local', aws: 'aws' } as const;
export type Target = (typeof Target)[keyof typeof Target];

export const Emulator = { ministack: 'ministack', localstack: 'localstack' } as const;
export type Emulator = (typeof Emulator)[keyof typeof Emulator];

/** The emulator that a local deployment goes to. */
export interface EmulatorSettings {
  readonly kind: Emulator;
  readonly host: string;
  readonly port: number;
  /** `http://127.0.0.1:4566`, without a slash at its end. */
  readonly endpoint: string;
  /** `AWS_ENDPOINT_URL` names it: it is the user's, and none is started. */
  readonly given: boolean;
  /** Stands before the emulator where the port may be public. */
  readonly gate?: GateSettings;
  /** For LocalStack's current image. */
  readonly token?: string;
}

/** What the Makefile's variables ask for. */
export interface Settings {
  readonly target: Target;
  readonly profile: Profile;
  readonly emulator: EmulatorSettings;
  /** Absent: the one of the user's AWS configuration. */
  readonly region?: string;
  /** The instance to control instead of one that `make` makes. */
  readonly instanceId?: string;
  /** The function's EC2 endpoint. */
  readonly ec2Endpoint?: string;
  /** Present where containers are controlled in the place of instances. */
  readonly docker?: DockerSettings;
  /** The API as a container too, behind a load balancer. */
  readonly container?: true;
  /** Name of the stack and of the function. */
  readonly name: string;
  /** More CDK context, from `CONTEXT`. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Reads the Makefile's variables; an empty one counts as one that was not given.
 * @throws Failure naming every mistake at once
 */
export function readSettings(variables: Variables): Settings {
  const mistakes: string[] = [];
  const text = (name: string, pattern: RegExp, rule: string): string | undefined => {
    const value = variables[name]?.trim() || undefined;
    if (value !== undefined && !pattern.test(value)) mistakes.push(`${name} is "${value}", but must be ${rule}`);
    return value;
  };
  const url = (name: string): string | undefined => {
    const value = text(name, urlPattern, urlRule);
    if (value !== undefined && urlPattern.test(value) && !URL.canParse(value)) {
      mistakes.push(`${name} is "${value}", whose host or port is none`);
    }
    return value?.replace(/\/$/, '');
  };
  const oneOf = <T extends string>(name: string, values: readonly T[], fallback: T): T => {
    const value = text(name, new RegExp(`^(${values.join('|')})$`), values.join(' or '));
    return values.find((candidate) => candidate === value) ?? fallback;
  };

  const kind = oneOf('EMULATOR', Object.values(Emulator), Emulator.ministack);
  const target = oneOf('TARGET', Object.values(Target), Target.local);
  const local = target === Target.local;
  const profile = oneOf('PROFILE', Object.values(Profile), local ? Profile.lab : Profile.production);
  const region = text('AWS_REGION', regionPattern, regionRule) ?? text('AWS_DEFAULT_REGION', regionPattern, regionRule);
  const host = text('EMULATOR_HOST', hostPattern, 'a host name or an address') ?? '127.0.0.1';
  const port = text('EMULATOR_PORT', /^([1-9]\d{0,4})$/, 'a port number') ?? '4566';
  const given = url('AWS_ENDPOINT_URL');
  const places = readPlaces(variables, { local, host, port: Number(port), given, region }, mistakes);
  const instanceId = text('INSTANCE_ID', whole(syntax.instanceId), 'an id such as i-0123456789abcdef0');
  const ec2Endpoint = url('EC2_ENDPOINT');
  const token = variables.LOCALSTACK_AUTH_TOKEN || undefined;
  const context = readContext(variables.CONTEXT ?? '', mistakes);
  const container = oneOf('CONTAINER', ['on', 'off'], 'off') === 'on';
  if (container && local && kind === Emulator.localstack) mistakes.push(noTasks);
  if (container && variables.COMPUTE?.trim() === 'docker')
    mistakes.push('CONTAINER=on reaches no engine: leave out COMPUTE=docker');
  if (container && local && given === undefined && !['0.0.0.0', '::'].includes(host)) mistakes.push(tasksReachNothing);
  const around = { local, lab: profile === Profile.lab, localStack: kind === Emulator.localstack };
  const docker = readDocker(variables, { ...around, ...defined({ ec2Endpoint }) }, mistakes);

  if (Number(port) > 65_535) mistakes.push(`EMULATOR_PORT is "${port}", but must be at most 65535`);
  if (!URL.canParse(emulatorEndpoint(host, Number(port))))
    mistakes.push(`EMULATOR_HOST is "${host}", which is no host`);
  if (!local && given !== undefined) {
    mistakes.push(`TARGET is aws, but AWS_ENDPOINT_URL is "${given}": unset it, or leave out TARGET=aws`);
  }
  if (!local && context.apiId !== undefined)
    mistakes.push('CONTEXT has apiId, but AWS chooses the id itself: leave it out');
  if (ec2Endpoint !== undefined && profile !== Profile.lab) mistakes.push('EC2_ENDPOINT is for PROFILE=lab only');
  if (!local && profile === Profile.lab && context.allowAnonymous !== 'true') {
    mistakes.push(
      'PROFILE=lab on AWS lets anyone on the internet start and stop your instances: leave it out ' +
        '(CONTEXT="allowAnonymous=true" allows this)',
    );
  }
  if (mistakes.length > 0) throw new Failure(`${mistakes.join('; ')}. "make help" explains the variables.`);

  return Object.freeze({
    target,
    profile,
    emulator: {
      kind,
      ...places,
      ...defined({ token }),
    },
    ...(region !== undefined ? { region } : local ? { region: 'us-east-1' } : {}),
    ...defined({ instanceId, ec2Endpoint, docker, container: container ? (true as const) : undefined }),
    name: context.name ?? 'ec2-control',
    context,
  });
}

const noTasks =
  'CONTAINER=on does not work with LocalStack, whose free edition runs no tasks: use EMULATOR=ministack, the default, or TARGET=aws';
const tasksReachNothing = `CONTAINER=on needs EMULATOR_HOST=0.0.0.0: a task reaches the emulator at the address of Docker's bridge. Everybody in your network reaches the emulator then`;
const urlPattern = /^https?:\/\/[^\s/]+\/?$/;
const urlRule = 'a URL such as http://127.0.0.1:4566';
const regionPattern = whole(syntax.region);
const regionRule = 'a region such as eu-west-1';

/** Makes the address at which the deployed API is called: the gate's, where there is one. */
export function frontOf({ gate, endpoint }: EmulatorSettings): string {
  return gate?.endpoint ?? endpoint;
}
