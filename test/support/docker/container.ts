import { randomBytes } from 'node:crypto';

/** How the process of a simulated container behaves. */
export interface Behavior {
  /** It ignores the stop signal: a stop lasts until it is killed. */
  readonly stubborn?: boolean;
  /** It ends by itself as soon as it is started. */
  readonly crash?: { readonly code: number; readonly line: string; readonly outOfMemory?: boolean };
}

/** A container of the simulated engine. */
export interface SimulatedContainer {
  readonly id: string;
  name: string;
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly hostConfig: object;
  behavior: Behavior;
  status: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  exitCode: number;
  outOfMemory: boolean;
  restarts: number;
  log: string;
  readonly createdAt: number;
  startedAt?: number;
  finishedAt?: number;
  address: string | null;
}

export function newContainer(
  from: Pick<SimulatedContainer, 'name' | 'image' | 'labels' | 'hostConfig' | 'behavior'>,
  now: number,
): SimulatedContainer {
  const id = randomBytes(32).toString('hex');
  const rest = { exitCode: 0, outOfMemory: false, restarts: 0, log: '', createdAt: now, address: null };
  return { id, status: 'created', ...rest, ...from };
}

/** Lets the container's process begin; it may end at once. */
export function begin(container: SimulatedContainer, now: number): void {
  container.startedAt = now;
  const { crash } = container.behavior;
  if (crash === undefined) {
    container.status = 'running';
    container.address = addressOf(container);
    return;
  }
  container.log += `${crash.line}\n`;
  container.outOfMemory = crash.outOfMemory ?? false;
  end(container, crash.code, now);
}

export function end(container: SimulatedContainer, exitCode: number, now: number): void {
  Object.assign(container, { status: 'exited', exitCode, finishedAt: now, address: null });
}

function addressOf({ id }: SimulatedContainer): string {
  return `172.17.${Number.parseInt(id.slice(0, 2), 16)}.${Number.parseInt(id.slice(2, 4), 16)}`;
}

/** The container as the engine lists it. */
export function listed({ id, labels, status, address }: SimulatedContainer): object {
  return { Id: id, Labels: labels, State: status, NetworkSettings: { Networks: networks(address) } };
}

/** The container as the engine inspects it. */
export function inspected(container: SimulatedContainer): object {
  const { id, name, labels, status, address, hostConfig, restarts } = container;
  return {
    Id: id,
    Name: `/${name}`,
    Created: time(container.createdAt),
    RestartCount: restarts,
    State: {
      Status: status,
      OOMKilled: container.outOfMemory,
      ExitCode: container.exitCode,
      Error: '',
      StartedAt: time(container.startedAt),
      FinishedAt: time(container.finishedAt),
    },
    Config: { Labels: labels, Tty: false },
    HostConfig: hostConfig,
    NetworkSettings: { Networks: networks(address) },
  };
}

function networks(address: string | null): object {
  return { bridge: { IPAddress: address ?? '' } };
}

/** The engine's time; the year 1 stands for never. */
function time(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '0001-01-01T00:00:00Z' : new Date(milliseconds).toISOString();
}
