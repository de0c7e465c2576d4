import { type Ec2Fault, faultOf } from './fault';

/** An error that calls are to end with. */
export interface ScriptedFault {
  /** EC2's name of the operation, or `*` for all. */
  readonly operation: string;
  /** EC2's error code; or a failure below HTTP: the connection is dropped, or nothing is ever answered. */
  readonly code: string | 'network:reset' | 'network:hang';
  readonly message?: string;
  readonly status?: number;
  /** @default 1 */
  readonly times?: number;
  /** Only calls about this instance. */
  readonly instanceId?: string;
  /** Only calls about instances of this type, or launches of it. */
  readonly instanceType?: string;
}

/** A failure below HTTP, which the client that is simulated or the server turns into what it is. */
export class NetworkFault extends Error {
  override readonly name = 'NetworkFault';
  constructor(readonly kind: 'reset' | 'hang') {
    super(`network ${kind}`);
  }
}

/** What a call is about, for faults that are not for every call. */
export interface CallSubject {
  readonly operation: string;
  readonly instanceIds: readonly string[];
  readonly instanceTypes: readonly string[];
}

/** Errors to come, in the order in which they were scripted. */
export class FaultScript {
  private readonly script: { readonly fault: ScriptedFault; left: number }[] = [];

  add(fault: ScriptedFault): void {
    this.script.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.script.length = 0;
  }

  /** Throws the first fault that is due for a call. */
  strike(subject: CallSubject): void {
    const due = this.script.find(({ fault, left }) => left > 0 && concerns(fault, subject));
    if (due === undefined) return;
    due.left -= 1;
    throw errorOf(due.fault);
  }
}

function concerns(fault: ScriptedFault, { operation, instanceIds, instanceTypes }: CallSubject): boolean {
  if (fault.operation !== '*' && fault.operation !== operation) return false;
  if (fault.instanceId !== undefined && !instanceIds.includes(fault.instanceId)) return false;
  return fault.instanceType === undefined || instanceTypes.includes(fault.instanceType);
}

function errorOf({ code, message, status }: ScriptedFault): Ec2Fault | NetworkFault {
  if (code === 'network:reset') return new NetworkFault('reset');
  if (code === 'network:hang') return new NetworkFault('hang');
  return faultOf(code, message, status);
}
