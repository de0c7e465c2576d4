import { defined } from '../../contract/defined';
import { DockerLabel, dockerInstanceType, instanceIdOfContainer } from '../../contract/docker';
import { InstanceState, unknownState } from '../../contract/states';
import type { Instance, StateReason } from '../domain/instance';
import { isStopping, type Mark } from './marks';
import { addressOf, type InspectedContainer } from './wire';

/** What a container's state is made of, beside what the engine says of it. */
export interface Circumstances {
  readonly mark?: Mark;
  /** The last line of its log. */
  readonly lastLine?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Milliseconds after its start in which a container may still turn out to be none that stays up. */
const probation = 2_000;

/** Converts a container to an instance (API contract, section 11). */
export function instanceFrom(container: InspectedContainer, circumstances: Circumstances): Instance {
  const { State, Created } = container;
  const startedAt = timeOf(State.StartedAt);
  const state = stateOf(State.Status, startedAt ?? 0, circumstances);
  const name = nameOf(container);
  const address = addressOf(container);
  const reason = reasonOf(container, circumstances);
  const isNew = state === InstanceState.running && circumstances.now - (startedAt ?? 0) < probation;
  return {
    instanceId: instanceIdOfContainer(container.Id),
    name,
    state,
    ip: address,
    privateIp: address,
    instanceType: dockerInstanceType,
    availabilityZone: null,
    launchTime: new Date(startedAt ?? Date.parse(Created)).toISOString(),
    tags: { ...container.Config.Labels, Name: name },
    spot: false,
    hibernation: false,
    addressIsFinal: true,
    ...defined({ stateReason: reason }),
    ...(isNew ? { onProbation: true } : {}),
    ...(State.Status === 'restarting' ? { stoppableWhilePending: true } : {}),
    ...(reason?.code === reasonCode.killed ? { notice: reason.message } : {}),
  };
}

/** Checks whether the container exists for the API. */
export function isManaged(labels: Readonly<Record<string, string>> | null | undefined): boolean {
  return labels?.[DockerLabel.managed] === 'true';
}

function nameOf({ Name }: InspectedContainer): string {
  return Name.replace(/^\//, '');
}

function stateOf(status: string, startedAt: number, { mark, now }: Circumstances): InstanceState {
  switch (status) {
    case 'running':
      return isStopping(mark, startedAt, now) ? InstanceState.stopping : InstanceState.running;
    case 'restarting':
      return isStopping(mark, startedAt, now) ? InstanceState.stopping : InstanceState.pending;
    case 'removing':
      return InstanceState.shuttingDown;
    case 'created':
    case 'exited':
    case 'dead':
    case 'paused':
    // Podman's names.
    case 'configured':
    case 'initialized':
    case 'stopped':
      return InstanceState.stopped;
    case 'stopping':
      return InstanceState.stopping;
    default:
      return unknownState;
  }
}

/** Codes of why a container is in its state, in the place of EC2's. */
export const reasonCode = {
  exited: 'Container.Exited',
  outOfMemory: 'Container.OutOfMemory',
  killed: 'Container.Killed',
  notStarted: 'Container.NotStarted',
  paused: 'Container.Paused',
  restarting: 'Container.Restarting',
} as const;

const killedBySignal = 137;

function reasonOf(container: InspectedContainer, { mark, lastLine }: Circumstances): StateReason | undefined {
  const { State, RestartCount, HostConfig } = container;
  const { Status, ExitCode, OOMKilled, Error: error } = State;
  const code = ExitCode ?? 0;
  const finishedAt = timeOf(State.FinishedAt);
  const when = finishedAt === undefined ? '' : ` at ${new Date(finishedAt).toISOString()}`;
  const said = lastLine ? `; the last line of its log: ${lastLine}` : '';
  if (Status === 'paused') return { code: reasonCode.paused, message: 'The container is paused.' };
  if (Status === 'restarting') {
    const times = `restarted ${RestartCount ?? 0} times`;
    return { code: reasonCode.restarting, message: `It exited with code ${code}${when}, ${times}${said}` };
  }
  if (Status !== 'exited' && Status !== 'dead' && Status !== 'stopped') return undefined;
  if (OOMKilled) {
    const limit = HostConfig?.Memory ? ` of ${Math.round(HostConfig.Memory / 1_048_576)} MiB` : '';
    const message = `It ran out of memory${limit} and was killed${when} (exit code ${code})${said}`;
    return { code: reasonCode.outOfMemory, message };
  }
  const stopMark = mark?.kind === 'stopping' && finishedAt !== undefined && finishedAt >= mark.at ? mark : undefined;
  if (stopMark?.grace !== undefined && code === killedBySignal) {
    const message = `It did not end within ${stopMark.grace} s of being told to stop, and was killed${when}.`;
    return { code: reasonCode.killed, message };
  }
  if (error) return { code: reasonCode.notStarted, message: `It could not be started: ${error}` };
  return { code: reasonCode.exited, message: `It exited with code ${code}${when}${said}` };
}

/** Converts a time of the engine to milliseconds since 1970; undefined for the year 1, which means never. */
function timeOf(text: string | null | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return time > 0 ? time : undefined;
}
